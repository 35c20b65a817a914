use crate::der;
use crate::x509::{Key, PublicKey};
use crate::{hex, objects};

use super::Lines;

/// Octets a line of a key.
const COLUMNS: usize = 15;

pub(super) fn push(lines: &mut Lines, key: &PublicKey<'_>) {
    let name = objects::name(key.algorithm.oid);
    lines.push(8, "Subject Public Key Info:");
    lines.push(12, &format!("Public Key Algorithm: {name}"));
    push_key(lines, 16, key);
}

/// The key alone, as `openssl pkey -pubin -text` prints it.
pub(super) fn push_key(lines: &mut Lines, indent: usize, key: &PublicKey<'_>) {
    match key.key() {
        Key::Rsa {
            modulus,
            exponent,
            pss,
        } => {
            push_rsa(lines, indent, modulus, exponent);
            if pss {
                super::signature::push_restrictions(lines, indent, &key.algorithm);
            }
        }
        Key::Ec { curve } => push_ec(lines, indent, curve, key.bits),
        Key::Modern(name) => {
            lines.push(
                indent,
                &format!("{} Public-Key:", name.to_ascii_uppercase()),
            );
            push_dump(lines, indent, "pub:", key.bits);
        }
        Key::Dsa { parameters, value } => push_dsa(lines, indent, parameters, value),
        Key::Other => lines.push(indent.saturating_sub(4), "Unable to load Public Key"),
    }
}

fn push_rsa(lines: &mut Lines, indent: usize, modulus: &[u8], exponent: &[u8]) {
    lines.push(
        indent,
        &format!("Public-Key: ({} bit)", der::bit_length(modulus)),
    );
    push_dump(lines, indent, "Modulus:", &positive(modulus));
    number(lines, indent, "Exponent:", exponent);
}

fn push_ec(lines: &mut Lines, indent: usize, curve: Option<&[u8]>, point: &[u8]) {
    let curve = curve.and_then(objects::curve);
    if let Some((_, _, bits)) = curve {
        lines.push(indent, &format!("Public-Key: ({bits} bit)"));
    }
    push_dump(lines, indent, "pub:", point);
    if let Some((name, nist, _)) = curve {
        lines.push(indent, &format!("ASN1 OID: {name}"));
        if let Some(nist) = nist {
            lines.push(indent, &format!("NIST CURVE: {nist}"));
        }
    }
}

fn push_dsa(lines: &mut Lines, indent: usize, parameters: Option<[&[u8]; 3]>, value: &[u8]) {
    let Some(parameters) = parameters else {
        // Those of its issuer would be needed.
        lines.push(indent.saturating_sub(4), "Unable to load Public Key");
        return;
    };
    let bits = der::bit_length(parameters[0]);
    lines.push(indent, &format!("Public-Key: ({bits} bit)"));
    number(lines, indent, "pub: ", value);
    for (title, value) in ["P:   ", "Q:   ", "G:   "].iter().zip(parameters) {
        number(lines, indent, title, value);
    }
}

/// `ASN1_bn_print`: what fits 64 bits stands in decimal and hex behind its title.
pub(super) fn number(lines: &mut Lines, indent: usize, title: &str, integer: &[u8]) {
    match der::small(integer) {
        Some(number) => lines.push(
            indent,
            &format!("{} {number} (0x{number:x})", title.trim_end()),
        ),
        None => push_dump(lines, indent, title, &positive(integer)),
    }
}

/// With a zero octet where the first bit is set.
fn positive(integer: &[u8]) -> Vec<u8> {
    let mut octets = der::magnitude(integer).to_vec();
    if octets.first().is_some_and(|octet| octet & 0x80 != 0) {
        octets.insert(0, 0);
    }
    octets
}

fn push_dump(lines: &mut Lines, indent: usize, title: &str, octets: &[u8]) {
    lines.push(indent, title);
    for line in hex::dump(octets, COLUMNS) {
        lines.push(indent + 4, &line);
    }
}
