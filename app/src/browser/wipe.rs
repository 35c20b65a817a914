//! Zeroes bytes that were copied to or from JavaScript.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Fills a `Uint8Array`, or all in an array, with zeros. Strings cannot be wiped.
pub(crate) fn wipe(value: &JsValue) {
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        bytes.fill(0, 0, bytes.length());
    } else if let Some(array) = value.dyn_ref::<Array>() {
        array.iter().for_each(|item| wipe(&item));
    }
}
