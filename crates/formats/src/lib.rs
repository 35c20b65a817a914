//! Containers for certificates and keys: PEM, DER, PKCS#8 and PKCS#12.

mod encrypted_key;
mod error;
mod pem_text;
mod pfx;
mod pfx_profile;

pub use encrypted_key::encrypt_pkcs8;
pub use error::EncodeError;
pub use pem_text::{
    certificate_of_pem, certificate_pem, encrypted_private_key_pem, private_key_pem, request_pem,
};
pub use pfx::pfx;
pub use pfx_profile::PfxProfile;
