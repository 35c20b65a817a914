mod distribution;
mod policies;
mod timestamps;

use crate::der::{self, INTEGER, OID, SEQUENCE};
use crate::x509::{Extension, GeneralName};
use crate::{hex, objects};

use super::{Lines, names};

/// Before a line that OpenSSL prints right behind the one before.
pub(crate) const GLUE: &str = "\u{1}";

pub(super) fn push(lines: &mut Lines, indent: usize, extensions: &[Extension<'_>]) {
    for extension in extensions {
        // OpenSSL leaves the space after the colon where "critical" does not follow.
        let critical = if extension.critical { "critical" } else { "" };
        let name = objects::name(extension.id);
        lines.push(indent, &format!("{name}: {critical}"));
        let Some(value) = known(extension) else {
            // As OpenSSL's `ASN1_STRING_print` has it.
            lines.push(indent + 4, &names::latin(extension.value));
            continue;
        };
        for line in value {
            match line.strip_prefix(GLUE) {
                Some(glued) => {
                    lines.0.pop();
                    lines.push(indent + 4, glued);
                }
                // What OpenSSL prints for an empty line has no indent.
                None if line.is_empty() => lines.push(0, ""),
                None => lines.push(indent + 4, &line),
            }
        }
    }
}

/// The value of an extension that is known and well-formed.
pub(crate) fn known(extension: &Extension<'_>) -> Option<Vec<String>> {
    let value = extension.value;
    let one = |line: String| Some(vec![line]);
    match der::dotted(extension.id).as_str() {
        "2.5.29.14" => one(hex::upper_colons(extension.octets()?)),
        "2.5.29.15" => one(bit_names(extension, &KEY_USAGE)?),
        "2.5.29.16" => one(key_usage_period(value)?),
        "2.5.29.17" | "2.5.29.18" | "2.5.29.29" => one(general_names(value)?),
        "2.5.29.19" => one(basic_constraints(extension)?),
        "2.5.29.20" | "2.5.29.27" | "2.5.29.54" => one(integer(extension.integer()?)),
        "2.5.29.21" => one(reason(value)?),
        "2.5.29.23" => one(objects::name(der::whole(value, OID)?.content)),
        "2.5.29.24" => one(crate::x509::Time::read(der::whole(value, 0x18)?).openssl()),
        "2.5.29.28" => distribution::issuing_point(value),
        "2.5.29.30" => distribution::name_constraints(value),
        "2.5.29.31" | "2.5.29.46" => distribution::points(value),
        "2.5.29.32" => policies::policies(value),
        "2.5.29.33" => one(policies::mappings(value)?),
        "2.5.29.35" => authority_key_identifier(value),
        "2.5.29.36" => one(policies::constraints(value)?),
        "2.5.29.37" => one(purposes(extension)?),
        "1.3.6.1.5.5.7.1.1" | "1.3.6.1.5.5.7.1.11" => access(value),
        "1.3.6.1.5.5.7.1.24" => one(features(value)?),
        "1.3.6.1.5.5.7.48.1.5" => one(String::new()),
        "1.3.6.1.4.1.11129.2.4.2" | "1.3.6.1.4.1.11129.2.4.5" => timestamps::list(value),
        "1.3.6.1.4.1.11129.2.4.3" => one("NULL".to_owned()),
        "2.16.840.1.113730.1.1" => one(bit_names(extension, &NETSCAPE_TYPE)?),
        // The Netscape texts: base URL, revocation URLs, renewal, policy, server name, comment.
        netscape if netscape.starts_with("2.16.840.1.113730.1.") => {
            one(crate::x509::latin(der::whole(value, 0x16)?.content))
        }
        _ => None,
    }
}

const KEY_USAGE: [&str; 9] = [
    "Digital Signature",
    "Non Repudiation",
    "Key Encipherment",
    "Data Encipherment",
    "Key Agreement",
    "Certificate Sign",
    "CRL Sign",
    "Encipher Only",
    "Decipher Only",
];

const NETSCAPE_TYPE: [&str; 8] = [
    "SSL Client",
    "SSL Server",
    "S/MIME",
    "Object Signing",
    "Unused",
    "SSL CA",
    "S/MIME CA",
    "Object Signing CA",
];

/// What OpenSSL prints of an empty list of access descriptions.
const EMPTY: &str = "<EMPTY>\n";

fn bit_names(extension: &Extension<'_>, names: &[&str]) -> Option<String> {
    let bits = extension.named_bits()?;
    let set = names
        .iter()
        .enumerate()
        .filter(|(bit, _)| bits >> bit & 1 == 1);
    let names: Vec<_> = set.map(|(_, name)| (*name).to_owned()).collect();
    joined(&names)
}

/// None of an empty list, which OpenSSL takes for a failure.
fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}

