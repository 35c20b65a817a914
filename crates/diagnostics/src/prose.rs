/// Cuts a message or a hint at its pairs of backticks, which set code: plain text, code, plain text, ... Each part
/// says whether it is code; empty parts are left out. A last backtick without its pair is kept as it is.
pub fn prose(text: &str) -> Vec<(bool, &str)> {
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
        assert_eq!(prose("`a` is no b"), [(true, "a"), (false, " is no b")]);
        assert_eq!(prose("a ` b"), [(false, "a ` b")]);
        assert_eq!(prose("`a` and `b"), [(true, "a"), (false, " and `b")]);
        assert_eq!(prose(""), []);
    }
}
