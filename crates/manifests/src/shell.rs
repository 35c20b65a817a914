//! Words of a bash script. Every value of a plan that goes into a script passes [`quote`].

use diagnostics::is_invisible;

/// One word of a bash command line that stands for exactly `value`, on one line and without
/// characters that cannot be seen.
///
/// Three forms, the plainest that is safe: bare, `'single quotes'`, or `$'...'`, in which bytes are
/// written as `\xHH` whatever the locale. A NUL is left out: no word can hold one.
pub(crate) fn quote(value: &str) -> String {
    if !value.is_empty() && value.bytes().all(is_bare) {
        return value.to_owned();
    }
    if !value.chars().any(needs_escape) {
        return format!("'{value}'");
    }
    format!("$'{}'", value.chars().map(escape).collect::<String>())
}

/// Words separated by spaces, each quoted.
pub(crate) fn words<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    values.into_iter().map(quote).collect::<Vec<_>>().join(" ")
}

/// One segment of a URL's path, percent-encoded (RFC 3986, 2.1). What is left needs no quotes.
pub(crate) fn url_segment(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Whether a byte means nothing to bash anywhere in a word.
fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_@+:,./-".contains(&byte)
}

/// Whether single quotes would hide the character from a reader or surprise a linter: `$` and
/// backticks look like expansions that do not happen, and look-alike quotes like ends of the word.
fn needs_escape(character: char) -> bool {
    matches!(character, '\'' | '\\' | '$' | '`' | '!')
        || is_invisible(character)
        || looks_like_ascii(character)
}

/// Spaces and quotes outside ASCII, which are easily taken for the real ones.
fn looks_like_ascii(character: char) -> bool {
    !character.is_ascii()
        && (character.is_whitespace()
            || matches!(
                character,
                '\u{b4}' | '\u{2bb}'..='\u{2bd}' | '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2037}' | '\u{ff02}' | '\u{ff07}'
            ))
}

fn escape(character: char) -> String {
    match character {
        '\0' => String::new(),
        '\'' => r"\'".to_owned(),
        '\\' => r"\\".to_owned(),
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        '\t' => r"\t".to_owned(),
        // An interactive bash would look `!` up in its history.
        '!' => r"\x21".to_owned(),
        other if is_invisible(other) || looks_like_ascii(other) => {
            let mut buffer = [0; 4];
            other
                .encode_utf8(&mut buffer)
                .bytes()
                .map(|byte| format!("\\x{byte:02x}"))
                .collect()
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use proptest::prelude::*;

    use super::*;

    /// What bash makes of the words of a command line.
    fn words_in_bash(line: &str) -> Vec<u8> {
        let output = Command::new("bash")
            .args(["-u", "-c", &format!("printf '%s\\0' {line}")])
            .output()
            .expect("bash runs");
        assert!(output.status.success(), "{line}: {output:?}");
        assert!(output.stderr.is_empty(), "{line}: {output:?}");
        output.stdout
    }

    fn assert_same(value: &str) {
        let mut expected = value.replace('\0', "").into_bytes();
        expected.push(0);
        assert_eq!(words_in_bash(&quote(value)), expected, "{value:?}");
    }

    #[test]
    fn the_plainest_form_that_is_safe() {
        for (value, quoted) in [
            ("api.contoso.example", "api.contoso.example"),
            ("", "''"),
            ("AKS admins", "'AKS admins'"),
            ("Zürich", "'Zürich'"),
            ("it's", r"$'it\'s'"),
            ("$(reboot)", "$'$(reboot)'"),
            ("a\nb", r"$'a\nb'"),
            ("\u{202e}x", r"$'\xe2\x80\xaex'"),
        ] {
            assert_eq!(quote(value), quoted);
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        for value in [
            "'; touch /tmp/broken-out; '",
            "\\",
            "\\'",
            "a\\",
            "$'x'",
            "`id`",
            "${HOME}",
            "~",
            "*",
            "{a,b}",
            "!!",
            "#",
            "-n",
            "a\u{0}b",
            "\u{1}1",
            "\u{7f}f",
            "\u{85}0",
            "\u{2028}",
            "\u{2019}",
            "\r\n",
            "\u{1f600}",
        ] {
            assert_same(value);
        }
        assert_same(&"x'".repeat(5000));
    }

    #[test]
    fn several_words_stay_apart() {
        assert_eq!(words_in_bash(&words(["a b", "", "c"])), b"a b\0\0c\0");
    }

    #[test]
    fn a_segment_is_one_segment() {
        assert_eq!(url_segment("apim-client"), "apim-client");
        assert_eq!(url_segment("a/b c?\"$\u{fc}"), "a%2Fb%20c%3F%22%24%C3%BC");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn any_word_comes_back(value in any::<String>()) {
            let quoted = quote(&value);
            prop_assert!(!quoted.contains('\n'));
            let mut expected = value.replace('\0', "").into_bytes();
            expected.push(0);
            prop_assert_eq!(words_in_bash(&quoted), expected);
        }

        #[test]
        fn any_shell_text_comes_back(value in "[a-z '\"$`\\\\(){};&|<>!#~*?\\[\\]\n]{0,40}") {
            let mut expected = value.clone().into_bytes();
            expected.push(0);
            prop_assert_eq!(words_in_bash(&quote(&value)), expected);
        }
    }
}
