//! What API Management is given as a file.

mod policy;
mod token;

use crate::{Caller, Document, Intent};

/// The files of `apim/`: none unless API Management is the caller.
pub(crate) fn documents(intent: &Intent) -> Vec<Document> {
    match intent.caller {
        Caller::ApiManagement(_) => vec![Document {
            path: "apim/policy.xml",
            media_type: "application/xml",
            secret: false,
            render: policy::render,
        }],
        Caller::Other => Vec::new(),
    }
}
