//! The one way anything is reported: a [`Finding`] says what is wrong, where,
//! and what to do; an [`Outcome`] carries a value together with its findings.
//!
//! *Architecture invariant:* nothing in the pure crates prints, logs or panics
//! to report bad input. It collects findings and goes on, so that a user sees
//! every problem at once and not only the first.

mod finding;
mod grouped;
mod outcome;
mod prose;
mod visible;

pub use finding::{Finding, Severity, gravest_first};
pub use grouped::grouped;
pub use outcome::Outcome;
pub use prose::prose;
pub use visible::{is_invisible, visible};