fn key_usage_period(value: &[u8]) -> Option<String> {
    let fields = der::whole(value, SEQUENCE)?.children();
    let parts = fields.map(|field| {
        let label = if field.tag == 0x80 {
            "Not Before"
        } else {
            "Not After"
        };
        let time = crate::x509::Time::read(der::Value { tag: 0x18, ..field });
        format!("{label}: {}", time.openssl())
    });
    Some(parts.collect::<Vec<_>>().join(", "))
}

fn general_names(value: &[u8]) -> Option<String> {
    let list = der::whole(value, SEQUENCE)?.children();
    let names: Option<Vec<_>> = list.map(|name| names::listed(&GeneralName(name))).collect();
    joined(&names?)
}

fn basic_constraints(extension: &Extension<'_>) -> Option<String> {
    let constraints = extension.basic_constraints()?;
    let authority = if constraints.authority {
        "TRUE"
    } else {
        "FALSE"
    };
    let length = constraints
        .path_length
        .map(|length| format!(", pathlen:{}", integer(length)));
    Some(format!("CA:{authority}{}", length.unwrap_or_default()))
}

/// `i2s_ASN1_INTEGER`: in decimal up to 127 bits, in hex beyond.
pub(super) fn integer(content: &[u8]) -> String {
    let (negative, magnitude) = der::signed(content);
    let digits = if der::bit_length(&magnitude) < 128 {
        der::decimal(&magnitude)
    } else {
        format!("0x{}", hex::upper(&magnitude))
    };
    if negative {
        format!("-{digits}")
    } else {
        digits
    }
}

/// The reasons of RFC 5280, 5.3.1.
pub(crate) fn reason_name(code: u64) -> Option<&'static str> {
    Some(match code {
        0 => "Unspecified",
        1 => "Key Compromise",
        2 => "CA Compromise",
        3 => "Affiliation Changed",
        4 => "Superseded",
        5 => "Cessation Of Operation",
        6 => "Certificate Hold",
        8 => "Remove From CRL",
        9 => "Privilege Withdrawn",
        10 => "AA Compromise",
        _ => return None,
    })
}

fn reason(value: &[u8]) -> Option<String> {
    let content = der::whole(value, 0x0a)?.content;
    let named = der::small(content).and_then(reason_name);
    Some(named.map_or_else(|| integer(content), str::to_owned))
}

/// A key identifier that stands alone has no label.
fn authority_key_identifier(value: &[u8]) -> Option<Vec<String>> {
    let mut fields = der::whole(value, SEQUENCE)?.children();
    let (key, issuer, serial) = (fields.read(0x80), fields.read(0xa1), fields.read(0x82));
    let label = if issuer.is_none() && serial.is_none() {
        ""
    } else {
        "keyid:"
    };
    let mut lines = Vec::new();
    lines.extend(key.map(|key| format!("{label}{}", hex::upper_colons(key.content))));
    for name in issuer.into_iter().flat_map(|names| names.children()) {
        lines.push(names::listed(&GeneralName(name))?);
    }
    lines.extend(
        serial.map(|serial| format!("serial:{}", hex::upper_colons(unpadded(serial.content)))),
    );
    (fields.is_empty() && !lines.is_empty()).then_some(lines)
}

/// Without the zero octet that keeps an INTEGER positive.
fn unpadded(integer: &[u8]) -> &[u8] {
    match integer {
        [0, rest @ ..] if !rest.is_empty() => rest,
        _ => integer,
    }
}

fn purposes(extension: &Extension<'_>) -> Option<String> {
    let purposes = extension.purposes()?;
    let names: Vec<_> = purposes.iter().map(|oid| objects::name(oid)).collect();
    joined(&names)
}

fn access(value: &[u8]) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    for description in der::whole(value, SEQUENCE)?.children() {
        let mut fields = description.children();
        let method = objects::name(fields.read(OID)?.content);
        let place = names::listed(&GeneralName(fields.next()?))?;
        lines.push(format!("{method} - {place}"));
    }
    if lines.is_empty() {
        lines.push(EMPTY.to_owned());
    }
    Some(lines)
}

fn features(value: &[u8]) -> Option<String> {
    let mut list = der::whole(value, SEQUENCE)?.children();
    let mut names = Vec::new();
    while let Some(number) = list.read(INTEGER) {
        names.push(match der::small(number.content) {
            Some(5) => "status_request".to_owned(),
            Some(17) => "status_request_v2".to_owned(),
            _ => integer(number.content),
        });
    }
    list.is_empty().then(|| joined(&names))?
}
