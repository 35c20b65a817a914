use std::collections::BTreeSet;

use base64::Engine as _;
use zeroize::Zeroizing;

use super::base_text::LENIENT;

/// What had to be repaired before a block could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repair {
    /// The marker has not five plain hyphens on both sides.
    Dashes,
    /// White space stands before a marker. Before the lines between them it does no harm.
    Indented,
    /// The marker follows other text on its line.
    Glued,
    /// No line ends after the marker, or they are CR alone.
    Flattened,
    /// Line ends are written as `\n`.
    EscapedLineEnds,
    /// There is no end marker.
    EndMissing,
    /// The end marker names something else.
    EndDiffers,
    /// The alphabet of base64url (RFC 4648, 5).
    UrlAlphabet,
    /// Characters such as `>` or quotes stand around the lines or the markers.
    Decorated,
    /// Spaces or marks beyond ASCII stand between the characters.
    OddSpaces,
    /// Lines are empty, other than the first.
    EmptyLines,
    /// Headers stand in the block, though it is not encrypted.
    Headers,
    /// The `=` at the end are missing or too many.
    Padding,
}

/// One block between a begin and an end marker.
pub(super) struct Block<'a> {
    /// What the marker says it is.
    pub(super) label: &'a str,
    /// What stands between this block and the one before.
    pub(super) before: &'a str,
    /// The cipher and its initialization vector, where it is encrypted as RFC 1421 has it.
    pub(super) dek_info: Option<&'a str>,
    /// The octets; or the line (from 1) and the character at which they are no base64.
    pub(super) body: Result<Zeroizing<Vec<u8>>, (usize, char)>,
    /// The line of its begin marker, from 1.
    pub(super) line: usize,
    pub(super) repairs: BTreeSet<Repair>,
}

/// Characters before a marker in which its line is taken to begin.
const INDENTATION: usize = 200;
/// Characters of a label; whatever is longer is text that happens to be in capitals.
const LABEL: usize = 64;

const BEGIN: &str = "BEGIN ";
const END: &str = "END ";

/// Labels that are recognized without any hyphens.
const KNOWN: [&str; 14] = [
    "CERTIFICATE REQUEST",
    "NEW CERTIFICATE REQUEST",
    "TRUSTED CERTIFICATE",
    "X509 CERTIFICATE",
    "CERTIFICATE",
    "X509 CRL",
    "ENCRYPTED PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "PRIVATE KEY",
    "RSA PUBLIC KEY",
    "PUBLIC KEY",
    "PKCS7",
];

/// Whether the text has a begin marker.
pub(super) fn has_marker(text: &str) -> bool {
    Marker::find(text, 0, BEGIN).is_some()
}

/// The blocks of a text, in order.
pub(super) fn blocks(text: &str) -> Blocks<'_> {
    Blocks {
        text,
        at: 0,
        line: 1,
        counted: 0,
    }
}

/// See [`blocks`].
pub(super) struct Blocks<'a> {
    text: &'a str,
    at: usize,
    /// The line that `counted` lies in.
    line: usize,
    counted: usize,
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Block<'a>> {
        let text = self.text;
        let begin = Marker::find(text, self.at, BEGIN)?;
        let before = text.get(self.at..begin.start).unwrap_or_default();
        let next = Marker::find(text, begin.end, BEGIN);
        let bound = next.as_ref().map_or(text.len(), |next| next.start);
        let end = Marker::find(text.get(..bound).unwrap_or(text), begin.end, END);
        let (body_end, over) = end
            .as_ref()
            .map_or((bound, bound), |end| (end.start, end.end));
        self.at = over;

        let mut repairs = begin.repairs(text);
        match &end {
            None => drop(repairs.insert(Repair::EndMissing)),
            Some(end) => {
                repairs.extend(end.repairs(text));
                if is_followed_by_text(text.get(end.end..).unwrap_or_default()) {
                    repairs.insert(Repair::Decorated);
                }
                if end.label != begin.label {
                    repairs.insert(Repair::EndDiffers);
                }
            }
        }
        let inside = text.get(begin.end..body_end).unwrap_or_default();
        let after = inside.trim_start_matches([' ', '\t']);
        if !(after.starts_with('\n') || after.starts_with("\r\n")) {
            repairs.insert(Repair::Flattened);
        }
        if is_preceded_by_text(text.get(..begin.start).unwrap_or_default()) {
            repairs.insert(Repair::Decorated);
        }
        let line = self.line_of(begin.start);
        let (dek_info, encoded) = headers(inside);
        let is_of_others = ["PGP ", "SSH2 "]
            .iter()
            .any(|of| begin.label.starts_with(of));
        if dek_info.is_none() && !is_of_others && encoded.len() < inside.trim_start().len() {
            repairs.insert(Repair::Headers);
        }
        let skipped = inside.len() - encoded.len();
        let first_line = line + newlines(inside.get(..skipped).unwrap_or_default());
        Some(Block {
            label: begin.label,
            before,
            dek_info,
            body: decode(encoded, first_line, &mut repairs),
            line,
            repairs,
        })
    }
}

