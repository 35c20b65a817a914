//! What opens with a password, apart from where it stands: schemes, key derivations, ciphers.

mod by_identifier;
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
pub use error::UnlockError;
#[cfg(test)]
pub(crate) use mac::DigestInfo;
pub(crate) use mac::{MacData, MacScheme};
pub(crate) use scheme::{Scheme, encryption_of};
pub(crate) use work::Work;
