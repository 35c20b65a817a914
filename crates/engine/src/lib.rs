//! The boundary between the page and all that is slow, secret or needs to know what a plan means: a [`Request`] goes to the worker,
//! [`Engine::handle`] answers it with a [`Response`].
//!
//! *Architecture invariant:* the engine knows neither browser nor clock. Keys, randomness and `now`
//! come from the caller, so that a native test runs exactly what the worker runs.

mod archive;
mod beside;
mod bundle;
mod calendar;
mod engine;
mod findings;
mod generate;
mod in_rust;
mod inspection;
mod judged;
mod kept_keys;
mod meaning;
mod outline;
mod pack;
mod passphrase;
mod picture_view;
mod protocol;
mod runbook_view;
mod sheet;

pub use beside::Beside;
pub use engine::Engine;
pub use formats::Limits;
pub use in_rust::InRust;
pub use inspection::{Conversion, Inspect, Inspected, Overview, Part, Source};
pub use judged::{Judged, OVERVIEW, Shown};
pub use outline::{CertificateOutline, FileOutline, Outline};
pub use passphrase::{PASSPHRASE_BYTES, generate_passphrase};
pub use protocol::{Artifact, IssuedSet, Passphrase, Progress, Request, Response};
pub(crate) use sheet::Element;
pub use sheet::{Attribute, Sheet, Tag};
