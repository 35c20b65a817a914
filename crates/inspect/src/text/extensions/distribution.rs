//! Where revocation lists are, what they are about, and which names a CA may use.

use crate::der::{self, SEQUENCE, Value};
use crate::distinguished_name;
use crate::x509::{GeneralName, Name};

use super::super::names;

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
    let mut lines = Vec::new();
    for point in der::whole(value, SEQUENCE)?.children() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut fields = point.children();
        if let Some(name) = fields.read(0xa0) {
            push_point(&mut lines, &name)?;
        }
        if let Some(bits) = fields.read(0x81) {
            push_reasons(&mut lines, "Reasons", &bits);
        }
        if let Some(issuer) = fields.read(0xa2) {
            lines.push("CRL Issuer:".to_owned());
            push_names(&mut lines, &issuer);
        }
    }
    Some(lines)
}

/// `IssuingDistributionPoint` (RFC 5280, 5.2.5).
pub(super) fn issuing_point(value: &[u8]) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let mut fields = der::whole(value, SEQUENCE)?.children();
    if let Some(name) = fields.read(0xa0) {
        push_point(&mut lines, &name)?;
    }
    let mut flag = |tag, line: &str| {
        if fields.read(tag).is_some_and(|flag| flag.content != [0]) {
            lines.push(line.to_owned());
        }
    };
    flag(0x81, "Only User Certificates");
    flag(0x82, "Only CA Certificates");
    let reasons = fields.read(0x83);
    let mut flag = |tag, line: &str| {
        let set = fields.read(tag).is_some_and(|flag| flag.content != [0]);
        set.then(|| line.to_owned())
    };
    lines.extend(flag(0x84, "Indirect CRL"));
    if let Some(bits) = reasons {
        push_reasons(&mut lines, "Only Some Reasons", &bits);
    }
    lines.extend(flag(0x85, "Only Attribute Certificates"));
    if lines.is_empty() {
        lines.push("<EMPTY>\n".to_owned());
    }
    Some(lines)
}

fn push_point(lines: &mut Vec<String>, name: &Value<'_>) -> Option<()> {
    let choice = name.children().next()?;
    match choice.tag {
        0xa0 => {
            lines.push("Full Name:".to_owned());
            push_names(lines, &choice);
        }
        0xa1 => {
            lines.push("Relative Name:".to_owned());
            // A relative name is one set of attributes.
            let mut set = choice.raw.to_vec();
            *set.first_mut()? = der::SET;
            lines.push(format!("  {}", distinguished_name::oneline(Name(&set))));
        }
        _ => return None,
    }
    Some(())
}

fn push_names(lines: &mut Vec<String>, list: &Value<'_>) {
    for name in list.children() {
        lines.push(format!("  {}", names::printed(&GeneralName(name))));
    }
}

fn push_reasons(lines: &mut Vec<String>, title: &str, value: &Value<'_>) {
    let bits = value.bits();
    let set = REASONS.iter().enumerate().filter(|(bit, _)| {
        bits.get(bit / 8)
            .is_some_and(|octet| octet << (bit % 8) & 0x80 != 0)
    });
    let names: Vec<_> = set.map(|(_, name)| *name).collect();
    lines.push(format!("{title}:"));
    let names = if names.is_empty() {
        "<EMPTY>".to_owned()
    } else {
        names.join(", ")
    };
    lines.push(format!("  {names}"));
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
    let half = base.content.len() / 2;
    let (network, mask) = base.content.split_at(half);
    match base.content.len() {
        8 | 32 => format!("IP:{}/{}", names::address(network), names::address(mask)),
        _ => "IP Address:<invalid>".to_owned(),
    }
}
