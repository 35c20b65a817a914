use std::collections::BTreeSet;
use std::fmt;

use base64::Engine as _;
use zeroize::Zeroizing;

use super::Repair;
use crate::read::base_text::LENIENT;

/// Splits the headers of RFC 1421 off, also where the lines have been lost. Other headers are skipped.
pub(super) fn headers(inside: &str) -> (Option<&str>, &str) {
    let Some(at) = inside.find("DEK-Info:") else {
        return (None, without_headers(inside));
    };
    let value = inside.get(at + "DEK-Info:".len()..).unwrap_or_default();
    let value = value.trim_start_matches([' ', '\t']);
    let length = value
        .find(|c: char| c.is_whitespace() || c == '\\')
        .unwrap_or(value.len());
    (value.get(..length), value.get(length..).unwrap_or_default())
}

/// Skips lines such as `Comment: ...`, as far as an empty line ends them.
fn without_headers(inside: &str) -> &str {
    let mut rest = inside.trim_start();
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.contains(": ") {
            return rest;
        }
        rest = after;
    }
    rest
}

/// What is no base64.
pub(in crate::read) struct NotBase64 {
    /// The line on which it is none, from 1.
    pub(in crate::read) line: usize,
    /// The character.
    pub(in crate::read) character: char,
    /// What was read before that.
    pub(in crate::read) before: Zeroizing<Vec<u8>>,
}

/// Without the octets.
impl fmt::Debug for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} on line {}", self.character, self.line)
    }
}

/// Decodes base64 as people paste it, from the line `first_line` on; or tells where it is none.
pub(super) fn decode(
    encoded: &str,
    first_line: usize,
    repairs: &mut BTreeSet<Repair>,
) -> Result<Zeroizing<Vec<u8>>, NotBase64> {
    if has_empty_line(encoded) {
        repairs.insert(Repair::EmptyLines);
    }
    let mut line = first_line;
    let mut clean = Zeroizing::new(String::with_capacity(encoded.len()));
    let mut rest = encoded;
    loop {
        // Nearly all are digits: they are taken over by the line.
        let digits = { rest.bytes() }
            .take_while(|octet| is_digit(*octet))
            .count();
        let (digits, after) = rest.split_at_checked(digits).unwrap_or_default();
        clean.push_str(digits);
        let mut characters = after.chars();
        let Some(c) = characters.next() else { break };
        rest = characters.as_str();
        match c {
            '=' => break,
            '-' | '_' => {
                repairs.insert(Repair::UrlAlphabet);
                clean.push(if c == '-' { '+' } else { '/' });
            }
            '\n' => line += 1,
            '\\' if rest.starts_with(['n', 'r', 't']) => {
                rest = rest.get(1..).unwrap_or_default();
                repairs.insert(Repair::EscapedLineEnds);
                repairs.remove(&Repair::Flattened);
            }
            _ if c.is_ascii_whitespace() => {}
            _ if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' => {
                repairs.insert(Repair::OddSpaces);
            }
            '>' | '|' | '"' | '\'' | ',' | '`' | '\\' => drop(repairs.insert(Repair::Decorated)),
            character => {
                let whole = clean.len() / 4 * 4;
                clean.truncate(whole);
                return Err(NotBase64 {
                    line,
                    character,
                    before: octets(&clean).unwrap_or_default(),
                });
            }
        }
    }
    let padding = encoded.bytes().filter(|octet| *octet == b'=').count();
    if !(clean.len() + padding).is_multiple_of(4) {
        repairs.insert(Repair::Padding);
    }
    // One character alone is six bits, which are no octet.
    if clean.len() % 4 == 1 {
        clean.pop();
    }
    octets(&clean).ok_or_else(|| NotBase64 {
        line,
        character: '=',
        before: Zeroizing::default(),
    })
}

fn octets(clean: &str) -> Option<Zeroizing<Vec<u8>>> {
    LENIENT.decode(clean.as_bytes()).ok().map(Zeroizing::new)
}

/// Whether it is one of the 64 digits of base64 (RFC 4648, 4).
fn is_digit(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/')
}

/// Whether an empty line follows a line that is not. What stands on the first is what is left of the marker's.
fn has_empty_line(encoded: &str) -> bool {
    // Spaces after the last line end indent the end marker.
    let lines = encoded.trim_end_matches([' ', '\t']).lines();
    let lines = lines.map(str::trim);
    let mut lines = lines.skip_while(|line| line.is_empty());
    lines.any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_counted_and_forgiven() {
        for (encoded, expected) in [
            ("QUI=", vec![]),
            ("QUI", vec![Repair::Padding]),
            ("QUI==", vec![Repair::Padding]),
        ] {
            let mut repairs = BTreeSet::new();
            let octets = decode(encoded, 1, &mut repairs);
            assert_eq!(*octets.unwrap(), b"AB", "{encoded}");
            assert!(repairs.into_iter().eq(expected), "{encoded}");
        }
    }

    #[test]
    fn what_is_no_base64_is_found_on_its_line() {
        let octets = decode("\nQUJD\nQU?D\n", 2, &mut BTreeSet::new());
        let wrong = octets.unwrap_err();
        assert_eq!((wrong.line, wrong.character), (4, '?'));
        assert_eq!(*wrong.before, b"ABC");
    }

    #[test]
    fn headers_are_taken_off_also_from_one_line() {
        let text = "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\nQUJD\n";
        for text in [text.to_owned(), text.replace('\n', " ")] {
            let (dek_info, encoded) = headers(&text);
            let encoded = encoded.trim();
            assert_eq!((dek_info, encoded), (Some("AES-128-CBC,0123"), "QUJD"));
        }
        let (dek_info, encoded) = headers("\nComment: a b\nSubject: c\n\nQUJD\n");
        assert_eq!((dek_info, encoded.trim()), (None, "QUJD"));
    }
}
