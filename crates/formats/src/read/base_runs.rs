//! Base64 anywhere in a text that is not read as anything else: the value of an attribute or an element, of a key of
//! JSON, of a variable; what a template or a broken manifest says.

use diagnostics::Finding;
use zeroize::Zeroizing;

use super::base_text::{base64, holds_something};
use super::{PLACE, Reader};
use crate::asn1::length_of_first;

/// The shortest base64 worth a look: of an Ed25519 public key.
const SHORTEST: usize = 56;
/// Lines of wrapped base64 are at least this long, but for the last.
const LINE: usize = 40;
/// Longer ones are worth a look even where they are not whole.
const BROKEN: usize = 300;
/// Octets before a run in which its name is looked for.
const NAME: usize = 80;

impl Reader<'_> {
    /// Reads what stands in base64 anywhere in a text; whether there was any.
    pub(super) fn base_runs(&mut self, parent: usize, text: &str, depth: usize) -> bool {
        let mut count = 0;
        for run in (Runs { text, at: 0 }) {
            if run.digits.len() < SHORTEST {
                continue;
            }
            let Some(octets) = base64(&run.digits).filter(|octets| is_wanted(octets, true)) else {
                continue;
            };
            if !self.has_room(parent) {
                break;
            }
            count += 1;
            let label = name_before(text, run.start);
            let label = label.map_or_else(|| format!("base64 {count}"), str::to_owned);
            if is_before_end(text.get(run.end..).unwrap_or_default()) {
                self.find_once(parent, "pem-begin-missing", begin_missing);
            }
            self.found(parent, &label, &octets, depth);
        }
        count > 0
    }
}

/// Whether octets are DER, which has to be whole or long, since many an identifier begins like it by chance; or
/// anything else that is known; or base64 of it, if that is looked into.
fn is_wanted(octets: &[u8], inside: bool) -> bool {
    if octets.first() == Some(&0x30) {
        let is_whole = length_of_first(octets).is_some() || octets.len() >= BROKEN;
        return is_whole && holds_something(octets);
    }
    let again = || std::str::from_utf8(octets).ok().and_then(base64);
    holds_something(octets) || inside && again().is_some_and(|again| is_wanted(&again, false))
}

/// Base64 in a text, its lines joined.
struct Run {
    start: usize,
    end: usize,
    digits: Zeroizing<String>,
}

struct Runs<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Runs<'_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let (start, mut end) = loop {
            let (start, end) = self.token(self.at)?;
            if end - start >= LINE {
                break (start, end);
            }
            self.at = end;
        };
        let line = |from, to| self.text.get(from..to).unwrap_or_default();
        let joined = |from, to| line(from, to).chars().filter(|c| *c != '\\');
        // No longer string is wiped where one grows.
        let mut digits = Zeroizing::new(String::new());
        digits.extend(joined(start, end));
        let mut length = end - start;
        while length >= LINE {
            let Some((from, to)) = self.token(end) else {
                break;
            };
            let is_line = is_line_end(line(end, from)) && self.ends_line(to);
            if to - from > length || !is_line {
                break;
            }
            digits.extend(joined(from, to));
            (length, end) = (to - from, to);
        }
        self.at = end;
        Some(Run { start, end, digits })
    }
}

impl Runs<'_> {
    /// Whether nothing but padding stands between here and the end of the line, or of what encloses it.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        let padding = rest
            .bytes()
            .take(2)
            .take_while(|octet| *octet == b'=')
            .count();
        let next = rest.as_bytes().get(padding);
        next.is_none_or(|next| b"\r\n\\\"'`<,;)]}".contains(next))
    }

    /// Where the next digits of base64 without anything between them begin and end. JSON may write `/` as `\/`.
    fn token(&self, from: usize) -> Option<(usize, usize)> {
        let octets = self.text.as_bytes();
        let mut at = from;
        loop {
            match octets.get(at)? {
                // A line end in JSON, whose letter is no digit.
                b'\\' if matches!(octets.get(at + 1), Some(b'n' | b'r' | b't')) => at += 2,
                octet if is_digit(*octet) => break,
                _ => at += 1,
            }
        }
        let start = at;
        loop {
            match octets.get(at) {
                Some(octet) if is_digit(*octet) => at += 1,
                Some(b'\\') if octets.get(at + 1) == Some(&b'/') => at += 2,
                _ => return Some((start, at)),
            }
        }
    }
}

fn is_digit(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'_' | b'-')
}

