mod around;
mod body;
mod decorated;
mod marker;

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use around::{around, line_before};
use body::{NotBase64, decode, headers};
use decorated::{is_whole, undecorated};
use marker::{BEGIN, END, Marker};

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

impl Repair {
    /// Whether it is of the markers, and not of what stands between them.
    fn is_of_markers(&self) -> bool {
        matches!(
            self,
            Self::Dashes | Self::Indented | Self::Glued | Self::EndMissing | Self::EndDiffers
        )
    }
}

/// One block between a begin and an end marker.
pub(super) struct Block<'a> {
    /// What the marker says it is.
    pub(super) label: &'a str,
    /// What stands between this block and the one before.
    pub(super) before: &'a str,
    /// The cipher and its initialization vector, where it is encrypted as RFC 1421 has it.
    pub(super) dek_info: Option<&'a str>,
    /// The octets; or where they are no base64.
    pub(super) body: Body,
    /// The line of its begin marker, from 1.
    pub(super) line: usize,
    pub(super) repairs: BTreeSet<Repair>,
}

/// Characters before a marker in which its line is taken to begin.
const INDENTATION: usize = 200;

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

        let inside = text.get(begin.end..body_end).unwrap_or_default();
        let mut repairs = around(text, &begin, end.as_ref());
        let line = self.line_of(begin.start);
        let before_marker = line_before(text.get(..begin.start).unwrap_or_default());
        let (dek_info, body) = content(begin.label, before_marker, inside, line, &mut repairs);
        Some(Block {
            label: begin.label,
            before,
            dek_info,
            body,
            line,
            repairs,
        })
    }
}

/// The octets, or the line and the character at which they are no base64.
type Body = Result<Zeroizing<Vec<u8>>, NotBase64>;

/// What stands between two markers, and how it is encrypted; `before` stands before the first of them on its line.
fn content<'a>(
    label: &str,
    before: &str,
    inside: &'a str,
    line: usize,
    repairs: &mut BTreeSet<Repair>,
) -> (Option<&'a str>, Body) {
    let after = inside.trim_start_matches([' ', '\t']);
    if !(after.starts_with('\n') || after.starts_with("\r\n")) {
        repairs.insert(Repair::Flattened);
    }
    let (dek_info, encoded) = headers(inside);
    let is_of_others = label.starts_with("PGP ") || label.starts_with("SSH2 ");
    if dek_info.is_none() && !is_of_others && encoded.len() < inside.trim_start().len() {
        repairs.insert(Repair::Headers);
    }
    let skipped = inside.get(..inside.len() - encoded.len());
    let first_line = line + newlines(skipped.unwrap_or_default());
    let mut body = decode(encoded, first_line, repairs);
    let is_read = body.as_ref().is_ok_and(|body| is_whole(body));
    if dek_info.is_none()
        && !is_of_others
        && !is_read
        && let Some(octets) = undecorated(before, inside)
    {
        body = Ok(octets);
        repairs.retain(Repair::is_of_markers);
        repairs.insert(Repair::Decorated);
    }
    // RFC 4716 writes four hyphens.
    if label.starts_with("SSH2 ") {
        repairs.clear();
    }
    (dek_info, body)
}

impl<'a> Blocks<'a> {
    /// What has not been looked at yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn line_of(&mut self, at: usize) -> usize {
        self.line += newlines(self.text.get(self.counted..at).unwrap_or_default());
        self.counted = at;
        self.line
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|octet| *octet == b'\n').count()
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
    fn what_is_no_base64_is_found_on_its_line() {
        let text = "\n-----BEGIN X-----\nQUJD\nQU?D\n-----END X-----\n";
        let block = blocks(text).next().unwrap();
        let wrong = block.body.unwrap_err();
        assert_eq!((block.line, wrong.line, wrong.character), (2, 4, '?'));
    }
}
