use leptos::prelude::*;

/// A sentence; what stands in backticks is set as code. A last backtick without its pair is kept as it is.
pub(super) fn prose(text: &str) -> Vec<AnyView> {
    diagnostics::prose(text)
        .into_iter()
        .map(|(is_code, text)| {
            let text = text.to_owned();
            if is_code {
                view! { <code>{text}</code> }.into_any()
            } else {
                text.into_any()
            }
        })
        .collect()
}