/// Whether nothing but one line end and indentation stands between two lines.
fn is_line_end(between: &str) -> bool {
    let bare = between.replace("\\r", "").replace("\\n", "\n");
    bare.contains('\n') && bare.chars().all(char::is_whitespace)
}

/// Whether the end marker of PEM follows.
fn is_before_end(rest: &str) -> bool {
    let rest = rest.trim_start_matches('=').trim_start();
    rest.starts_with("-----END ")
}

fn begin_missing() -> Finding {
    Finding::error(
        "pem-begin-missing",
        PLACE,
        "A PEM block has no BEGIN line: openssl, nginx and kubectl do not see it.",
        "It was read all the same; take the PEM from here.",
    )
}

/// What a value is called: the word before its colon, equals sign or tag.
fn name_before(text: &str, start: usize) -> Option<&str> {
    let from = (start.saturating_sub(NAME)..start).find(|at| text.is_char_boundary(*at))?;
    let before = text.get(from..start)?;
    let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '|' | '\\' | '-' | '[');
    let before = before.trim_end_matches(quotes);
    let before = before.strip_suffix([':', '=', '>'])?;
    let before = before.trim_end_matches(quotes);
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let name = before.trim_end_matches(is_name);
    let name = before.get(name.len()..)?.trim_matches(['.', '-']);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;

    use super::*;
    use crate::read::tests::told;
    use crate::samples::{der, pem};

    fn labels(text: &str) -> Vec<String> {
        let told = told(text.as_bytes());
        let certificates = told.iter().filter(|line| line.contains(": certificate"));
        certificates
            .map(|line| line.trim().replace(": certificate", ""))
            .collect()
    }

    #[test]
    fn base64_is_found_wherever_it_stands() {
        let base64 = BASE64_STANDARD.encode(der());
        let of_pem = BASE64_STANDARD.encode(pem());
        let (first, rest) = base64.split_at(64);
        for (text, label) in [
            (format!("{{\"cer\": \"{base64}\", \"kid\": \"x\"}}"), "cer"),
            (
                format!("{{\"a\": \"{}\"}}", base64.replace('/', "\\/")),
                "a",
            ),
            (format!("{{\"ca.crt\":\"{of_pem}\"}}"), "ca.crt"),
            (format!("<c body=\"{base64}\" password=\"\" />"), "body"),
            (
                format!("<X509Certificate>\n  {first}\n  {}\n</X>", wrapped(rest)),
                "X509Certificate",
            ),
            (format!("# two\nTLS_CRT={of_pem}\nOTHER=1\n"), "TLS_CRT"),
            (
                format!("data:application/x-x509-ca-cert;base64,{base64}"),
                "base64 1",
            ),
            (
                format!("Here it is, as asked: \n\n{}\n-- \nme", wrapped(&base64)),
                "asked",
            ),
        ] {
            assert_eq!(labels(&text), [label], "{text}");
        }
        for between in [
            "a={}\nb={}\n",
            "a: {}\nb: {}\n",
            "x:\n  a: {}\n  b: |\n    {}\nc: d",
        ] {
            let text = between.replace("{}", &base64);
            assert_eq!(labels(&text), ["a", "b"], "{text}");
            assert!(!told(text.as_bytes())[0].contains('!'));
        }
        let body = pem()
            .split_once('\n')
            .map(|(_, body)| body.to_owned())
            .unwrap();
        assert_eq!(
            told(body.as_bytes())[0],
            "file: text with base64 in it !pem-begin-missing"
        );
    }

    fn wrapped(text: &str) -> String {
        let lines = text.as_bytes().chunks(64);
        let lines: Vec<_> = lines.map(String::from_utf8_lossy).collect();
        lines.join("\n  ")
    }

    #[test]
    fn words_and_tokens_are_no_base64() {
        let token = "MII".to_owned() + &"x".repeat(100);
        for text in [
            "a sentence of words that goes on and on, and further, and has no base64 in it at all",
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9",
            &format!("token: {token}"),
        ] {
            assert_eq!(told(text.as_bytes()).len(), 2, "{text}");
        }
    }

    #[test]
    fn names_stand_before_what_they_name() {
        for (text, name) in [
            ("tls.crt: |\n    ", Some("tls.crt")),
            ("\"x5c\": [\"", Some("x5c")),
            ("hunter2 ", None),
            ("é=", None),
            ("", None),
        ] {
            assert_eq!(name_before(text, text.len()), name, "{text}");
        }
    }
}
