//! Texts as typed, and how they are read.

use std::ops::RangeInclusive;

use diagnostics::Finding;

use crate::excerpt::{code_point, excerpt, is_hidden};
use crate::{codes, labels};

/// Longest list a field takes, in bytes.
const LONGEST_LIST: usize = 8192;

/// Most entries a list may have; Let's Encrypt, too, stops at 100 names a certificate.
const MOST_ENTRIES: usize = 100;

/// A text that may be empty: trimmed, at most `longest` characters, nothing hidden in it.
pub(crate) fn optional(
    place: &'static str,
    value: &str,
    longest: usize,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let value = value.trim();
    if value.chars().nth(longest).is_some() {
        findings.push(Finding::error(
            codes::FIELD_TOO_LONG,
            place,
            format!("{} is longer than {longest} characters.", label(place)),
            format!("Shorten it to {longest} characters."),
        ));
        return None;
    }
    visible(place, value, findings).then(|| value.to_owned())
}

/// A text that may not be empty.
pub(crate) fn required(
    place: &'static str,
    value: &str,
    longest: usize,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let value = optional(place, value, longest, findings)?;
    filled(place, &value, findings).then_some(value)
}

/// A whole number within `range`.
pub(crate) fn number(
    place: &'static str,
    value: &str,
    range: RangeInclusive<u32>,
    findings: &mut Vec<Finding>,
) -> Option<u32> {
    let value = value.trim();
    if !filled(place, value, findings) {
        return None;
    }
    let hint = format!(
        "Enter a whole number from {} to {}.",
        range.start(),
        range.end()
    );
    let digits = value.strip_prefix('-').unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        findings.push(Finding::error(
            codes::NUMBER_MALFORMED,
            place,
            format!("{} {} is no whole number.", label(place), excerpt(value)),
            hint,
        ));
        return None;
    }
    let number = value.parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        findings.push(Finding::error(
            codes::NUMBER_OUT_OF_RANGE,
            place,
            format!(
                "{} {} is not between {} and {}.",
                label(place),
                excerpt(value),
                range.start(),
                range.end()
            ),
            hint,
        ));
    }
    number
}

/// The entries of a list separated by commas, spaces or lines; none where the list as a whole is unusable.
pub(crate) fn entries<'a>(
    place: &'static str,
    value: &'a str,
    findings: &mut Vec<Finding>,
) -> Option<Vec<&'a str>> {
    let separates = |character: char| character == ',' || character.is_whitespace();
    list(place, value, separates, findings)
}

/// The lines of a list that has one entry a line.
pub(crate) fn lines<'a>(
    place: &'static str,
    value: &'a str,
    findings: &mut Vec<Finding>,
) -> Option<Vec<&'a str>> {
    list(place, value, |character| character == '\n', findings)
}

/// Whether a needed text is there.
pub(crate) fn filled(place: &'static str, value: &str, findings: &mut Vec<Finding>) -> bool {
    if value.is_empty() {
        let help = labels::field(place).map_or("", |field| field.help);
        findings.push(Finding::error(
            codes::FIELD_EMPTY,
            place,
            format!("{} is empty.", label(place)),
            format!("Fill it in. {help}"),
        ));
    }
    !value.is_empty()
}

/// What the field at a place is called.
pub(crate) fn label(place: &'static str) -> &'static str {
    labels::field(place).map_or(place, |field| field.label)
}

fn list<'a>(
    place: &'static str,
    value: &'a str,
    separates: impl Fn(char) -> bool,
    findings: &mut Vec<Finding>,
) -> Option<Vec<&'a str>> {
    if value.len() > LONGEST_LIST {
        findings.push(Finding::error(
            codes::FIELD_TOO_LONG,
            place,
            format!("{} is longer than {LONGEST_LIST} bytes.", label(place)),
            "Shorten the list.",
        ));
        return None;
    }
    let entries: Vec<&str> = value
        .split(separates)
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .collect();
    if entries.len() > MOST_ENTRIES {
        findings.push(Finding::error(
            codes::LIST_TOO_LONG,
            place,
            format!("{} has {} entries.", label(place), entries.len()),
            format!("Keep it to {MOST_ENTRIES} entries."),
        ));
        return None;
    }
    entries
        .iter()
        .all(|entry| visible(place, entry, findings))
        .then_some(entries)
}

