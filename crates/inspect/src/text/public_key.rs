use x509_parser::asn1_rs::Oid;
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::{Lines, magnitude};
use crate::{hex, objects};

/// Octets a line of a key.
const COLUMNS: usize = 15;

/// The algorithm in Twinlock's words, as [`pki::Algorithm`] displays it; a dotted identifier elsewhere.
pub(crate) fn key_algorithm(key: &SubjectPublicKeyInfo<'_>) -> String {
    if let Ok(PublicKey::RSA(rsa)) = key.parsed() {
        return format!("RSA {}", bits(rsa.modulus));
    }
    if let Some((_, nist, _)) = named_curve(key) {
        return format!("ECDSA {nist}");
    }
    let oid = &key.algorithm.algorithm;
    match objects::algorithm(oid).as_str() {
        "ED25519" => "Ed25519".to_owned(),
        _ => oid.to_id_string(),
    }
}

pub(super) fn push(lines: &mut Lines, key: &SubjectPublicKeyInfo<'_>) {
    let name = objects::algorithm(&key.algorithm.algorithm);
    lines.push(8, "Subject Public Key Info:");
    lines.push(12, &format!("Public Key Algorithm: {name}"));
    match key.parsed() {
        Ok(PublicKey::RSA(rsa)) => push_rsa(lines, rsa.modulus, rsa.exponent),
        Ok(PublicKey::EC(point)) => push_ec(lines, key, point.data()),
        _ => {
            lines.push(16, &format!("{name} Public-Key:"));
            push_dump(lines, "pub:", &key.subject_public_key.data);
        }
    }
}

fn push_rsa(lines: &mut Lines, modulus: &[u8], exponent: &[u8]) {
    lines.push(16, &format!("Public-Key: ({} bit)", bits(modulus)));
    let mut positive = magnitude(modulus).to_vec();
    if positive.first().is_some_and(|octet| octet & 0x80 != 0) {
        positive.insert(0, 0);
    }
    push_dump(lines, "Modulus:", &positive);
    let number = magnitude(exponent).iter().try_fold(0_u64, |n, octet| {
        n.checked_mul(256)?.checked_add(u64::from(*octet))
    });
    match number {
        Some(number) => lines.push(16, &format!("Exponent: {number} (0x{number:x})")),
        None => push_dump(lines, "Exponent:", exponent),
    }
}

fn push_ec(lines: &mut Lines, key: &SubjectPublicKeyInfo<'_>, point: &[u8]) {
    let curve = named_curve(key);
    if let Some((_, _, bits)) = curve {
        lines.push(16, &format!("Public-Key: ({bits} bit)"));
    }
    push_dump(lines, "pub:", point);
    if let Some((name, nist, _)) = curve {
        lines.push(16, &format!("ASN1 OID: {name}"));
        lines.push(16, &format!("NIST CURVE: {nist}"));
    }
}

fn push_dump(lines: &mut Lines, title: &str, octets: &[u8]) {
    lines.push(16, title);
    for line in hex::dump(octets, COLUMNS) {
        lines.push(20, &line);
    }
}

fn named_curve(key: &SubjectPublicKeyInfo<'_>) -> Option<(&'static str, &'static str, u32)> {
    let parameters = key.algorithm.parameters.as_ref()?;
    objects::curve(&Oid::try_from(parameters.clone()).ok()?)
}

fn bits(integer: &[u8]) -> usize {
    let octets = magnitude(integer);
    let unused = octets.first().map_or(0, |octet| octet.leading_zeros());
    octets.len() * 8 - unused as usize
}
