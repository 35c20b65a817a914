use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use diagnostics::Finding;
use zeroize::Zeroizing;

use super::{PLACE, Reader};

/// Shorter texts are words, not data.
const SHORTEST: usize = 24;

impl Reader<'_> {
    /// Reads text that is nothing but hex or base64, and says which; none where it is neither, or stands for nothing
    /// that is known.
    pub(super) fn base_text(&mut self, parent: usize, text: &str, depth: usize) -> Option<String> {
        let (octets, form) = match hex(text) {
            Some(octets) => (octets, "hex"),
            None => (base64(text)?, "base64"),
        };
        if !holds_something(&octets) && !holds_base64(&octets) {
            return None;
        }
        let inner = self.octets(parent, &octets, depth + 1);
        if form == "base64" && inner.starts_with("PEM") {
            self.find_once(parent, "base64-of-pem", base64_of_pem);
        }
        if form == "base64" && inner.ends_with("in base64") {
            self.find_once(parent, "double-base64", double_base64);
        }
        Some(format!("{inner} in {form}"))
    }
}

/// Whether octets that came out of a text encoding are worth a look: a structure, a zip, a key store, or text.
pub(super) fn holds_something(octets: &[u8]) -> bool {
    const STARTS: [&[u8]; 3] = [b"PK\x03\x04", b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce"];
    STARTS.iter().any(|start| octets.starts_with(start))
        || is_sequence(octets)
        || std::str::from_utf8(octets).is_ok_and(|text| text.contains("BEGIN "))
}

/// Whether octets are base64 once more, up to twice, of something worth a look.
fn holds_base64(octets: &[u8]) -> bool {
    let decoded = |octets: &[u8]| std::str::from_utf8(octets).ok().and_then(base64);
    let once = decoded(octets);
    let twice = once.as_deref().and_then(|once| decoded(once));
    [once, twice]
        .iter()
        .flatten()
        .any(|octets| holds_something(octets))
}

/// Whether a `SEQUENCE` begins here. Its first octet is the digit 0, with which a password may begin, so that a short
/// one has to be whole.
fn is_sequence(octets: &[u8]) -> bool {
    match octets {
        [0x30, length @ ..0x80, rest @ ..] => usize::from(*length) == rest.len(),
        [0x30, 0x80..=0x84, ..] => true,
        _ => false,
    }
}

/// Hex digits, apart by white space, colons, commas, `0x` or `\x`.
fn hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '0' if characters
                .next_if(|next| matches!(next, 'x' | 'X'))
                .is_some() => {}
            '\\' if characters.next_if_eq(&'x').is_some() => {}
            ':' | ',' | ';' | '-' => {}
            _ if c.is_whitespace() => {}
            _ => digits.push(u8::try_from(c.to_digit(16)?).ok()?),
        }
    }
    if digits.len() < SHORTEST || digits.len() % 2 != 0 {
        return None;
    }
    let octets = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]);
    Some(Zeroizing::new(octets.collect()))
}

/// Base64 or base64url with white space anywhere, as one value.
pub(super) fn base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    // Of a marker all characters are digits.
    if text.contains("-----") {
        return None;
    }
    let mut clean = Zeroizing::new(String::with_capacity(text.len()));
    let trimmed = text.trim().trim_matches(['"', '\'', '`', ',', ';']);
    for c in trimmed.trim_end_matches('=').chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '+' | '/' => clean.push(c),
            '-' => clean.push('+'),
            '_' => clean.push('/'),
            _ if c.is_whitespace() => {}
            _ => return None,
        }
    }
    if clean.len() < SHORTEST || clean.len() % 4 == 1 {
        return None;
    }
    LENIENT.decode(clean.as_bytes()).ok().map(Zeroizing::new)
}

/// Whether a value is base64 as Go decodes it: the standard alphabet, padded, with line ends anywhere.
pub(super) fn is_standard(text: &str) -> bool {
    let octets = text.bytes().filter(|octet| !octet.is_ascii_whitespace());
    let (mut length, mut padding) = (0_usize, 0);
    for octet in octets {
        length += 1;
        match octet {
            b'=' => padding += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => {}
            _ => return false,
        }
    }
    length.is_multiple_of(4) && padding <= 2
}

/// Base64 with or without its padding, and with any bits after the last octet.
pub(super) const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

fn double_base64() -> Finding {
    Finding::error(
        "double-base64",
        PLACE,
        "It is base64 of base64: whoever decodes it once finds neither PEM nor DER.",
        "Encode it once, or take the file from here.",
    )
}

fn base64_of_pem() -> Finding {
    Finding::note(
        "base64-of-pem",
        PLACE,
        "It is PEM that was encoded in base64 once more, as it stands below data in a Secret.",
        "Where a file is asked for, take the PEM from here; below stringData it must not be encoded.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_no_structure() {
        let structures: [&[u8]; 3] = [&[0x30, 2, 5, 0], &[0x30, 0x80, 0, 0], &[0x30, 0x82, 1]];
        assert!(structures.into_iter().all(holds_something));
        for octets in ["0123456789abcdefghi", "0", "0\u{81}"] {
            assert!(!holds_something(octets.as_bytes()), "{octets}");
        }
    }

    #[test]
    fn hex_comes_in_many_dresses() {
        let octets: Vec<u8> = (0x30..0x40).collect();
        let pairs: Vec<_> = octets.iter().map(|octet| format!("{octet:02x}")).collect();
        for text in [
            pairs.concat(),
            pairs.join(":"),
            pairs.join(" ").to_uppercase(),
            pairs.join("\n"),
            format!("0x{}", pairs.join(", 0x")),
            format!("\\x{}", pairs.join("\\x")),
        ] {
            assert_eq!(hex(&text).as_deref(), Some(&octets), "{text}");
        }
        assert_eq!(hex("30"), None);
        assert_eq!(hex(&"3".repeat(25)), None);
        assert_eq!(hex("not hex but text of some length"), None);
    }

    #[test]
    fn base64_may_be_wrapped_and_unpadded() {
        let octets = b"0123456789abcdefghijkl?>";
        for text in [
            "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbD8+",
            "MDEyMzQ1Njc4OWFi\r\nY2RlZmdoaWprbD8+\n",
            "\"MDEyMzQ1Njc4OWFiY2RlZmdoaWprbD8-\"",
        ] {
            assert_eq!(base64(text).as_deref(), Some(&octets.to_vec()), "{text}");
        }
        assert_eq!(base64("a sentence, with commas and such"), None);
    }
}
