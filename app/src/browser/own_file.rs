//! The page's own files: beside it on a host, inside it where the page is one file.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

/// The file of this name, such as `./worker.js`. From a host it is asked for anew where that says it has changed: a
/// cache must not mix two builds.
pub(crate) async fn get(path: &str) -> Option<Response> {
    let window = web_sys::window()?;
    // The script of a page that is one file offers what is inside by the same names.
    let inside = Reflect::get(&window, &JsValue::from_str(path)).ok()?;
    if inside.is_object() {
        return Some(inside.unchecked_into());
    }
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &options)).await;
    let response: Response = response.ok()?.unchecked_into();
    response.ok().then_some(response)
}
