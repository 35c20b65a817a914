//! What makes keys of passwords, and takes long on purpose. It is a crate of its own so that it alone is compiled
//! for speed: generic code is compiled where it is used, and all else that ships is compiled for size.

mod derivation;
mod hash;

pub use derivation::{Pkcs12Key, evp_bytes_to_key, pbkdf1, pkcs12_key};
pub use hash::Hash;
