use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::dynamic::{each, key_of, true_or_false};
use crate::highlight::{self, Language, Line, Token};

/// A line that can be told from all others, so that only changed lines are drawn anew.
struct Keyed {
    key: u64,
    line: Line,
}

/// Text with line numbers and light syntax colour.
#[component]
pub(crate) fn CodeView(
    /// What the text is called.
    label: String,
    /// Reads the text; its language follows the ending of the label.
    text: Box<dyn Fn() -> Arc<str> + Send + Sync>,
    /// Whether long lines wrap instead of being scrolled.
    #[prop(into, optional)]
    wrap: Signal<bool>,
    /// What it is called where it is a secret; nothing where it is none.
    #[prop(optional)]
    secret: Option<Callback<(), String>>,
) -> impl IntoView {
    let language = Language::of_path(&label);
    let lines = move || keyed(highlight::lines(language, &text()));
    view! {
        <pre
            class="code"
            data-wrap=move || true_or_false(wrap.get())
            tabindex="0"
            role="region"
            aria-label=label
            data-secret=move || secret.map(|secret| secret.run(())).filter(|name| !name.is_empty())
        >
            <code class="code__lines">
                {each(lines, |keyed| keyed.key, |keyed| line_view(keyed.line))}
            </code>
        </pre>
    }
}

/// Numbers equal lines, so that each has a key of its own wherever it moves.
fn keyed(lines: Vec<Line>) -> Vec<Keyed> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    lines
        .into_iter()
        .map(|line| {
            let content = key_of(&line);
            let count = seen.entry(content).or_insert(0);
            *count += 1;
            Keyed {
                key: key_of(&(content, *count)),
                line,
            }
        })
        .collect()
}

fn line_view(line: Line) -> AnyView {
    let tokens = line
        .into_iter()
        .map(|Token { kind, text }| view! { <span data-kind=kind.name()>{text}</span> }.into_any())
        .collect_view();
    // The line's end is part of the text, so that a selection copies as lines.
    view! { <span class="code__line">{tokens} "\n"</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_own_key_and_keeps_it_when_others_come() {
        let keys = |text: &str| -> Vec<u64> {
            keyed(highlight::lines(Language::Yaml, text))
                .iter()
                .map(|keyed| keyed.key)
                .collect()
        };
        let before = keys("a: 1\n\nb: 2\n\n");
        let unique: std::collections::BTreeSet<u64> = before.iter().copied().collect();
        assert_eq!(unique.len(), 4);
        let after = keys("a: 1\n\nnew: 3\nb: 2\n\n");
        assert_eq!([after[0], after[1], after[3], after[4]], before[..]);
    }
}
