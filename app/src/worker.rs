//! The worker: the engine behind messages.

pub(crate) mod crossing;
#[cfg(feature = "crash-drill")]
mod drill;
mod message;
mod serve;

#[cfg(feature = "crash-drill")]
pub(crate) use drill::Drill;
pub(crate) use message::{FromWorker, ToWorker};
pub use serve::serve;

/// Names the build; page and worker must be of the same.
pub(crate) const BUILD: &str = env!("BUILD_ID");
