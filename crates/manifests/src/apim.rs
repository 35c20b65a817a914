//! What API Management is given as a file.

use crate::{Document, Intent};

/// The files of `apim/`: none unless API Management is the caller.
pub(crate) fn documents(_intent: &Intent) -> Vec<Document> {
    Vec::new()
}
