//! What stands in a structure before the place where it breaks.

use formats::asn1::{Element, walk};

use crate::der::{INTEGER, OID, SEQUENCE, SET, Value};
use crate::report::Section;
use crate::x509::{Algorithm, Certificate, PublicKey, Time, calendar};
use crate::{distinguished_name, facts, words};

/// More elements than most structures have; what is behind them is not told.
const ELEMENTS: usize = 20_000;
/// Elements that tell what something is.
const FIRST: usize = 12;
/// Certificates and serial numbers that are told of.
const LISTED: usize = 100;

/// What broken octets are the beginning of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Certificate,
    Request,
    RevocationList,
    Pkcs7,
    Pfx,
    PrivateKey,
    EncryptedKey,
}

impl Kind {
    /// Of what the octets are the beginning, as far as their first elements say.
    pub(crate) fn of(octets: &[u8]) -> Option<Self> {
        let walked = walk(octets, FIRST);
        let elements = walked.elements.as_slice();
        let content = |element: &Element| octets.get(element.content()..element.end());
        let is_list = |element: &Element| element.is(16);
        let [outer, first, second, rest @ ..] = elements else {
            return None;
        };
        if !is_list(outer) {
            return None;
        }
        if first.is(2) {
            let version = content(first)?;
            return match version {
                [3] if is_list(second) => Some(Self::Pfx),
                [0 | 1] if is_list(second) || second.is(2) || second.is(4) => {
                    Some(Self::PrivateKey)
                }
                _ => None,
            };
        }
        if first.is(6) {
            return (content(first)? == SIGNED_DATA).then_some(Self::Pkcs7);
        }
        if !is_list(first) {
            return None;
        }
        if second.is(6) {
            let algorithm = content(second)?;
            let encrypts = ENCRYPTION.iter().any(|arc| algorithm.starts_with(arc));
            return encrypts.then_some(Self::EncryptedKey);
        }
        Self::signed(octets, second, rest)
    }

    /// What is signed, by its first fields.
    fn signed(octets: &[u8], first: &Element, rest: &[Element]) -> Option<Self> {
        let tag = |element: &Element| octets.get(element.start).copied();
        let next = rest.iter().find(|element| element.depth == 2);
        match tag(first)? {
            0xa0 => Some(Self::Certificate),
            INTEGER if next.and_then(tag) == Some(SEQUENCE) => {
                let inside = rest.iter().find(|element| element.depth == 3);
                match inside.and_then(tag)? {
                    SET => Some(Self::Request),
                    // Of version 2, where a certificate without version has its serial number.
                    OID if octets.get(first.content()..first.end()) == Some(&[1]) => {
                        Some(Self::RevocationList)
                    }
                    OID => Some(Self::Certificate),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What it is called in a sentence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Request => "certificate request",
            Self::RevocationList => "revocation list",
            Self::Pkcs7 => "PKCS#7",
            Self::Pfx => "PFX (PKCS#12)",
            Self::PrivateKey => "private key",
            Self::EncryptedKey => "PKCS#8 with an encrypted private key",
        }
    }
}

/// `signedData` (RFC 5652, 5.1).
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
/// Those of PKCS#5 and PKCS#12.
const ENCRYPTION: [&[u8]; 2] = [
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5],
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 1],
];

/// The parts that are whole, in order; none where there are none that are told.
pub(super) fn section(octets: &[u8], kind: Kind) -> Option<Section> {
    let broken = Broken {
        octets,
        elements: walk(octets, ELEMENTS).elements,
    };
    let mut section = Section::new("What could be read");
    match kind {
        Kind::Certificate => certificate(&mut section, &broken.fields()),
        Kind::Request => request(&mut section, &broken.fields()),
        Kind::RevocationList => revocation_list(&mut section, &broken),
        Kind::Pkcs7 => pkcs7(&mut section, &broken),
        // Before their end nothing of them is in the clear that says whose they are.
        Kind::Pfx | Kind::PrivateKey | Kind::EncryptedKey => {}
    }
    (!section.rows.is_empty()).then_some(section)
}

/// Octets that break off, and the elements before that.
struct Broken<'a> {
    octets: &'a [u8],
    elements: Vec<Element>,
}

impl<'a> Broken<'a> {
    /// The fields of what is signed that are whole.
    fn fields(&self) -> Vec<Value<'a>> {
        self.at(2).map(|(_, field)| field).collect()
    }

    /// The whole elements that lie in so many others, and where.
    fn at(&self, depth: u32) -> impl Iterator<Item = (usize, Value<'a>)> {
        // What is cut off reaches to the end; what ends there may be.
        let whole =
            move |element: &&Element| element.depth == depth && element.end() < self.octets.len();
        let elements = self.elements.iter().filter(whole);
        elements.map_while(|element| Some((element.start, self.value(element)?)))
    }

    fn value(&self, element: &Element) -> Option<Value<'a>> {
        Some(Value {
            tag: *self.octets.get(element.start)?,
            content: self.octets.get(element.content()..element.end())?,
            raw: self.octets.get(element.start..element.end())?,
        })
    }
}

