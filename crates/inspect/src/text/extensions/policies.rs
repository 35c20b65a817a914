//! Certificate policies (RFC 5280, 4.2.1.4, 4.2.1.5 and 4.2.1.11).

use crate::der::{self, OID, SEQUENCE, Value};
use crate::objects;

use super::super::names::latin;
use super::{integer, joined};

pub(super) fn policies(value: &[u8]) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for policy in der::whole(value, SEQUENCE)?.children() {
        let mut fields = policy.children();
        let name = objects::name(fields.read(OID)?.content);
        lines.push(format!("Policy: {name}"));
        if let Some(qualifiers) = fields.read(SEQUENCE) {
            for qualifier in qualifiers.children() {
                push_qualifier(&mut lines, &qualifier)?;
            }
        }
    }
    Some(lines)
}

fn push_qualifier(lines: &mut Vec<String>, qualifier: &Value<'_>) -> Option<()> {
    let mut fields = qualifier.children();
    let kind = fields.read(OID)?.content;
    match der::dotted(kind).as_str() {
        "1.3.6.1.5.5.7.2.1" => {
            let place = fields.read(0x16)?;
            lines.push(format!("  CPS: {}", crate::x509::latin(place.content)));
        }
        "1.3.6.1.5.5.7.2.2" => {
            lines.push("  User Notice:".to_owned());
            push_notice(lines, &fields.read(SEQUENCE)?)?;
        }
        _ => lines.push(format!("  Unknown Qualifier: {}", objects::name(kind))),
    }
    Some(())
}

fn push_notice(lines: &mut Vec<String>, notice: &Value<'_>) -> Option<()> {
    let mut fields = notice.children();
    if let Some(reference) = fields.read(SEQUENCE) {
        let mut fields = reference.children();
        let organization = string(&fields.next()?);
        lines.push(format!("    Organization: {organization}"));
        let numbers = fields.read(SEQUENCE)?.children();
        let numbers: Vec<_> = numbers.map(|number| integer(number.content)).collect();
        let plural = if numbers.len() > 1 { "s" } else { "" };
        lines.push(format!("    Number{plural}: {}", numbers.join(", ")));
    }
    if let Some(text) = fields.next() {
        lines.push(format!("    Explicit Text: {}", string(&text)));
    }
    Some(())
}

/// The octets as they are, up to a NUL, as `%.*s` prints them.
fn string(value: &Value<'_>) -> String {
    let end = value.content.iter().position(|octet| *octet == 0);
    let octets = value.content.get(..end.unwrap_or(value.content.len()));
    let octets = octets.unwrap_or_default();
    latin(octets)
}

pub(super) fn mappings(value: &[u8]) -> Option<String> {
    let mut pairs = Vec::new();
    for mapping in der::whole(value, SEQUENCE)?.children() {
        let mut fields = mapping.children();
        let from = objects::name(fields.read(OID)?.content);
        let to = objects::name(fields.read(OID)?.content);
        pairs.push(format!("{from}:{to}"));
    }
    joined(&pairs)
}

pub(super) fn constraints(value: &[u8]) -> Option<String> {
    let mut fields = der::whole(value, SEQUENCE)?.children();
    let mut parts = Vec::new();
    for (tag, label) in [
        (0x80, "Require Explicit Policy"),
        (0x81, "Inhibit Policy Mapping"),
    ] {
        let number = fields.read(tag);
        parts.extend(number.map(|number| format!("{label}:{}", integer(number.content))));
    }
    joined(&parts)
}
