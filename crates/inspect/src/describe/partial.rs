//! What stands in a certificate before the place where it breaks.

use formats::asn1::{Element, walk};

use crate::der::{self, SEQUENCE, Value};
use crate::report::Section;
use crate::x509::{Algorithm, PublicKey, Time, calendar};
use crate::{distinguished_name, facts};

/// More elements than stand before the extensions of any certificate.
const ELEMENTS: usize = 2_000;

/// The parts of a certificate that are whole, in order; none where there is not even a serial number.
pub(super) fn section(octets: &[u8]) -> Option<Section> {
    let parts = parts(octets)?;
    let mut parts = parts.iter().skip_while(|part| part.tag == 0xa0);
    let serial = parts.next().filter(|part| part.tag == der::INTEGER)?;
    Algorithm::read(parts.next().filter(|part| part.tag == SEQUENCE)?)?;
    // Behind the issuer, a revocation list has a date.
    if parts
        .clone()
        .any(|part| part.tag == 0x17 || part.tag == 0x18)
    {
        return None;
    }
    let mut section = Section::new("What could be read");
    section.row("Serial number", facts::serial(serial.content));
    let mut next = || parts.next().filter(|part| part.tag == SEQUENCE);
    if let Some(issuer) = next() {
        section.row("Issuer", distinguished_name::oneline(issuer.content));
        validity(&mut section, next());
        if let Some(subject) = next() {
            section.row("Subject", distinguished_name::oneline(subject.content));
        }
        if let Some(key) = next().and_then(PublicKey::read) {
            section.row("Public key", key.title());
        }
    }
    Some(section)
}

fn validity(section: &mut Section, value: Option<&Value<'_>>) {
    let Some(value) = value else { return };
    for (label, time) in ["Not before", "Not after"]
        .into_iter()
        .zip(value.children())
    {
        let moment = Time::read(time).unix.map(calendar::moment);
        section.row(label, moment.unwrap_or_else(|| "no date".to_owned()));
    }
}

/// The fields of what is signed, as far as they are whole.
fn parts(octets: &[u8]) -> Option<Vec<Value<'_>>> {
    let walked = walk(octets, ELEMENTS);
    let is_sequence = |at: usize| {
        let element = walked.elements.get(at);
        element.is_some_and(|element| element.is(16) && element.depth as usize == at)
    };
    if !(is_sequence(0) && is_sequence(1)) {
        return None;
    }
    // What is cut off reaches to the end; what ends there may be.
    let whole = |element: &&Element| element.depth == 2 && element.end() < octets.len();
    let fields = walked.elements.iter().filter(whole);
    fields.map(|field| value(octets, field)).collect()
}

fn value<'a>(octets: &'a [u8], element: &Element) -> Option<Value<'a>> {
    let tag = *octets.get(element.start)?;
    Some(Value {
        tag,
        content: octets.get(element.content()..element.end())?,
        raw: octets.get(element.start..element.end())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn of_what_is_cut_off_the_whole_fields_are_told() {
        let (der, _) = samples::issued();
        let rows = |length: usize| {
            let section = section(&der[..length]);
            section.map_or(0, |section| section.rows.len())
        };
        let counts: Vec<_> = (0..der.len()).map(rows).collect();
        assert!(counts.is_sorted(), "{counts:?}");
        assert_eq!((counts[10], counts[der.len() - 1]), (0, 6));
        let (_, request) = samples::issued();
        for length in 0..der.len() {
            assert!(section(&vec![0x30; length]).is_none());
            let cut = request.get(..length).unwrap_or_default();
            assert!(section(cut).is_none(), "{length}");
        }
    }
}
