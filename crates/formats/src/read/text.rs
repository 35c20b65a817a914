use std::ops::Deref;

use diagnostics::Finding;
use zeroize::Zeroizing;

use super::PLACE;

/// Text, and what was wrong with its encoding.
pub(super) struct Decoded<'a> {
    pub(super) text: Text<'a>,
    pub(super) findings: Vec<Finding>,
}

/// Octets that are text as they are, or text made of them.
pub(super) enum Text<'a> {
    AsGiven(&'a str),
    Made(Zeroizing<String>),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::AsGiven(text) => text,
            Self::Made(text) => text,
        }
    }
}

/// The octets as text: UTF-8 or UTF-16, with a byte order mark or without; none where they are no text. Files with a
/// few octets of another encoding, as in a comment, are text too.
pub(super) fn decode(octets: &[u8]) -> Option<Decoded<'_>> {
    if let Some(rest) = octets.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest, vec![byte_order_mark()]);
    }
    let wide = match octets {
        [0xff, 0xfe, rest @ ..] => Some((rest, false)),
        [0xfe, 0xff, rest @ ..] => Some((rest, true)),
        // ASCII in UTF-16 without a mark: every other octet is zero.
        [first, 0, _, 0, ..] if *first != 0 => Some((octets, false)),
        [0, first, 0, _, ..] if *first != 0 => Some((octets, true)),
        _ => None,
    };
    match wide {
        Some((rest, big_endian)) => utf16(rest, big_endian),
        None => utf8(octets, Vec::new()),
    }
}

fn utf8(octets: &[u8], mut findings: Vec<Finding>) -> Option<Decoded<'_>> {
    let text = match std::str::from_utf8(octets) {
        Ok(text) => Text::AsGiven(text),
        Err(_) if is_mostly_text(octets) => {
            findings.push(other_encoding());
            let text = octets.iter().map(|octet| char::from(*octet));
            Text::Made(Zeroizing::new(text.collect()))
        }
        Err(_) => return None,
    };
    // Octet by octet, which is much faster: those of longer characters are none of these.
    let control = |octet: &u8| matches!(octet, 1..=8 | 0x0b | 0x0e..=0x1f | 0x7f);
    let odd = text
        .as_bytes()
        .iter()
        .filter(|octet| control(octet))
        .count();
    (odd * 50 <= text.len()).then_some(Decoded { text, findings })
}

/// Whether nine of ten octets are printable ASCII or white space.
fn is_mostly_text(octets: &[u8]) -> bool {
    let printable = |octet: &&u8| matches!(octet, b' '..=b'~' | b'\n' | b'\r' | b'\t');
    octets.iter().filter(printable).count() * 10 >= octets.len() * 9
}

fn utf16(octets: &[u8], big_endian: bool) -> Option<Decoded<'static>> {
    let units = octets.chunks_exact(2).map(|pair| match big_endian {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let mut text = Zeroizing::new(String::with_capacity(octets.len() / 2));
    for unit in char::decode_utf16(units) {
        text.push(unit.ok()?);
    }
    let form = if big_endian { "UTF-16BE" } else { "UTF-16LE" };
    Some(Decoded {
        text: Text::Made(text),
        findings: vec![wide(form)],
    })
}

fn byte_order_mark() -> Finding {
    Finding::warning(
        "text-byte-order-mark",
        PLACE,
        "It begins with a UTF-8 byte order mark: openssl and nginx read it, kubectl and other Go programs do not.",
        "Save it as UTF-8 without a byte order mark, or take the repaired PEM from here.",
    )
}

fn wide(form: &str) -> Finding {
    Finding::warning(
        "text-utf-16",
        PLACE,
        format!(
            "It is written in {form}, as PowerShell's > writes it: openssl, nginx and kubectl refuse it."
        ),
        "Write it with Out-File -Encoding ascii, or take the repaired PEM from here.",
    )
}

fn other_encoding() -> Finding {
    Finding::note(
        "text-not-utf-8",
        PLACE,
        "Some of its characters are not UTF-8; it was read as Latin-1.",
        "Check names with letters beyond ASCII.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(octets: &[u8]) -> (String, Vec<String>) {
        let decoded = decode(octets).unwrap();
        let codes = decoded.findings.iter().map(|f| f.code.to_string());
        (decoded.text.to_string(), codes.collect())
    }

    #[test]
    fn every_encoding_comes_to_the_same_text() {
        let wide = |units: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "-----BEGIN é".encode_utf16().flat_map(units).collect()
        };
        let little = wide(u16::to_le_bytes);
        let big = wide(u16::to_be_bytes);
        for (octets, code) in [
            (
                b"\xef\xbb\xbf-----BEGIN \xc3\xa9".to_vec(),
                "text-byte-order-mark",
            ),
            ([&[0xff, 0xfe][..], &little].concat(), "text-utf-16"),
            ([&[0xfe, 0xff][..], &big].concat(), "text-utf-16"),
            (little.clone(), "text-utf-16"),
            (big.clone(), "text-utf-16"),
            (b"-----BEGIN \xe9".to_vec(), "text-not-utf-8"),
        ] {
            assert_eq!(
                decoded(&octets),
                ("-----BEGIN é".to_owned(), vec![code.to_owned()])
            );
        }
        assert_eq!(decoded(b"plain"), ("plain".to_owned(), vec![]));
    }

    #[test]
    fn binary_is_no_text() {
        let noise: Vec<u8> = (0..=255).collect();
        assert!(decode(&noise).is_none());
        assert!(decode(&[1; 100]).is_none());
    }
}
