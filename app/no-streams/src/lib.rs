//! What `server_fn` wants of the crate `wasm-streams`, without doing it.
//!
//! Leptos depends on `server_fn`, which calls functions on a server. Twinlock has no server and asks none, so none of
//! this is ever called. But `wasm-streams` exports three classes to JavaScript, and what is exported no linker drops: it
//! was 5 KB of the page and as much of the worker. Delete this crate once Leptos can do without `server_fn`.

#![forbid(unsafe_code)]

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

/// A stream of bytes that comes from a server or goes to one: never here.
#[derive(Debug)]
pub enum ReadableStream {}

impl ReadableStream {
    /// A stream that goes to a server.
    ///
    /// # Panics
    ///
    /// Always.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("the page asks no server")
    }

    /// A stream that comes from a server.
    ///
    /// # Panics
    ///
    /// Always.
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        unreachable!("the page asks no server")
    }

    /// The browser's object; there is none.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self {}
    }

    /// What comes; there is nothing.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        match self {}
        #[expect(unreachable_code, reason = "says which type the stream has")]
        stream::empty()
    }
}