fn certificate(section: &mut Section, fields: &[Value<'_>]) {
    let mut fields = fields.iter().skip_while(|field| field.tag == 0xa0);
    let Some(serial) = fields.next().filter(|field| field.tag == INTEGER) else {
        return;
    };
    section.row("Serial number", facts::serial(serial.content));
    let mut next = || fields.next().filter(|field| field.tag == SEQUENCE);
    if next().and_then(Algorithm::read).is_none() {
        return;
    }
    if let Some(issuer) = next() {
        section.row("Issuer", distinguished_name::oneline(issuer.content));
        let dates = next().map(Value::children);
        times(
            section,
            &["Not before", "Not after"],
            dates.into_iter().flatten(),
        );
        subject_and_key(section, next);
    }
}

fn request(section: &mut Section, fields: &[Value<'_>]) {
    let mut fields = fields.iter().skip(1);
    subject_and_key(section, || {
        fields.next().filter(|field| field.tag == SEQUENCE)
    });
}

fn subject_and_key<'a>(section: &mut Section, mut next: impl FnMut() -> Option<&'a Value<'a>>) {
    if let Some(subject) = next() {
        section.row("Subject", distinguished_name::oneline(subject.content));
    }
    if let Some(key) = next().and_then(PublicKey::read) {
        section.row("Public key", key.title());
    }
}

fn revocation_list(section: &mut Section, broken: &Broken<'_>) {
    let fields: Vec<_> = broken.at(2).collect();
    let Some((at, issuer)) = fields.get(2).filter(|(_, field)| field.tag == SEQUENCE) else {
        return;
    };
    section.row("Issuer", distinguished_name::oneline(issuer.content));
    let dates = fields.iter().skip(3).map(|(_, field)| *field);
    let dates = dates.take_while(|field| matches!(field.tag, 0x17 | 0x18));
    times(section, &["This update", "Next update"], dates);
    // Behind the issuer only entries lie so deep and begin with a number.
    let entries = broken.at(3).filter(|(entry, _)| entry > at);
    let numbers = entries.filter_map(|(_, entry)| entry.children().read(INTEGER));
    let serials: Vec<_> = numbers
        .map(|serial| facts::serial(serial.content))
        .collect();
    if !serials.is_empty() {
        let count = words::count(serials.len(), "certificate", "certificates");
        let listed = serials.get(..LISTED).unwrap_or(&serials);
        section.noted(
            "Revoked",
            listed.join("\n"),
            format!("{count} before the break"),
        );
    }
}

fn pkcs7(section: &mut Section, broken: &Broken<'_>) {
    // ContentInfo, [0], SignedData, [0], certificate.
    let certificates = broken
        .at(4)
        .filter_map(|(_, value)| Certificate::read(value.raw));
    for (index, certificate) in certificates.take(LISTED).enumerate() {
        let until = certificate.not_after.unix.map(calendar::day);
        section.noted(
            format!("Certificate {}", index + 1),
            distinguished_name::oneline(certificate.subject.0),
            format!(
                "{}, until {}",
                certificate.key.title(),
                until.unwrap_or_default()
            ),
        );
    }
}

fn times<'a>(section: &mut Section, labels: &[&str], times: impl Iterator<Item = Value<'a>>) {
    for (label, time) in labels.iter().zip(times) {
        let moment = Time::read(time).unix.map(calendar::moment);
        section.row(*label, moment.unwrap_or_else(|| "no date".to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    /// For each length, what is told to be the beginning of what, and in how many rows.
    fn told(octets: &[u8]) -> Vec<(Option<Kind>, usize)> {
        let told = |length: usize| {
            let cut = &octets[..length];
            let kind = Kind::of(cut);
            let section = kind.and_then(|kind| section(cut, kind));
            (kind, section.map_or(0, |section| section.rows.len()))
        };
        (0..octets.len()).map(told).collect()
    }

    #[test]
    fn of_what_is_cut_off_the_whole_fields_are_told() {
        let (certificate, request) = samples::issued();
        for (octets, kind, rows) in [
            (certificate, Kind::Certificate, 6),
            (request, Kind::Request, 2),
        ] {
            let told = told(&octets);
            assert_eq!(told.last(), Some(&(Some(kind), rows)));
            assert_eq!(told[10].1, 0);
            assert!(told.iter().map(|(_, rows)| rows).is_sorted(), "{told:?}");
            let kinds = told.iter().filter_map(|(kind, _)| *kind);
            assert!(kinds.into_iter().all(|found| found == kind), "{told:?}");
        }
    }

    #[test]
    fn what_is_nothing_begins_nothing() {
        for length in 0..300 {
            for octet in [0x30, 0x00, 0xa0, 0x02] {
                assert_eq!(Kind::of(&vec![octet; length]), None);
            }
        }
    }
}
