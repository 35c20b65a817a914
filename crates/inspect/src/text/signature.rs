use crate::der::{self, INTEGER, SEQUENCE, Value};
use crate::x509::Algorithm;
use crate::{hex, objects};

use super::Lines;

/// Octets a line.
const COLUMNS: usize = 18;
const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
const DSA_SHA1: &str = "1.2.840.10040.4.3";
const DSA_SHA2: &str = "2.16.840.1.101.3.4.3.";

pub(super) fn algorithm(lines: &mut Lines, indent: usize, algorithm: &Algorithm<'_>) {
    let name = objects::name(algorithm.oid);
    lines.push(indent, &format!("Signature Algorithm: {name}"));
    if algorithm.oid == RSA_PSS {
        pss(lines, 8, algorithm);
    }
}

/// The algorithm and the value, as they end a text.
pub(super) fn push(lines: &mut Lines, algorithm: &Algorithm<'_>, value: &[u8]) {
    let name = objects::name(algorithm.oid);
    lines.push(4, &format!("Signature Algorithm: {name}"));
    lines.push(4, "Signature Value:");
    if algorithm.oid == RSA_PSS {
        pss(lines, 8, algorithm);
    }
    if !is_dsa(algorithm) || !dsa(lines, value) {
        dump(lines, 8, value);
    }
}

pub(super) fn dump(lines: &mut Lines, indent: usize, octets: &[u8]) {
    for line in hex::dump(octets, COLUMNS) {
        lines.push(indent, &line);
    }
}

fn is_dsa(algorithm: &Algorithm<'_>) -> bool {
    let dotted = der::dotted(algorithm.oid);
    let with_sha2 = dotted
        .strip_prefix(DSA_SHA2)
        .and_then(|number| number.parse().ok());
    dotted == DSA_SHA1 || with_sha2.is_some_and(|number: u8| number <= 8)
}

fn dsa(lines: &mut Lines, value: &[u8]) -> bool {
    let Some(pair) = der::whole(value, SEQUENCE) else {
        return false;
    };
    let mut numbers = pair.children();
    let (Some(r), Some(s)) = (numbers.read(INTEGER), numbers.read(INTEGER)) else {
        return false;
    };
    super::public_key::number(lines, 8, "r:   ", r.content);
    super::public_key::number(lines, 8, "s:   ", s.content);
    true
}

/// The parameters of RSASSA-PSS (RFC 4055, 3.1).
fn pss(lines: &mut Lines, indent: usize, algorithm: &Algorithm<'_>) {
    let Some(parameters) = algorithm.parameters.filter(|value| value.tag == SEQUENCE) else {
        lines.push(indent, "(INVALID PSS PARAMETERS)");
        return;
    };
    let mut fields = parameters.children();
    let inner = |value: Option<Value<'_>>| {
        value.and_then(|value| {
            Algorithm::read(&value.children().next()?).map(|a| objects::name(a.oid))
        })
    };
    let hash = inner(fields.read(0xa0));
    let mask = fields.read(0xa1).and_then(|value| value.children().next());
    let salt = fields.read(0xa2);
    let trailer = fields.read(0xa3);
    let or = |name: Option<String>, default: &str| {
        name.unwrap_or_else(|| format!("{default} (default)"))
    };
    lines.push(indent, &format!("Hash Algorithm: {}", or(hash, "sha1")));
    let mask = mask.and_then(|mask| {
        let function = Algorithm::read(&mask)?;
        let hash = function.parameters.and_then(|value| {
            let hash = value.children().next()?;
            Some(objects::name(hash.content))
        });
        let hash = hash.unwrap_or_else(|| "INVALID".to_owned());
        Some(format!("{} with {hash}", objects::name(function.oid)))
    });
    lines.push(
        indent,
        &format!("Mask Algorithm: {}", or(mask, "mgf1 with sha1")),
    );
    let number = |value: Option<Value<'_>>| {
        let number = value?.children().read(INTEGER)?;
        Some(hex::upper(&der::signed(number.content).1))
    };
    let salt = or(number(salt).map(|digits| format!("0x{digits}")), "0x14");
    lines.push(
        indent,
        &format!(" Salt Length: {salt}").replacen(' ', "", 1),
    );
    let trailer = or(number(trailer).map(|digits| format!("0x{digits}")), "0xBC");
    lines.push(indent, &format!("Trailer Field: {trailer}"));
}