impl Blocks<'_> {
    fn line_of(&mut self, at: usize) -> usize {
        self.line += newlines(self.text.get(self.counted..at).unwrap_or_default());
        self.counted = at;
        self.line
    }
}

/// Whether other text than a marker stands before this place, on its line.
fn is_preceded_by_text(head: &str) -> bool {
    // Not far: all blocks of a file may stand on one line.
    let near = head.char_indices().rev().take(INDENTATION).last();
    let near = near.and_then(|(at, _)| head.get(at..)).unwrap_or_default();
    let line = near.rsplit(['\n', '\r']).next().unwrap_or_default();
    let line = line.trim_end();
    // Line ends that are written as in JSON, and those that are lost, are repairs of their own.
    !(line.is_empty() || line.ends_with("-----") || line.ends_with("\\n"))
}

/// Whether other text than a marker stands after this place, on its line.
fn is_followed_by_text(tail: &str) -> bool {
    let near = tail.char_indices().nth(INDENTATION);
    let near = near.and_then(|(at, _)| tail.get(..at)).unwrap_or(tail);
    let line = near.split(['\n', '\r']).next().unwrap_or_default();
    let line = line.trim_start();
    !(line.is_empty() || line.starts_with(['-', '\\']))
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|octet| *octet == b'\n').count()
}

/// A begin or end marker, from its first hyphen to its last.
struct Marker<'a> {
    start: usize,
    end: usize,
    label: &'a str,
    is_plain: bool,
}

impl<'a> Marker<'a> {
    /// The first marker at or after `from`.
    fn find(text: &'a str, from: usize, word: &str) -> Option<Self> {
        let mut at = from;
        loop {
            let found = at + text.get(at..)?.find(word)?;
            at = found + word.len();
            if let Some(marker) = Self::at(text, found, at, from) {
                return Some(marker);
            }
        }
    }

    /// The marker whose word stands at `word..rest`; none where it is prose.
    fn at(text: &'a str, word: usize, rest: usize, from: usize) -> Option<Self> {
        let before = text.get(from..word)?;
        let bare = before.trim_end_matches(is_dash_or_space);
        // Spaces before the hyphens are indentation, and those after a line's end stay there.
        let dashes = before.get(bare.len()..)?;
        let dashes = dashes.trim_start_matches([' ', '\t']);
        // The marker before may end where this one begins: `-----END X----------BEGIN X-----`.
        let dashes = match dashes.strip_prefix("-----") {
            Some(own) if own == "-----" => own,
            _ => dashes,
        };
        let start = word - dashes.len();
        let after = text.get(rest..)?;
        let (label, length) = label(after, !dashes.trim().is_empty())?;
        let tail = after.get(length..)?;
        let closing = tail.len() - tail.trim_start_matches(is_dash_or_space).len();
        let closing = tail.get(..closing)?.trim_end_matches([' ', '\t']);
        // Hyphens of a marker that follows at once belong to it: `-----END X----------BEGIN X-----`.
        let closing = closing
            .get(..5)
            .filter(|own| *own == "-----" && closing.len() >= 10)
            .unwrap_or(closing);
        let alone = dashes.trim().is_empty() && closing.trim().is_empty();
        if alone && !KNOWN.contains(&label) {
            return None;
        }
        Some(Self {
            start,
            end: rest + length + closing.len(),
            label,
            is_plain: dashes == "-----" && closing == "-----",
        })
    }

