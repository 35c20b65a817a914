use leptos::prelude::*;

use super::dynamic::true_or_false;
use crate::state::{explain_terms, terms_are_explained};

/// Has every term explained where it stands.
#[component]
pub(crate) fn ExplainButton() -> impl IntoView {
    let (explained, set_explained) = signal(terms_are_explained());
    view! {
        <button
            type="button"
            class="button button--small"
            aria-pressed=move || true_or_false(explained.get())
            on:click=move |_| set_explained.set(explain_terms())
        >
            "Explain terms"
        </button>
    }
}
