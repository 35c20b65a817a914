use std::collections::BTreeSet;

use super::{INDENTATION, Repair};

/// The words of the two markers; each ends in its only space.
pub(super) const BEGIN: &str = "BEGIN ";
pub(super) const END: &str = "END ";

/// Characters of a label; whatever is longer is text that happens to be in capitals.
const LABEL: usize = 64;

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

/// A begin or end marker, from its first hyphen to its last.
pub(super) struct Marker<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: &'a str,
    is_plain: bool,
}

impl<'a> Marker<'a> {
    /// The first marker at or after `from`.
    pub(super) fn find(text: &'a str, from: usize, word: &str) -> Option<Self> {
        let mut at = from;
        loop {
            // For one octet, which base64 does not have, a text is searched much faster than for a word.
            at += text.get(at..)?.find(' ')? + 1;
            let found = text.get(from..at)?.ends_with(word);
            if found && let Some(marker) = Self::at(text, at - word.len(), at, from) {
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

    /// What had to be forgiven of it and of what stands before it on its line.
    pub(super) fn repairs(&self, text: &str) -> BTreeSet<Repair> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(text: &str) -> bool {
        Marker::find(text, 0, BEGIN).is_some()
    }

    #[test]
    fn a_label_has_an_end() {
        let long = "A".repeat(LABEL);
        assert!(is_found(&format!("-----BEGIN {long}-----\n")));
        assert!(!is_found(&format!("-----BEGIN {long}A-----\n")));
    }

    #[test]
    fn prose_is_no_marker() {
        for text in [
            "BEGIN here and END there",
            "begin certificate",
            "We BEGIN A TEST\n",
        ] {
            assert!(!is_found(text), "{text}");
        }
        assert!(is_found("x\nBEGIN CERTIFICATE\nMIIB\nEND CERTIFICATE\n"));
    }
}
