//! Randomness of the browser.

use std::fmt;

use engine::Passphrase;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Crypto;
use zeroize::Zeroizing;

/// The browser has no cryptographically secure randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRandomness;

impl fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this browser offers no cryptographically secure randomness")
    }
}

impl std::error::Error for NoRandomness {}

/// Fills `buffer`; of any length, in page and worker, in secure contexts and others.
///
/// # Errors
///
/// [`NoRandomness`].
pub fn fill(buffer: &mut [u8]) -> Result<(), NoRandomness> {
    let crypto = crypto().ok_or(NoRandomness)?;
    // `getRandomValues` gives at most 65,536 bytes a call (Web Cryptography API, 10.1.1).
    for chunk in buffer.chunks_mut(65_536) {
        crypto
            .get_random_values_with_u8_array(chunk)
            .map_err(|_| NoRandomness)?;
    }
    Ok(())
}

/// A new passphrase of [`engine::generate_passphrase`].
///
/// # Errors
///
/// [`NoRandomness`].
pub fn passphrase() -> Result<Passphrase, NoRandomness> {
    let mut bytes = Zeroizing::new([0; engine::PASSPHRASE_BYTES]);
    fill(&mut *bytes)?;
    Ok(engine::generate_passphrase(&bytes))
}

/// `crypto` of the window or the worker.
pub(crate) fn crypto() -> Option<Crypto> {
    let crypto = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("crypto")).ok()?;
    crypto.is_object().then(|| crypto.unchecked_into())
}
