use std::net::Ipv4Addr;

use x509_parser::asn1_rs::{FromDer, Oid};
use x509_parser::extensions::{
    AuthorityKeyIdentifier, BasicConstraints, GeneralName, KeyUsage, ParsedExtension, X509Extension,
};

use super::Lines;
use crate::{distinguished_name, hex, objects};

pub(super) fn push(lines: &mut Lines, indent: usize, extensions: &[X509Extension<'_>]) {
    for extension in extensions {
        // OpenSSL leaves the space after the colon where "critical" does not follow.
        let critical = if extension.critical { "critical" } else { "" };
        let name = objects::extension(&extension.oid);
        lines.push(indent, &format!("{name}: {critical}"));
        for line in value(extension) {
            lines.push(indent + 4, &line);
        }
    }
}

pub(crate) fn value(extension: &X509Extension<'_>) -> Vec<String> {
    match extension.parsed_extension() {
        ParsedExtension::BasicConstraints(constraints) => vec![basic_constraints(constraints)],
        ParsedExtension::KeyUsage(usage) => vec![key_usage(usage)],
        ParsedExtension::ExtendedKeyUsage(_) => vec![extended_key_usage(extension.value)],
        ParsedExtension::SubjectKeyIdentifier(identifier) => {
            vec![hex::upper_colons(identifier.0)]
        }
        ParsedExtension::AuthorityKeyIdentifier(identifier) => authority_key_identifier(identifier),
        ParsedExtension::SubjectAlternativeName(names) => {
            vec![general_names(&names.general_names)]
        }
        _ => hex::dump(extension.value, 18),
    }
}

fn basic_constraints(constraints: &BasicConstraints) -> String {
    match constraints.path_len_constraint {
        _ if !constraints.ca => "CA:FALSE".to_owned(),
        Some(length) => format!("CA:TRUE, pathlen:{length}"),
        None => "CA:TRUE".to_owned(),
    }
}

fn key_usage(usage: &KeyUsage) -> String {
    const NAMES: [&str; 9] = [
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
    let names: Vec<_> = NAMES
        .into_iter()
        .enumerate()
        .filter(|(bit, _)| usage.flags >> bit & 1 == 1)
        .map(|(_, name)| name)
        .collect();
    names.join(", ")
}

/// Read again from the DER, because the parsed form has lost the order.
fn extended_key_usage(der: &[u8]) -> String {
    let purposes = Vec::<Oid<'_>>::from_der(der).map_or_else(|_| Vec::new(), |(_, oids)| oids);
    let names: Vec<_> = purposes.iter().map(objects::purpose).collect();
    names.join(", ")
}

/// A key identifier that stands alone has no label.
fn authority_key_identifier(identifier: &AuthorityKeyIdentifier<'_>) -> Vec<String> {
    let AuthorityKeyIdentifier {
        key_identifier,
        authority_cert_issuer,
        authority_cert_serial,
    } = identifier;
    let alone = authority_cert_issuer.is_none() && authority_cert_serial.is_none();
    let mut lines = Vec::new();
    if let Some(key) = key_identifier {
        let label = if alone { "" } else { "keyid:" };
        lines.push(format!("{label}{}", hex::upper_colons(key.0)));
    }
    for name in authority_cert_issuer.iter().flatten() {
        lines.push(general_name(name));
    }
    if let Some(serial) = authority_cert_serial {
        lines.push(format!("serial:{}", hex::upper_colons(serial)));
    }
    lines
}

fn general_names(names: &[GeneralName<'_>]) -> String {
    let names: Vec<_> = names.iter().map(general_name).collect();
    names.join(", ")
}

pub(crate) fn general_name(name: &GeneralName<'_>) -> String {
    match name {
        GeneralName::DNSName(name) => format!("DNS:{name}"),
        GeneralName::RFC822Name(address) => format!("email:{address}"),
        GeneralName::URI(uri) => format!("URI:{uri}"),
        GeneralName::IPAddress(octets) => format!("IP Address:{}", ip_address(octets)),
        GeneralName::DirectoryName(name) => {
            format!("DirName:{}", distinguished_name::oneline(name))
        }
        GeneralName::RegisteredID(oid) => format!("Registered ID:{}", oid.to_id_string()),
        GeneralName::OtherName(..) => "othername:<unsupported>".to_owned(),
        GeneralName::X400Address(_) => "X400Name:<unsupported>".to_owned(),
        GeneralName::EDIPartyName(_) => "EdiPartyName:<unsupported>".to_owned(),
        GeneralName::Invalid(..) => "<invalid>".to_owned(),
    }
}

fn ip_address(octets: &[u8]) -> String {
    match *octets {
        [a, b, c, d] => Ipv4Addr::new(a, b, c, d).to_string(),
        // OpenSSL neither shortens IPv6 addresses nor writes them in lower case.
        _ if octets.len() == 16 => {
            let groups: Vec<_> = octets
                .chunks(2)
                .map(|pair| format!("{:X}", u16::from(pair[0]) << 8 | u16::from(pair[1])))
                .collect();
            groups.join(":")
        }
        _ => "<invalid>".to_owned(),
    }
}
