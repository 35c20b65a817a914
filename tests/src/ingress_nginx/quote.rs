/// Go's `%q` for what can stand in a bundle, as `template.go`:367 writes it: nginx reads `\\`, `\"`
/// and `\n` in a quoted parameter back to the same characters.
pub(super) fn go(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// `template.go`:543, `sanitizeQuotedRegex`: a path cannot leave its quotes.
pub(super) fn path(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `template.go`:1686, `buildServerName`: a wildcard host becomes a regular expression.
pub(super) fn server_name(host: &str) -> String {
    match host.strip_prefix("*.") {
        None => host.to_owned(),
        Some(rest) => format!(r"~^(?<subdomain>[\w-]+)\.{}$", rest.replace('.', "\\.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_as_go_does() {
        assert_eq!(go(r#"CN=a\.b"(,|$)"#), r#""CN=a\\.b\"(,|$)""#);
        assert_eq!(path("/a\"b"), "\"/a\\\"b\"");
    }

    #[test]
    fn a_wildcard_host_is_a_pattern() {
        assert_eq!(server_name("api.example"), "api.example");
        assert_eq!(
            server_name("*.contoso.example"),
            r"~^(?<subdomain>[\w-]+)\.contoso\.example$"
        );
    }
}
