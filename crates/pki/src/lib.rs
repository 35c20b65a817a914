//! Names, keys and certificate profiles for mutual TLS.
//!
//! The way from intent to certificates: a [`Spec`] says what is to be issued;
//! [`issue`] makes keys through a [`KeyProvider`], builds each certificate and
//! its request, has the provider sign them, and returns [`Issued`] items.
//!
//! *Architecture invariants:* no clock and no randomness of its own (`now`,
//! serial numbers and keys come from the caller or the provider); private keys
//! are zeroized when dropped, never printed by `Debug`, never serialised.

mod algorithm;
mod issue;
mod key;
mod names;
mod signature;
mod software_keys;
mod spec;

pub use algorithm::{Algorithm, KeyFamily};
pub use issue::{IssueError, IssueProgress, Issued, issue};
pub use key::{KeyError, KeyPair, KeyProvider};
pub use names::{DistinguishedName, DnsName, DnsNameError, SubjectAltName, use_international};
pub use signature::{SignatureError, ecdsa_signature_der};
pub use software_keys::SoftwareKeys;
pub use spec::{Authorities, CertificateSpec, LeafUsage, Profile, Role, SerialNumber, Spec};
