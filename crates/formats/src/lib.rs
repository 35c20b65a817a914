//! Containers for certificates and keys: PEM, DER, PKCS#8 and PKCS#12.

pub mod asn1;
mod encrypted_key;
mod error;
mod item;
mod limits;
mod pem_text;
mod pfx;

pub use encrypted_key::encrypt_pkcs8;
pub use error::EncodeError;
pub use item::{
    Container, Content, Encryption, Item, KeyEncoding, KubernetesObject, Locked, LockedKind,
    PrivateKey,
};
pub use limits::Limits;
pub use pem_text::{
    certificate_of_pem, certificate_pem, encrypted_private_key_pem, private_key_pem, request_pem,
};
pub use pfx::{Bag, BagKind, Mac, PasswordForm, PfxProfile, PfxStructure, Safe, pfx};
