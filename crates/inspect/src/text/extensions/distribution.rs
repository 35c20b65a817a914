//! Where revocation lists are, what they are about, and which names a CA may use.

use crate::der::{self, SEQUENCE, Value};
use crate::distinguished_name;
use crate::x509::GeneralName;

use super::super::names;
use super::GLUE;

const REASONS: [&str; 9] = [
    "Unused",
    "Key Compromise",
    "CA Compromise",
    "Affiliation Changed",
    "Superseded",
    "Cessation Of Operation",
    "Certificate Hold",
    "Privilege Withdrawn",
    "AA Compromise",
];

/// `CRLDistributionPoints` (RFC 5280, 4.2.1.13).
pub(super) fn points(value: &[u8]) -> Option<Vec<String>> {
    let mut printed = Printed::default();
    for (index, point) in der::whole(value, SEQUENCE)?.children().enumerate() {
        if index > 0 {
            printed.end_line();
        }
        let mut fields = point.children();
        if let Some(name) = fields.read(0xa0) {
            printed.point(&name)?;
        }
        if let Some(bits) = fields.read(0x81) {
            printed.reasons("Reasons", &bits);
        }
        if let Some(issuer) = fields.read(0xa2) {
            printed.line("CRL Issuer:");
            printed.names(&issuer);
        }
    }
    Some(printed.finish())
}

/// `IssuingDistributionPoint` (RFC 5280, 5.2.5).
pub(super) fn issuing_point(value: &[u8]) -> Option<Vec<String>> {
    let mut printed = Printed::default();
    let mut fields = der::whole(value, SEQUENCE)?.children();
    if let Some(name) = fields.read(0xa0) {
        printed.point(&name)?;
    }
    let mut flag = |tag| fields.read(tag).is_some_and(|flag| flag.content != [0]);
    let (users, authorities) = (flag(0x81), flag(0x82));
    let reasons = fields.read(0x83);
    let mut flag = |tag| fields.read(tag).is_some_and(|flag| flag.content != [0]);
    let (indirect, attributes) = (flag(0x84), flag(0x85));
    for (set, line) in [
        (users, "Only User Certificates"),
        (authorities, "Only CA Certificates"),
        (indirect, "Indirect CRL"),
    ] {
        if set {
            printed.line(line);
        }
    }
    if let Some(bits) = reasons {
        printed.reasons("Only Some Reasons", &bits);
    }
    if attributes {
        printed.line("Only Attribute Certificates");
    }
    if printed.lines.is_empty() {
        printed.line("<EMPTY>");
    }
    Some(printed.finish())
}

/// What OpenSSL has printed. It does not end the line after the last name of a list: what follows stands in the same
/// line, and where nothing is to follow after a line that has ended, an empty one does.
#[derive(Default)]
struct Printed {
    lines: Vec<String>,
    /// Whether the last line goes on.
    open: bool,
}

impl Printed {
    fn line(&mut self, line: &str) {
        let glue = if self.open { GLUE } else { "" };
        self.lines.push(format!("{glue}{line}"));
        self.open = false;
    }

    fn end_line(&mut self) {
        if !self.open {
            self.lines.push(String::new());
        }
        self.open = false;
    }

    fn finish(mut self) -> Vec<String> {
        self.end_line();
        self.lines
    }

    fn point(&mut self, name: &Value<'_>) -> Option<()> {
        let choice = name.children().next()?;
        match choice.tag {
            0xa0 => {
                self.line("Full Name:");
                self.names(&choice);
            }
            0xa1 => {
                self.line("Relative Name:");
                // A relative name is one set of attributes.
                let mut set = choice.raw.to_vec();
                *set.first_mut()? = der::SET;
                self.line(&format!("  {}", distinguished_name::oneline(&set)));
            }
            _ => return None,
        }
        Some(())
    }

    fn names(&mut self, list: &Value<'_>) {
        for name in list.children() {
            self.open = false;
            self.line(&format!("  {}", names::printed(&GeneralName(name))));
            self.open = true;
        }
    }

    fn reasons(&mut self, title: &str, value: &Value<'_>) {
        let bits = value.bits();
        let set = REASONS.iter().enumerate().filter(|(bit, _)| {
            let octet = bits.get(bit / 8);
            octet.is_some_and(|octet| octet << (bit % 8) & 0x80 != 0)
        });
        let names: Vec<_> = set.map(|(_, name)| *name).collect();
        self.line(&format!("{title}:"));
        match names.is_empty() {
            true => self.line("  <EMPTY>"),
            false => self.line(&format!("  {}", names.join(", "))),
        }
    }
}

/// `NameConstraints` (RFC 5280, 4.2.1.10).
pub(super) fn name_constraints(value: &[u8]) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let mut fields = der::whole(value, SEQUENCE)?.children();
    for (tag, title) in [(0xa0, "Permitted:"), (0xa1, "Excluded:")] {
        let Some(trees) = fields.read(tag) else {
            continue;
        };
        let mut trees = trees.children().peekable();
        if trees.peek().is_some() {
            lines.push(title.to_owned());
        }
        for tree in trees {
            let base = tree.children().next()?;
            lines.push(format!("  {}", constraint(&base)));
        }
    }
    Some(lines)
}

fn constraint(base: &Value<'_>) -> String {
    if base.tag != 0x87 {
        return names::printed(&GeneralName(*base));
    }
    // OpenSSL cuts after 16 octets where there are as many, then after 4.
    let first = [16, 4]
        .into_iter()
        .find(|length| base.content.len() >= *length);
    let (network, mask) = base.content.split_at(first.unwrap_or(base.content.len()));
    format!("IP:{}/{}", names::address(network), names::address(mask))
}
