use std::fmt::Write;

/// The value of `auth-tls-match-cn` that lets this client in, and no other.
///
/// The controller wants the value to begin with `CN=` and the rest to be a regular expression of Go
/// (`parser.CommonNameAnnotationValidator`, since 1.11.5 and 1.12.1); nginx then searches for it
/// anywhere in `$ssl_client_s_dn`. `CN=name` alone would thus match `CN=name-too` and `O=CN=name`.
/// So the expression has two branches: one that begins as demanded and can never match (a start after
/// an end), and one that holds a whole relative name: after the start or an unescaped comma, before a
/// comma or the end.
pub fn match_cn(client_name: &str) -> String {
    format!(
        "CN=$^|(^|[^\\x5C],)CN={}(,|$)",
        literal(&rfc2253_value(client_name))
    )
}

/// An attribute value as nginx prints it: OpenSSL's `XN_FLAG_RFC2253`, which escapes what RFC 2253, 2.4
/// lists with a backslash, and control characters and all beyond ASCII as the hex of their UTF-8.
pub(super) fn rfc2253_value(value: &str) -> String {
    let mut printed = String::new();
    let last = value.len().saturating_sub(1);
    for (at, byte) in value.bytes().enumerate() {
        let character = char::from(byte);
        match character {
            ',' | '+' | '"' | '\\' | '<' | '>' | ';' => printed.extend(['\\', character]),
            '#' if at == 0 => printed.push_str("\\#"),
            ' ' if at == 0 || at == last => printed.push_str("\\ "),
            ' '..='~' => printed.push(character),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(printed, "\\{byte:02X}");
            }
        }
    }
    printed
}

/// A regular expression for exactly this text, in a form that Go and PCRE read alike and that needs no
/// quotes in nginx's configuration.
fn literal(printed: &str) -> String {
    let mut expression = String::new();
    for byte in printed.bytes() {
        let character = char::from(byte);
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '@' | ' ' => expression.push(character),
            '.' => expression.push_str("\\."),
            _ => {
                let _ = write!(expression, "\\x{byte:02X}");
            }
        }
    }
    expression
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    /// Whether nginx would let this subject in, by the annotation for this name.
    fn lets_in(name: &str, subject: &str) -> bool {
        Regex::new(&match_cn(name)).unwrap().is_match(subject)
    }

    #[test]
    fn the_controller_takes_the_value() {
        for name in [
            "apim.contoso.example",
            "a|b",
            "Zoë (test) [x]{2} ^$ \"q\" 'q' \\",
            "",
            "\n",
        ] {
            let value = match_cn(name);
            let rest = value.strip_prefix("CN=").unwrap();
            assert!(Regex::new(rest).is_ok(), "{value}");
            assert!(value.chars().all(|c| (' '..='~').contains(&c)), "{value}");
            assert!(!value.contains(['"', '\'', '{', '}', ';', '#']), "{value}");
        }
    }

    #[test]
    fn the_client_is_let_in_wherever_its_cn_stands() {
        for subject in [
            "CN=apim.contoso.example",
            "CN=apim.contoso.example,O=Contoso,L=Redmond,C=US",
            "C=US,L=Redmond,O=Contoso,CN=apim.contoso.example",
            "C=US,CN=apim.contoso.example,O=Contoso\\, Inc.",
        ] {
            assert!(lets_in("apim.contoso.example", subject), "{subject}");
        }
    }

    #[test]
    fn nobody_else_is_let_in() {
        for subject in [
            "",
            "CN=",
            "CN=apim.contoso.example.evil",
            "CN=evil.apim.contoso.example",
            "CN=apim-contoso.example",
            "CN=apim.contoso.example\\,O=Contoso",
            "CN=apim.contoso.example+O=Contoso",
            "O=CN=apim.contoso.example,C=US",
            "O=x\\,CN=apim.contoso.example,C=US",
            "O=x\\\\\\,CN=apim.contoso.example",
            "1.2.3.4=CN=apim.contoso.example",
            "DNQ=x,emailAddress=CN=apim.contoso.example",
            "XCN=apim.contoso.example",
            "cn=apim.contoso.example",
        ] {
            assert!(!lets_in("apim.contoso.example", subject), "{subject}");
        }
    }

    #[test]
    fn names_are_matched_as_nginx_prints_them() {
        // Left: a CN. Right: what `openssl x509 -subject -nameopt RFC2253` prints for it.
        for (name, printed) in [
            ("a,b+c\"d\\e<f>g;h", r#"a\,b\+c\"d\\e\<f\>g\;h"#),
            (" #a ", r"\ #a\ "),
            ("#a", r"\#a"),
            ("Zoë", r"Zo\C3\AB"),
            ("a\nb\u{7f}", r"a\0Ab\7F"),
            ("a=b (c)*", "a=b (c)*"),
            ("\u{1f600}", r"\F0\9F\98\80"),
            (" ", r"\ "),
        ] {
            assert_eq!(rfc2253_value(name), printed);
            assert!(lets_in(name, &format!("CN={printed},C=US")), "{name:?}");
        }
    }
}
