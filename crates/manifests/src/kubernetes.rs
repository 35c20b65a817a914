//! The Kubernetes objects of the bundle.

use crate::{Document, Intent};

/// The files of `kubernetes/`.
pub(crate) fn documents(_intent: &Intent) -> Vec<Document> {
    Vec::new()
}
