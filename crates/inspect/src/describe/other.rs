use formats::Unknown;

use super::partial;
use crate::report::{Report, Section};
use crate::x509::latin;
use crate::{findings, hex};

/// So many octets are shown.
const SHOWN: usize = 64;

/// Something that is named and holds nothing to work with.
pub(super) fn named(name: &str) -> Report {
    Report {
        sentence: format!("This is known and cannot be opened here: {name}."),
        ..Report::default()
    }
}

pub(super) fn unknown(unknown: &Unknown) -> Report {
    let readable = partial::section(&unknown.octets);
    let sentence = match &readable {
        Some(_) => "A certificate that breaks off: what stands before the break is shown.",
        None => "Nothing that is known here.",
    };
    let octets = (!unknown.is_secret).then(|| first_octets(&unknown.octets));
    Report {
        sentence: sentence.to_owned(),
        sections: readable.into_iter().chain(octets).collect(),
        findings: vec![findings::unknown()],
        ..Report::default()
    }
}

fn first_octets(octets: &[u8]) -> Section {
    let first = octets.get(..SHOWN).unwrap_or(octets);
    let mut section = Section::new("First octets");
    section.row("Hex", hex::dump(first, 16).join("\n"));
    let printable: Vec<_> = first
        .iter()
        .map(|octet| {
            if (b' '..=b'~').contains(octet) {
                *octet
            } else {
                b'.'
            }
        })
        .collect();
    section.row("Text", latin(&printable));
    section
}

/// What was taken for one thing and cannot be read as it.
pub(super) fn unreadable(what: &str) -> Report {
    Report {
        sentence: format!("A {what} that cannot be read."),
        findings: vec![findings::unreadable(what)],
        ..Report::default()
    }
}