    fn repairs(&self, text: &str) -> BTreeSet<Repair> {
        let mut repairs = BTreeSet::new();
        if !self.is_plain {
            repairs.insert(Repair::Dashes);
        }
        // Backwards, and not far: all blocks of a file may stand on one line.
        let head = text.get(..self.start).unwrap_or_default();
        let mut before = head.chars().rev().take(INDENTATION);
        let mut line = before.by_ref().take_while(|c| !matches!(c, '\n' | '\r'));
        match line.find(|c| !c.is_whitespace()) {
            None if head.ends_with(['\n', '\r']) || head.is_empty() => {}
            None => drop(repairs.insert(Repair::Indented)),
            Some('-') if line.take(4).filter(|c| *c == '-').count() == 4 => {
                repairs.insert(Repair::Glued);
            }
            Some(_) => {}
        }
        repairs
    }
}

fn is_dash_or_space(c: char) -> bool {
    matches!(
        c,
        '-' | ' '
            | '\t'
            | '\u{2010}'
            | '\u{2011}'
            | '\u{2012}'
            | '\u{2013}'
            | '\u{2014}'
            | '\u{2212}'
    )
}

/// The label at the start of the text, and its length. Without hyphens before it, only a known one counts.
fn label(text: &str, has_dashes: bool) -> Option<(&str, usize)> {
    let known = KNOWN.into_iter().find(|known| text.starts_with(known));
    let allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || " #._".contains(c);
    // Only characters of one octet are allowed, so that octets are counted as well.
    let length = text
        .chars()
        .take(LABEL + 1)
        .take_while(|c| allowed(*c))
        .count();
    let whole = text.get(..length)?.trim_end();
    let closes = text
        .get(whole.len()..)?
        .trim_start()
        .starts_with(is_dash_or_space);
    let ends = text.get(whole.len()..)?.starts_with(['\n', '\r', '\\']);
    if has_dashes && (closes || ends) && (1..=LABEL).contains(&whole.len()) {
        return Some((whole, whole.len()));
    }
    let known = known.and_then(|known| text.get(..known.len()))?;
    Some((known, known.len()))
}

