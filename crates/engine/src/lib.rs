//! The boundary between the page and everything slow or secret: a [`Request`] goes to the worker,
//! [`Engine::handle`] answers it with a [`Response`].
//!
//! *Architecture invariant:* the engine knows neither browser nor clock. Keys, randomness and `now`
//! come from the caller, so that a native test runs exactly what the worker runs.

mod protocol;

pub use protocol::{Artifact, Passphrase, Progress, Request, Response};
