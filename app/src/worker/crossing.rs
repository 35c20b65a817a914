//! Messages between page and worker: a list of the text, as JSON, and of the octets beside it.

use engine::Beside;
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

/// The message as the browser hands it over; none where it is too large for the memory there is.
pub(crate) fn pack(message: &mut (impl Serialize + Beside)) -> Option<JsValue> {
    // It may hold a passphrase. What a text that grows leaves behind nobody would wipe, so it is measured first.
    let mut length = Length(0);
    serde_json::to_writer(&mut length, message).ok()?;
    let mut text = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *text, message).ok()?;
    let packed = Array::of1(&JsValue::from_str(std::str::from_utf8(&text).ok()?));
    for octets in message.beside() {
        packed.push(&Uint8Array::from(octets.as_slice()));
    }
    Some(packed.into())
}

/// The message that was packed; none where it is of another kind, or not whole.
pub(crate) fn unpack<M: DeserializeOwned + Beside>(packed: &JsValue) -> Option<M> {
    let packed: &Array = packed.dyn_ref()?;
    let text = Zeroizing::new(packed.get(0).as_string()?);
    let mut message: M = serde_json::from_str(&text).ok()?;
    let mut beside = packed.iter().skip(1);
    for octets in message.beside() {
        *octets = beside.next()?.dyn_ref::<Uint8Array>()?.to_vec();
    }
    Some(message)
}

/// Counts what is written to it.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        self.0 += octets.len();
        Ok(octets.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
