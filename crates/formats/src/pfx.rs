//! PFX files (PKCS#12, RFC 7292).

mod bags;
mod encrypt;
mod findings;
mod open;
mod profile;
mod structure;
mod syntax;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use bags::open_key;
pub use open::read;
pub(crate) use open::{read_within, unlock};
pub use profile::PfxProfile;
pub use structure::{Bag, BagKind, Mac, PasswordForm, PfxStructure, Safe};
pub use write::{pfx, trust_store};