/// Splits the headers of RFC 1421 off, also where the lines have been lost. Other headers are skipped.
fn headers(inside: &str) -> (Option<&str>, &str) {
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

/// Decodes base64 as people paste it.
fn decode(
    encoded: &str,
    first_line: usize,
    repairs: &mut BTreeSet<Repair>,
) -> Result<Zeroizing<Vec<u8>>, (usize, char)> {
    if has_empty_line(encoded) {
        repairs.insert(Repair::EmptyLines);
    }
    let mut line = first_line;
    let mut clean = Zeroizing::new(String::with_capacity(encoded.len()));
    let mut characters = encoded.char_indices().peekable();
    while let Some((_, c)) = characters.next() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/' => clean.push(c),
            '=' => break,
            '-' | '_' => {
                repairs.insert(Repair::UrlAlphabet);
                clean.push(if c == '-' { '+' } else { '/' });
            }
            '\n' => line += 1,
            '\\' if characters.next_if(|(_, n)| "nrt".contains(*n)).is_some() => {
                repairs.insert(Repair::EscapedLineEnds);
                repairs.remove(&Repair::Flattened);
            }
            _ if c.is_ascii_whitespace() => {}
            _ if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' => {
                repairs.insert(Repair::OddSpaces);
            }
            '>' | '|' | '"' | '\'' | ',' | '`' | '\\' => drop(repairs.insert(Repair::Decorated)),
            _ => return Err((line, c)),
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
    LENIENT
        .decode(clean.as_bytes())
        .map(Zeroizing::new)
        .map_err(|_| (line, '='))
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

    const BODY: &str = "MIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw\n7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u\n";

    fn plain() -> String {
        format!("-----BEGIN CERTIFICATE-----\n{BODY}-----END CERTIFICATE-----\n")
    }

    fn read(text: &str) -> Vec<(String, Vec<u8>, Vec<Repair>)> {
        blocks(text)
            .map(|block| {
                let body = block.body.expect("it is base64").to_vec();
                (
                    block.label.to_owned(),
                    body,
                    block.repairs.into_iter().collect(),
                )
            })
            .collect()
    }

    fn octets() -> Vec<u8> {
        read(&plain()).remove(0).1
    }

    #[test]
    fn a_plain_block_needs_no_repair() {
        for text in [
            plain(),
            plain().replace('\n', "\r\n"),
            plain().replace("\n7", "\n    7"),
            format!("Bag Attributes\n    friendlyName: x\n{}after", plain()),
            format!(
                "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----",
                BODY.replace('\n', "")
            ),
        ] {
            assert_eq!(
                read(&text),
                [("CERTIFICATE".to_owned(), octets(), vec![])],
                "{text}"
            );
        }
        assert_eq!(octets().len(), 72);
    }

    #[test]
    fn each_mess_is_named_and_read_alike() {
        use Repair::*;
        let cases = [
            (plain().replace("-----", "----"), vec![Dashes]),
            (plain().replace("-----", "------"), vec![Dashes]),
            (plain().replace("-----", "—"), vec![Dashes]),
            (
                plain().replace("-----", "----- ").replace(" \n", "\n"),
                vec![Dashes],
            ),
            (plain().replace("-----", ""), vec![Dashes]),
            (plain().replace('\n', "\n    "), vec![Indented]),
            (plain().replace('\n', " "), vec![Flattened]),
            (plain().replace('\n', ""), vec![Flattened]),
            (plain().replace('\n', "\\n"), vec![EscapedLineEnds]),
            (plain().replace('\n', "\\r\\n"), vec![EscapedLineEnds]),
            (
                plain().replace("-----END CERTIFICATE-----\n", ""),
                vec![EndMissing],
            ),
            (
                plain().replace("END CERT", "END X509 CERT"),
                vec![EndDiffers],
            ),
            (
                plain().replace('+', "-").replace('/', "_"),
                vec![UrlAlphabet],
            ),
            (format!("\"{}\"", plain().trim_end()), vec![Decorated]),
            (format!("cert: {}", plain()), vec![Decorated]),
            (plain().replace("Lw\n", "Lw\n\n"), vec![EmptyLines]),
            (plain().replace("Lw\n", "Lw\u{a0}\n"), vec![OddSpaces]),
            (plain().replace('\n', "\r"), vec![Flattened]),
            (
                plain().replace("E-----\nM", "E-----\nComment: it\n\nM"),
                vec![Headers],
            ),
            (
                plain().replace("\nM", "\n> M").replace("\n7", "\n> 7"),
                vec![Decorated],
            ),
        ];
        for (text, repairs) in cases {
            let expected = [("CERTIFICATE".to_owned(), octets(), repairs)];
            assert_eq!(read(&text), expected, "{text}");
        }
    }

    #[test]
    fn blocks_may_be_glued() {
        let glued = format!("{}{}", plain().trim_end(), plain());
        let read = read(&glued);
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].1, read[1].1);
        assert_eq!(read[1].2, [Repair::Glued]);
    }

    #[test]
    fn padding_is_counted_and_forgiven() {
        for (body, repairs) in [
            ("QUI=", vec![]),
            ("QUI", vec![Repair::Padding]),
            ("QUI==", vec![Repair::Padding]),
        ] {
            let text = format!("-----BEGIN X-----\n{body}\n-----END X-----\n");
            assert_eq!(read(&text), [("X".to_owned(), b"AB".to_vec(), repairs)]);
        }
    }

    #[test]
    fn what_is_no_base64_is_found_on_its_line() {
        let text = "\n-----BEGIN X-----\nQUJD\nQU?D\n-----END X-----\n";
        let block = blocks(text).next().unwrap();
        assert_eq!((block.line, block.body.unwrap_err()), (2, (4, '?')));
    }

    #[test]
    fn headers_are_taken_off_also_from_one_line() {
        let text = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\nQUJD\n-----END RSA PRIVATE KEY-----\n";
        for text in [text.to_owned(), text.replace('\n', " ")] {
            let block = blocks(&text).next().unwrap();
            assert_eq!(block.dek_info, Some("AES-128-CBC,0123"), "{text}");
            assert_eq!(*block.body.unwrap(), b"ABC");
        }
        let text = "-----BEGIN X-----\nComment: a b\nSubject: c\n\nQUJD\n-----END X-----\n";
        let block = blocks(text).next().unwrap();
        assert_eq!(*block.body.unwrap(), b"ABC");
    }

    #[test]
    fn a_label_has_an_end() {
        let long = "A".repeat(LABEL);
        assert!(has_marker(&format!("-----BEGIN {long}-----\n")));
        assert!(!has_marker(&format!("-----BEGIN {long}A-----\n")));
    }

    #[test]
    fn prose_is_no_marker() {
        for text in [
            "BEGIN here and END there",
            "begin certificate",
            "BEGIN CERTIFICATES",
            "We BEGIN A TEST\n",
        ] {
            assert!(!has_marker(text) || text.contains("CERTIFICATES"), "{text}");
        }
        assert!(has_marker("x\nBEGIN CERTIFICATE\nMIIB\nEND CERTIFICATE\n"));
    }
}
