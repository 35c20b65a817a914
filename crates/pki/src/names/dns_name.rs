use std::fmt;

use serde::{Deserialize, Serialize};

use super::international;

/// A DNS name in its ASCII form, lower case, perhaps with one leading wildcard label.
///
/// Made by [`DnsName::parse`], which turns international names into punycode (UTS 46,
/// as browsers do) and holds to the preferred name syntax of RFC 1034, 3.5 (letters,
/// digits, hyphens) with the lengths of RFC 1035, 2.3.4: 63 octets a label, 253 in all.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DnsName(String);

/// Why a text is no DNS name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DnsNameError {
    /// Nothing was given.
    Empty,
    /// Longer than 253 octets.
    TooLong,
    /// A label is empty, as in `a..b`.
    EmptyLabel,
    /// A label is longer than 63 octets.
    LabelTooLong(String),
    /// A label has a character or a hyphen where none may be.
    BadLabel(String),
    /// `*` stands elsewhere than as the whole first label, or covers a whole top-level domain.
    BadWildcard,
    /// The last label is a number: the text looks like an IP address.
    NumericTop,
    /// UTS 46 refuses it.
    NotInternational,
}

impl DnsName {
    /// Parses a host name as a user types it.
    ///
    /// # Errors
    ///
    /// A [`DnsNameError`] that says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, DnsNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DnsNameError::Empty);
        }
        // UTS 46 is quadratic on long labels; no name that long can be right.
        if text.len() > 1024 {
            return Err(DnsNameError::TooLong);
        }
        let (wildcard, rest) = match text.strip_prefix("*.") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        if rest.contains('*') || (wildcard && !rest.contains('.')) {
            return Err(DnsNameError::BadWildcard);
        }
        let ascii = to_ascii(rest)?;
        check(&ascii)?;
        let name = if wildcard {
            format!("*.{ascii}")
        } else {
            ascii
        };
        if name.len() > 253 {
            return Err(DnsNameError::TooLong);
        }
        Ok(Self(name))
    }

    /// The name in ASCII, as it stands in the certificate.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the first label is `*`.
    pub fn is_wildcard(&self) -> bool {
        self.0.starts_with("*.")
    }

    /// Whether this name, as a certificate's SAN, covers `host` (RFC 6125, 6.4.3:
    /// a wildcard stands for exactly one label).
    pub fn covers(&self, host: &Self) -> bool {
        match self.0.strip_prefix('*') {
            Some(suffix) => host.0.find('.').is_some_and(|dot| &host.0[dot..] == suffix),
            None => self == host,
        }
    }
}

fn to_ascii(text: &str) -> Result<String, DnsNameError> {
    if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        if !lower.split('.').any(|label| label.starts_with("xn--")) {
            return Ok(lower);
        }
    }
    international::to_ascii(text).ok_or(DnsNameError::NotInternational)
}

fn check(name: &str) -> Result<(), DnsNameError> {
    for label in name.split('.') {
        if label.is_empty() {
            return Err(DnsNameError::EmptyLabel);
        }
        if label.len() > 63 {
            return Err(DnsNameError::LabelTooLong(label.to_owned()));
        }
        let letters = label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !letters || label.starts_with('-') || label.ends_with('-') {
            return Err(DnsNameError::BadLabel(label.to_owned()));
        }
    }
    let top = name.rsplit('.').next().unwrap_or(name);
    if top.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DnsNameError::NumericTop);
    }
    Ok(())
}

impl fmt::Display for DnsName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for DnsNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::TooLong => f.write_str("it is longer than 253 characters"),
            Self::EmptyLabel => {
                f.write_str("it has an empty label (two dots in a row, or one at an end)")
            }
            Self::LabelTooLong(_) => f.write_str("a label is longer than 63 characters"),
            Self::BadLabel(label) => {
                write!(
                    f,
                    "`{label}` may only hold letters, digits and inner hyphens"
                )
            }
            Self::BadWildcard => {
                f.write_str("`*` may only be the whole first label, before at least two more")
            }
            Self::NumericTop => f.write_str("it ends in a number, as an IP address does"),
            Self::NotInternational => {
                f.write_str("it has characters that no international domain name may have")
            }
        }
    }
}

impl std::error::Error for DnsNameError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_type_them() {
        for (typed, ascii) in [
            ("api.contoso.example", "api.contoso.example"),
            (" API.Contoso.Example ", "api.contoso.example"),
            ("*.contoso.example", "*.contoso.example"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(
                DnsName::parse(typed).map(|n| n.0),
                Ok(ascii.to_owned()),
                "{typed}"
            );
        }
    }

    #[test]
    fn names_that_are_none() {
        for (typed, error) in [
            ("", DnsNameError::Empty),
            ("a..b", DnsNameError::EmptyLabel),
            ("api.", DnsNameError::EmptyLabel),
            ("*", DnsNameError::BadWildcard),
            ("*.example", DnsNameError::BadWildcard),
            ("a.*.example", DnsNameError::BadWildcard),
            ("10.0.0.1", DnsNameError::NumericTop),
            ("-a.example", DnsNameError::BadLabel("-a".to_owned())),
            ("a_b.example", DnsNameError::BadLabel("a_b".to_owned())),
            (
                "a;rm -rf.example",
                DnsNameError::BadLabel("a;rm -rf".to_owned()),
            ),
            ("a\u{202e}b.example", DnsNameError::NotInternational),
            ("xn--zzzz--.example", DnsNameError::NotInternational),
        ] {
            assert_eq!(DnsName::parse(typed), Err(error), "{typed:?}");
        }
        assert!(DnsName::parse(&"a.".repeat(200)).is_err());
        assert!(matches!(
            DnsName::parse(&"a".repeat(64)),
            Err(DnsNameError::LabelTooLong(_))
        ));
    }

    #[test]
    fn a_wildcard_stands_for_one_label() {
        let wildcard = DnsName::parse("*.contoso.example").unwrap();
        assert!(wildcard.covers(&DnsName::parse("api.contoso.example").unwrap()));
        assert!(!wildcard.covers(&DnsName::parse("a.b.contoso.example").unwrap()));
        assert!(!wildcard.covers(&DnsName::parse("contoso.example").unwrap()));
    }
}
