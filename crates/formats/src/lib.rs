//! Containers for certificates and keys: PEM, DER, PKCS#8 and PKCS#12.

mod pfx_profile;

pub use pfx_profile::PfxProfile;
