//! Containers for certificates and keys: PEM, DER, PKCS#8 and PKCS#12.

pub mod asn1;
mod crc32;
pub mod encode;
mod encrypted_key;
mod error;
mod item;
pub mod jks;
pub mod jwk;
pub mod key;
mod limits;
mod oid;
mod password;
mod pem_text;
pub mod pfx;
pub mod pkcs7;
mod read;
#[cfg(test)]
mod samples;
mod syntax;
mod unknown;
mod unlock;

pub use crc32::crc32;
pub use encrypted_key::encrypt_pkcs8;
pub use error::EncodeError;
pub use item::{
    Container, Content, Encryption, Item, KeyEncoding, KubernetesObject, Locked, LockedKind,
    PrivateKey,
};
pub use limits::Limits;
pub use password::UnlockError;
pub use pem_text::{
    certificate_of_pem, certificate_pem, ec_private_key_pem, encrypted_private_key_pem, pkcs7_pem,
    private_key_pem, public_key_pem, request_pem, revocation_list_pem, rsa_private_key_pem,
};
pub use pfx::{Bag, BagKind, Mac, PasswordForm, PfxProfile, PfxStructure, Safe, pfx, trust_store};
pub use read::{hash_named, is_text, read};
pub use unknown::Unknown;
pub use unlock::{place_opened, unlock};
