//! Keys as they are written down: whatever it is, it becomes PKCS#8.

mod identify;
mod legacy_pem;
mod openssh;
mod private;
mod public;
#[cfg(test)]
mod tests;

pub(crate) use identify::{encrypted, is_pkcs8, is_private_key};
pub use identify::{of_der, of_sec1};
pub use legacy_pem::legacy_pem;
pub(crate) use legacy_pem::unlock_legacy_pem;
pub use openssh::openssh;
pub(crate) use private::{
    PrivateKeyInfo, RsaPrivateKey, Sec1Key, curve_pkcs8, ec_pkcs8, rsa_pkcs8,
};
pub(crate) use public::{RsaPublicKey, Spki, spki};
