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
    push_title(
        lines,
        indent,
        &format!("Signature Algorithm: {name}"),
        algorithm,
    );
}

/// The title, and behind it the parameters of RSASSA-PSS.
fn push_title(lines: &mut Lines, indent: usize, title: &str, algorithm: &Algorithm<'_>) {
    if algorithm.oid != RSA_PSS {
        lines.push(indent, title);
        return;
    }
    // OpenSSL prints the indent of the parameters before it ends the line.
    match pss(algorithm) {
        Some(parameters) => {
            lines.push(indent, &format!("{title}        "));
            parameters.iter().for_each(|line| lines.push(8, line));
        }
        None => lines.push(indent, &format!("{title}        (INVALID PSS PARAMETERS)")),
    }
}

/// The algorithm and the value, as they end a text.
pub(super) fn push(lines: &mut Lines, algorithm: &Algorithm<'_>, value: &[u8]) {
    let name = objects::name(algorithm.oid);
    lines.push(4, &format!("Signature Algorithm: {name}"));
    push_title(lines, 4, "Signature Value:", algorithm);
    if !is_dsa(algorithm) || !dsa(lines, value) {
        dump(lines, 8, value);
    }
}

pub(super) fn dump_lines(octets: &[u8]) -> Vec<String> {
    hex::dump(octets, COLUMNS)
}

fn dump(lines: &mut Lines, indent: usize, octets: &[u8]) {
    for line in dump_lines(octets) {
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
    let Some(pair) = der::Reader(value).read(SEQUENCE) else {
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

/// The parameters of RSASSA-PSS (RFC 4055, 3.1) in lines; none where they are malformed.
fn pss(algorithm: &Algorithm<'_>) -> Option<Vec<String>> {
    const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];
    let mut fields = algorithm
        .parameters
        .filter(|value| value.tag == SEQUENCE)?
        .children();
    let (hash, mask) = (fields.read(0xa0), fields.read(0xa1));
    let (salt, trailer) = (fields.read(0xa2), fields.read(0xa3));
    let hash = hash.map_or_else(
        || Some("sha1 (default)".to_owned()),
        |hash| Some(objects::name(tagged(Some(hash))?.oid)),
    )?;
    let mask = match mask {
        None => "mgf1 with sha1 (default)".to_owned(),
        Some(mask) => {
            let function = tagged(Some(mask)).filter(|function| function.oid == MGF1)?;
            let hash = function.parameters?.children().next()?;
            format!("mgf1 with {}", objects::name(hash.content))
        }
    };
    let number = |value: Option<Value<'_>>, default: &str| match value {
        None => Some(format!("{default} (default)")),
        Some(value) => {
            let number = value.children().read(INTEGER)?;
            Some(format!("0x{}", hex::upper(der::magnitude(number.content))))
        }
    };
    Some(vec![
        format!("Hash Algorithm: {hash}"),
        format!("Mask Algorithm: {mask}"),
        format!(" Salt Length: {}", number(salt, "0x14")?),
        format!("Trailer Field: {}", number(trailer, "0x01")?),
    ])
}

/// What an RSASSA-PSS key is restricted to.
pub(super) fn push_restrictions(lines: &mut Lines, indent: usize, algorithm: &Algorithm<'_>) {
    let Some(parameters) = algorithm.parameters.filter(|value| value.tag == SEQUENCE) else {
        lines.push(indent, "No PSS parameter restrictions");
        return;
    };
    let mut fields = parameters.children();
    let hash = tagged(fields.read(0xa0)).map(|hash| provider_name(hash.oid));
    let mask = tagged(fields.read(0xa1)).and_then(|mask| {
        let hash = mask.parameters?.children().next()?;
        Some(format!("MGF1 with {}", provider_name(hash.content)))
    });
    let salt = fields
        .read(0xa2)
        .and_then(|value| value.children().read(INTEGER));
    let or = |name: Option<String>, default: &str| {
        name.unwrap_or_else(|| format!("{default} (default)"))
    };
    lines.push(indent, "PSS parameter restrictions:");
    lines.push(indent + 2, &format!("Hash Algorithm: {}", or(hash, "SHA1")));
    lines.push(
        indent + 2,
        &format!("Mask Algorithm: {}", or(mask, "MGF1 with SHA1")),
    );
    let salt = salt.map(|salt| der::decimal(der::magnitude(salt.content)));
    lines.push(
        indent + 2,
        &format!("Minimum Salt Length: {}", or(salt, "20")),
    );
    lines.push(indent + 2, "Trailer Field: 0x1 (default)");
}

/// The algorithm in an explicitly tagged field.
fn tagged<'a>(value: Option<Value<'a>>) -> Option<Algorithm<'a>> {
    Algorithm::read(&value?.children().next()?)
}

/// What the providers of OpenSSL 3 call a hash.
fn provider_name(oid: &[u8]) -> String {
    let name = objects::name(oid);
    match name.strip_prefix("sha") {
        Some("1") => "SHA1".to_owned(),
        Some(bits) => format!("SHA2-{bits}"),
        None => name,
    }
}
