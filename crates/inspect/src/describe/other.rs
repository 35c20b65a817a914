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

pub(super) fn unknown(octets: &[u8]) -> Report {
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
    Report {
        sentence: "Nothing that is known here.".to_owned(),
        sections: vec![section],
        findings: vec![findings::unknown()],
        ..Report::default()
    }
}

/// What was taken for one thing and cannot be read as it.
pub(super) fn unreadable(what: &str) -> Report {
    Report {
        sentence: format!("A {what} that cannot be read."),
        findings: vec![findings::unreadable(what)],
        ..Report::default()
    }
}
