//! What opens with a password, apart from where it stands: schemes, key derivations, ciphers.

mod candidates;
mod cipher;
mod derivation;
mod error;
mod hash;
mod mac;
mod scheme;
mod sun;
mod work;

pub(crate) use candidates::Password;
pub(crate) use cipher::Cipher;
pub(crate) use derivation::{Pkcs12Key, evp_bytes_to_key, pkcs12_key};
pub use error::UnlockError;
pub(crate) use hash::Hash;
pub(crate) use mac::{MacData, MacScheme};
pub(crate) use scheme::{Scheme, encryption_of};
pub(crate) use work::Work;
