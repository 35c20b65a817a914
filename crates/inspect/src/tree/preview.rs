use formats::asn1::{Class, Element};

use super::identifiers;
use crate::hex;

/// Octets of content in hex.
const OCTETS: usize = 32;

/// Characters of a text.
const CHARACTERS: usize = 200;

/// The content of an element, short.
pub(super) fn value(element: &Element, content: &[u8], children: usize, secret: bool) -> String {
    if element.constructed || element.encapsulates {
        return elements(element, children);
    }
    if secret && !is_public(element, content) {
        return format!("{}, hidden", count(content.len(), "octet"));
    }
    match (element.class, element.tag) {
        (Class::Universal, 1) => boolean(content),
        (Class::Universal, 2 | 10) => integer(content),
        (Class::Universal, 3) => bits(content),
        (Class::Universal, 5) if content.is_empty() => String::new(),
        (Class::Universal, 6) => identifiers::describe(content).unwrap_or_else(|| octets(content)),
        (Class::Universal, 23 | 24) => time(content, element.tag == 23),
        (Class::Universal, 12 | 18 | 19 | 20 | 22 | 25 | 26 | 27) => text(content),
        (Class::Universal, 28) => wide(content, 4),
        (Class::Universal, 30) => wide(content, 2),
        // Names in a subject alternative name have a tag of their own.
        (Class::ContextSpecific, _) if is_readable(content) => text(content),
        _ => octets(content),
    }
}

/// What of a private key may be shown. The octets of a key may look like any type by chance, but hardly like an
/// identifier that is known.
fn is_public(element: &Element, content: &[u8]) -> bool {
    match (element.class, element.tag) {
        (Class::Universal, 2) => content.len() <= 1,
        (Class::Universal, 5) => content.is_empty(),
        (Class::Universal, 6) => identifiers::name(content).is_some(),
        _ => false,
    }
}

fn elements(element: &Element, children: usize) -> String {
    let elements = count(children, "element");
    if element.encapsulates {
        format!("{}, {elements}", count(element.length, "octet"))
    } else {
        elements
    }
}

fn count(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn boolean(content: &[u8]) -> String {
    match content {
        [0] => "false".into(),
        [0xff] => "true".into(),
        [other] => format!("true, as {other:02X}"),
        _ => octets(content),
    }
}

/// In decimal where it fits 64 bits.
fn integer(content: &[u8]) -> String {
    let Some(first) = content.first().filter(|_| content.len() <= 8) else {
        return octets(content);
    };
    let start = if first & 0x80 == 0 { 0 } else { -1 };
    let number = content.iter().fold(start, |number: i64, octet| {
        (number << 8) | i64::from(*octet)
    });
    number.to_string()
}

fn bits(content: &[u8]) -> String {
    let Some((unused, data)) = content.split_first() else {
        return "no octet for the unused bits".into();
    };
    let Some(bits) = (data.len() * 8)
        .checked_sub(usize::from(*unused))
        .filter(|_| *unused < 8)
    else {
        return format!("{unused} unused bits in {}", count(data.len(), "octet"));
    };
    if bits > 32 {
        return format!("{}: {}", count(bits, "bit"), octets(data));
    }
    let digits: String = data.iter().map(|octet| format!("{octet:08b}")).collect();
    format!(
        "{}: {}",
        count(bits, "bit"),
        digits.get(..bits).unwrap_or_default()
    )
}

/// In hex, as far as it is short.
fn octets(content: &[u8]) -> String {
    match content.get(..OCTETS) {
        Some(start) if content.len() > OCTETS => {
            format!("{}… {} octets", hex::upper(start), content.len())
        }
        _ => hex::upper(content),
    }
}

fn time(content: &[u8], short: bool) -> String {
    readable_time(content, short).unwrap_or_else(|| text(content))
}

/// `2026-01-01 00:00:00 UTC`, of the form that DER demands.
fn readable_time(content: &[u8], short: bool) -> Option<String> {
    let digits = std::str::from_utf8(content).ok()?.strip_suffix('Z')?;
    let wanted = if short { 12 } else { 14 };
    if digits.len() != wanted || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = digits.split_at(wanted - 10);
    // RFC 5280, 4.1.2.5.1.
    let century = match year {
        year if year.len() == 4 => "",
        year if year < "50" => "20",
        _ => "19",
    };
    let part = |at: usize| rest.get(at..at + 2);
    Some(format!(
        "{century}{year}-{}-{} {}:{}:{} UTC",
        part(0)?,
        part(2)?,
        part(4)?,
        part(6)?,
        part(8)?
    ))
}

fn is_readable(content: &[u8]) -> bool {
    content.len() > 2 && content.iter().all(|octet| (0x20..0x7f).contains(octet))
}

fn text(content: &[u8]) -> String {
    // A character has four octets at most.
    let start = content.get(..CHARACTERS * 4).unwrap_or(content);
    let whole = start.len() == content.len();
    escape(String::from_utf8_lossy(start).chars(), whole)
}

fn wide(content: &[u8], width: usize) -> String {
    let characters = content.chunks(width).map(|octets| {
        let code = octets
            .iter()
            .fold(0, |code, octet| (code << 8) | u32::from(*octet));
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    escape(characters, true)
}

/// Characters that cannot be seen, or turn the text around them, are written as `\u{0}`.
fn escape(characters: impl Iterator<Item = char>, whole: bool) -> String {
    let mut shown = String::new();
    for (index, character) in characters.enumerate() {
        if index == CHARACTERS {
            shown.push('…');
            return shown;
        }
        let unseen = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if character.is_control() || unseen {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    if !whole {
        shown.push('…');
    }
    shown
}
