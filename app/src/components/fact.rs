use leptos::prelude::*;

/// A term of a list of facts, and what there is to say.
pub(super) fn fact(term: &'static str, value: impl IntoView) -> AnyView {
    drawn(term, value.into_any())
}

fn drawn(term: &'static str, value: AnyView) -> AnyView {
    view! {
        <dt>{term}</dt>
        <dd>{value}</dd>
    }
    .into_any()
}

/// The same of a value that machines read.
pub(super) fn mono_fact(term: &'static str, value: String) -> AnyView {
    view! {
        <dt>{term}</dt>
        <dd class="mono">{value}</dd>
    }
    .into_any()
}