fn visible(place: &'static str, value: &str, findings: &mut Vec<Finding>) -> bool {
    let Some(hidden) = value.chars().find(|character| is_hidden(*character)) else {
        return true;
    };
    findings.push(Finding::error(
        codes::CHARACTER_FORBIDDEN,
        place,
        format!(
            "{} {} holds {}, a control character or an invisible one.",
            label(place),
            excerpt(value),
            code_point(hidden)
        ),
        "Type the value again instead of pasting it.",
    ));
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "names.organization";

    fn codes_of(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| &*finding.code).collect()
    }

    #[test]
    fn texts_are_trimmed_and_counted_in_characters() {
        let mut findings = Vec::new();
        assert_eq!(
            required(PLACE, "  Contoso \n", 7, &mut findings),
            Some("Contoso".into())
        );
        assert_eq!(
            optional(PLACE, "éééé", 4, &mut findings),
            Some("éééé".into())
        );
        assert!(findings.is_empty());
        assert_eq!(optional(PLACE, "ééééé", 4, &mut findings), None);
        assert_eq!(required(PLACE, " ", 4, &mut findings), None);
        assert_eq!(optional(PLACE, "a\0b", 4, &mut findings), None);
        assert_eq!(
            codes_of(&findings),
            [
                codes::FIELD_TOO_LONG,
                codes::FIELD_EMPTY,
                codes::CHARACTER_FORBIDDEN
            ]
        );
    }

    #[test]
    fn numbers_are_whole_and_within_range() {
        for (typed, number) in [("1", 1), (" 65535 ", 65535), ("0080", 80)] {
            let mut findings = Vec::new();
            assert_eq!(
                self::number(PLACE, typed, 1..=65535, &mut findings),
                Some(number)
            );
            assert!(findings.is_empty());
        }
        for (typed, code) in [
            ("", codes::FIELD_EMPTY),
            ("1.5", codes::NUMBER_MALFORMED),
            ("+5", codes::NUMBER_MALFORMED),
            ("-", codes::NUMBER_MALFORMED),
            ("1e3", codes::NUMBER_MALFORMED),
            ("٣", codes::NUMBER_MALFORMED),
            ("0", codes::NUMBER_OUT_OF_RANGE),
            ("-1", codes::NUMBER_OUT_OF_RANGE),
            ("65536", codes::NUMBER_OUT_OF_RANGE),
            ("99999999999999999999999", codes::NUMBER_OUT_OF_RANGE),
        ] {
            let mut findings = Vec::new();
            assert_eq!(
                self::number(PLACE, typed, 1..=65535, &mut findings),
                None,
                "{typed}"
            );
            assert_eq!(codes_of(&findings), [code], "{typed}");
        }
    }

    #[test]
    fn lists_split_on_commas_spaces_and_lines() {
        let mut findings = Vec::new();
        assert_eq!(
            entries(PLACE, " a,b\tc\r\nd ,, ", &mut findings),
            Some(vec!["a", "b", "c", "d"])
        );
        assert_eq!(
            lines(PLACE, "a=b c\r\n\n d=e", &mut findings),
            Some(vec!["a=b c", "d=e"])
        );
        assert!(findings.is_empty());
        assert_eq!(entries(PLACE, &"a ".repeat(101), &mut findings), None);
        assert_eq!(entries(PLACE, &"a".repeat(10_000), &mut findings), None);
        assert_eq!(entries(PLACE, "a \u{200e}b", &mut findings), None);
        assert_eq!(
            codes_of(&findings),
            [
                codes::LIST_TOO_LONG,
                codes::FIELD_TOO_LONG,
                codes::CHARACTER_FORBIDDEN
            ]
        );
    }
}
