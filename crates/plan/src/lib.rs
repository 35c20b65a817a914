//! The plan: the form's content, as typed, and its way to something that can be made.
//!
//! A [`Plan`] holds strings and choices only, no secrets; it is saved, shared and loaded as
//! JSON. [`resolve`] turns it into a [`Resolved`] (certificates to issue, and the intent that the
//! emitters render) or says, at each field, why it cannot.
//!
//! *Architecture invariant:* every text a user types lands in a [`Plan`] unchanged; only `resolve` judges it.

mod choices;
mod plan;
mod resolve;

pub use choices::{
    CaKeyFormat, Caller, CertificateReference, JwtPolicy, Serials, TestAuthentication, Tier,
    Upload, Usages, VerifyMode,
};
pub use plan::{
    ApiManagement, Azure, Existing, Issuer, Keys, Kubernetes, Names, OAuth, Packaging, Plan,
    Validity,
};
pub use resolve::resolve;
