//! PFX files (PKCS#12, RFC 7292).

mod profile;
mod structure;
mod write;

pub use profile::PfxProfile;
pub use structure::{Bag, BagKind, Mac, PasswordForm, PfxStructure, Safe};
pub use write::pfx;
