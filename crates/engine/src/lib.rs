//! The boundary between the page and everything slow or secret: a [`Request`] goes to the worker,
//! [`Engine::handle`] answers it with a [`Response`].
//!
//! *Architecture invariant:* the engine knows neither browser nor clock. Keys, randomness and `now`
//! come from the caller, so that a native test runs exactly what the worker runs.

mod archive;
mod bundle;
mod calendar;
mod engine;
mod findings;
mod generate;
mod kept_keys;
mod pack;
mod passphrase;
mod protocol;

pub use bundle::{bundle_files, material};
pub use calendar::renewal_calendar;
pub use engine::Engine;
pub use passphrase::{PASSPHRASE_BYTES, generate_passphrase};
pub use protocol::{Artifact, Passphrase, Progress, Request, Response};
