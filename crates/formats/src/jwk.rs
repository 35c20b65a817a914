//! JSON Web Keys (RFC 7517, RFC 7518, RFC 8037).

mod parse;
#[cfg(test)]
mod tests;
mod write;

use serde_json::{Map, Value};
use zeroize::Zeroize as _;

pub use parse::read;
pub use write::{of_certificates, of_private_key, of_public_key};

/// Texts may be of keys. What the parser kept aside meanwhile is beyond reach.
fn wipe(object: &mut Map<String, Value>) {
    let mut pending: Vec<&mut Value> = object.values_mut().collect();
    while let Some(value) = pending.pop() {
        match value {
            Value::String(text) => text.zeroize(),
            Value::Array(values) => pending.extend(values),
            Value::Object(inner) => pending.extend(inner.values_mut()),
            _ => {}
        }
    }
}
