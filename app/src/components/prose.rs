use leptos::prelude::*;

/// A sentence; what stands in backticks is set as code. A last backtick without its pair is kept as it is.
pub(super) fn prose(text: &str) -> Vec<AnyView> {
    parts(text)
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

/// Cuts at pairs of backticks: plain, code, plain, ...
fn parts(text: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`')
        && let Some((code, after)) = after.split_once('`')
    {
        parts.extend([(false, before), (true, code)]);
        rest = after;
    }
    parts.push((false, rest));
    parts.retain(|(_, text)| !text.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_of_backticks_make_code() {
        assert_eq!(parts("`a` is no b"), [(true, "a"), (false, " is no b")]);
        assert_eq!(parts("a ` b"), [(false, "a ` b")]);
        assert_eq!(parts("`a` and `b"), [(true, "a"), (false, " and `b")]);
        assert_eq!(parts(""), []);
    }
}
