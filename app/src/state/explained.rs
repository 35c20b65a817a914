//! Whether terms are explained where they stand: an attribute of the document, for styles, on every page.

use leptos::prelude::document;

const ATTRIBUTE: &str = "data-explained";

/// Whether they are.
pub(crate) fn terms_are_explained() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute(ATTRIBUTE))
}

/// Explains them, or no longer; whether they are now.
pub(crate) fn explain_terms() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.toggle_attribute(ATTRIBUTE).unwrap_or(false))
}
