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
    let kind = partial::Kind::of(&unknown.octets);
    let readable = kind.and_then(|kind| partial::section(&unknown.octets, kind));
    let sentence = match (kind.map(partial::Kind::name), &readable) {
        (Some(what), Some(_)) => format!(
            "It begins like a {what}, and breaks off or is damaged: what could be read is shown."
        ),
        (Some(what), None) => {
            format!("It begins like a {what}, and breaks off or is damaged.")
        }
        (None, _) => "Nothing that is known here.".to_owned(),
    };
    let octets = (!unknown.is_secret).then(|| first_octets(&unknown.octets));
    Report {
        sentence,
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

/// Likewise, with what of it stands before it breaks.
pub(super) fn broken(der: &[u8], kind: partial::Kind) -> Report {
    Report {
        sections: partial::section(der, kind).into_iter().collect(),
        ..unreadable(kind.name())
    }
}
