//! What is said differently, and why.

/// The end of a file's path, the fact, and the reason.
pub(crate) const DIFFERING: &[(&str, &str, &str)] = &[];
