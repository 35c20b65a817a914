//! What logs, pages and programs put around the lines of PEM: times, line numbers, `+` of a comparison, tags, quotes.

use zeroize::Zeroizing;

use crate::asn1::length_of_first;

/// What is taken off the beginning of each line, by what stands before the begin marker on its own.
#[derive(Clone, Copy)]
enum Prefix {
    Words(usize),
    Characters(usize),
}

/// The octets of a body whose lines are decorated, where what is left without that is whole; `before` is what stands
/// before the begin marker on its line.
pub(super) fn undecorated(before: &str, body: &str) -> Option<Zeroizing<Vec<u8>>> {
    let before = without_tags(before);
    let lines = Zeroizing::new(body.replace("\\\\n", "\n").replace("\\n", "\n"));
    [
        Prefix::Characters(0),
        Prefix::Words(before.split_whitespace().count()),
        Prefix::Characters(before.chars().count()),
    ]
    .into_iter()
    .find_map(|prefix| decoded(&lines, prefix))
}

/// Whether octets are what PEM holds, from the first to the last.
pub(super) fn is_whole(octets: &[u8]) -> bool {
    octets.starts_with(b"openssh-key-v1\0")
        || octets.first() == Some(&0x30) && length_of_first(octets) == Some(octets.len())
}

fn decoded(lines: &str, prefix: Prefix) -> Option<Zeroizing<Vec<u8>>> {
    use base64::Engine as _;
    let mut digits = Zeroizing::new(String::with_capacity(lines.len()));
    // The first line is what is left of the marker's.
    for (index, line) in lines.lines().enumerate() {
        let line = without_tags(line);
        let line = match index {
            0 => &line,
            _ => without(&line, prefix),
        };
        let line = line.trim_start_matches(|c| !is_digit(c) && c != '\\');
        let end = line.find(|c| !is_digit(c)).unwrap_or(line.len());
        let line = line.get(..end).unwrap_or_default();
        if line.contains(|c: char| c.is_ascii_alphanumeric()) {
            digits.push_str(line);
        }
    }
    let octets = crate::read::base_text::LENIENT.decode(digits.as_bytes());
    let octets = Zeroizing::new(octets.ok()?);
    is_whole(&octets).then_some(octets)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/')
}

fn without(line: &str, prefix: Prefix) -> &str {
    match prefix {
        Prefix::Characters(count) => {
            let start = line
                .char_indices()
                .nth(count)
                .map_or(line.len(), |(at, _)| at);
            line.get(start..).unwrap_or_default()
        }
        Prefix::Words(count) => (0..count).fold(line, |line, _| {
            let line = line.trim_start();
            let start = line.find(char::is_whitespace).unwrap_or(line.len());
            line.get(start..).unwrap_or_default()
        }),
    }
}

/// A line of HTML without its tags; characters that are written by their numbers are themselves.
fn without_tags(line: &str) -> Zeroizing<String> {
    let mut rest = line;
    let mut text = Zeroizing::new(String::with_capacity(line.len()));
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    if !text.contains('&') {
        return text;
    }
    let known = [
        ("&#43;", "+"),
        ("&#x2b;", "+"),
        ("&#47;", "/"),
        ("&#x2f;", "/"),
        ("&nbsp;", " "),
    ];
    let known = known.iter().chain(&[("&#x2B;", "+"), ("&#x2F;", "/")]);
    known.fold(text, |text, (name, c)| {
        Zeroizing::new(text.replace(name, c))
    })
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;

    use super::*;
    use crate::samples::der;

    #[test]
    fn lines_are_found_in_what_stands_around_them() {
        let encoded = base64::prelude::BASE64_STANDARD.encode(der());
        let chunks = encoded.as_bytes().chunks(64);
        let lines: Vec<_> = chunks.map(String::from_utf8_lossy).collect();
        for (before, start, end) in [
            ("+", "+", ""),
            ("   1  ", "  22  ", ""),
            (
                "2026-11-28T01:00:00.1234567Z ",
                "2026-11-28T01:00:01.12Z ",
                "",
            ),
            ("[pod/api-7f] ", "[pod/api-7f] ", ""),
            ("<p>", "<p>", "</p>"),
            ("<html><pre>", "", "<br>"),
            ("const c = '", "  '", "\\n' +"),
            ("", "", "\\par"),
            ("", "", "="),
            ("x: ", "", ""),
        ] {
            let lines = lines.iter().map(|line| format!("\n{start}{line}{end}"));
            let body = format!("{end}{}\n{start}", lines.collect::<String>());
            let octets = undecorated(before, &body);
            assert_eq!(octets.as_deref(), Some(&der()), "{body}");
        }
        let entities = encoded.replace('+', "&#43;").replace('/', "&#x2F;");
        assert!(undecorated("", &format!("<br>\n{entities}<br>\n")).is_some());
        let escaped = lines.join("\\\\n");
        assert!(undecorated("", &format!("\\\\n{escaped}\\\\n")).is_some());
        assert!(undecorated("", &encoded[4..]).is_none());
    }
}
