/// Shortens a text in its middle, so that both ends can still be told.
pub(super) fn elide(text: &str, limit: usize) -> String {
    let count = text.chars().count();
    if count <= limit {
        return text.to_owned();
    }
    let kept = limit.saturating_sub(1);
    let tail = kept / 3;
    let head: String = text.chars().take(kept - tail).collect();
    let end: String = text.chars().skip(count - tail).collect();
    format!("{head}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_both_ends() {
        assert_eq!(elide("short", 10), "short");
        assert_eq!(elide("abcdefghijklmnop", 10), "abcdef…nop");
        assert_eq!(elide("ééééééééééé", 5), "ééé…é");
    }
}
