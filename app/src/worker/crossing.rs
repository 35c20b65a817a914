//! Messages between page and worker: a list of the message in postcard's format, and of the octets beside it. Unlike
//! text, all of it can be wiped; and what reads it is a fraction of what reads JSON.

use engine::Beside;
use js_sys::{Array, Uint8Array};
use postcard::ser_flavors::Size;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

/// The message as the browser hands it over; none where it is too large for the memory there is.
pub(crate) fn pack(message: &mut (impl Serialize + Beside)) -> Option<JsValue> {
    // It may hold a passphrase. What a list that grows leaves behind nobody would wipe, so it is measured first.
    let length = postcard::serialize_with_flavor(message, Size::default()).ok()?;
    let mut octets = Zeroizing::new(vec![0; length]);
    postcard::to_slice(message, &mut octets).ok()?;
    let packed = Array::of1(&Uint8Array::from(octets.as_slice()));
    for octets in message.beside() {
        packed.push(&Uint8Array::from(octets.as_slice()));
    }
    Some(packed.into())
}

/// The message that was packed; none where it is of another kind, or not whole.
pub(crate) fn unpack<M: DeserializeOwned + Beside>(packed: &JsValue) -> Option<M> {
    let packed: &Array = packed.dyn_ref()?;
    let octets = |packed: JsValue| Some(packed.dyn_ref::<Uint8Array>()?.to_vec());
    let own = Zeroizing::new(octets(packed.get(0))?);
    let mut message: M = postcard::from_bytes(&own).ok()?;
    let mut beside = packed.iter().skip(1);
    for place in message.beside() {
        *place = octets(beside.next()?)?;
    }
    Some(message)
}
