//! The plan: the form's content, as typed, and its way to something that can be made.
//!
//! A [`Plan`] holds strings and choices only, no secrets; it is saved, shared and loaded as
//! JSON. [`resolve`] turns it into a [`manifests::Intent`] (certificates to issue, and what the emitters
//! render) or says, at each field, why it cannot.
//!
//! *Architecture invariant:* every text a user types lands in a [`Plan`] unchanged; only `resolve` judges it.

mod choices;
pub mod codes;
mod excerpt;
mod follow;
pub mod labels;
mod link;
mod load;
mod mend;
mod overlay;
mod plan;
mod presets;
mod resolve;
mod settings;
mod staleness;
mod text;
mod undo;

pub use choices::{
    CaKeyFormat, Caller, CertificateReference, Choice, JwtPolicy, Serials, Target,
    TestAuthentication, Tier, Upload, Usages, VerifyMode,
};
pub use follow::follow;
pub use labels::{Field, field};
pub use link::{from_link, to_link};
pub use load::{from_json, load, to_json};
pub use mend::mended;
pub use plan::{
    ApiManagement, Azure, Existing, Issuer, Keys, Kubernetes, Names, OAuth, Packaging, Plan,
    Validity,
};
pub use presets::{Difference, Preset, differences};
pub use resolve::{certificates, resolve};
pub use staleness::changed;
pub use undo::{differing, take_back};
