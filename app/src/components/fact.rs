use inspect::terms::Term;
use leptos::prelude::*;

/// A term of a list of facts, and what there is to say.
pub(super) fn fact(term: &'static str, value: impl IntoView) -> AnyView {
    drawn(term, value.into_any(), None)
}

/// The same of a value that machines read.
pub(super) fn mono_fact(term: &'static str, value: String) -> AnyView {
    mono(term, value, None)
}

/// The same with what the term means, which is shown where the user asks for it.
pub(super) fn explained_mono_fact(
    term: &'static str,
    value: String,
    meaning: &'static Term,
) -> AnyView {
    mono(term, value, Some(meaning))
}

/// The same of a value that is no mere text.
pub(super) fn explained_fact(
    term: &'static str,
    value: impl IntoView,
    meaning: &'static Term,
) -> AnyView {
    drawn(term, value.into_any(), Some(meaning))
}

fn mono(term: &'static str, value: String, meaning: Option<&'static Term>) -> AnyView {
    let value = view! { <span class="mono">{value}</span> }.into_any();
    drawn(term, value, meaning)
}

fn drawn(term: &'static str, value: AnyView, meaning: Option<&'static Term>) -> AnyView {
    let meaning = meaning.map(|meaning| {
        let text = format!("{} ({})", meaning.says, meaning.source);
        view! { <span class="row__term">{text}</span> }.into_any()
    });
    view! {
        <dt>{term}</dt>
        <dd>{value} {meaning}</dd>
    }
    .into_any()
}
