use crate::report::Section;
use crate::x509::{Certificate, Extension, id};
use crate::{der, objects};

/// What the key of a certificate may be used for.
pub(super) fn section(certificate: &Certificate<'_>) -> Section {
    let mut section = Section::new("Usage");
    match certificate.extension(id::KEY_USAGE) {
        Some(usage) => section.row("Key usage", key_usage(usage.named_bits().unwrap_or(0))),
        None => section.noted("Key usage", "not said", "the key may be used for anything"),
    }
    match certificate.extension(id::EXTENDED_KEY_USAGE) {
        Some(usage) => section.row(
            "Extended key usage",
            purposes(&usage.purposes().unwrap_or_default()),
        ),
        None => section.noted(
            "Extended key usage",
            "not said",
            "programs take it for server and client alike",
        ),
    }
    let constraints = certificate.extension(id::BASIC_CONSTRAINTS);
    match constraints.and_then(Extension::basic_constraints) {
        Some(constraints) if constraints.authority => {
            section.row("CA", "yes");
            let length = constraints
                .path_length
                .map(|length| der::decimal(der::magnitude(length)));
            match length.as_deref() {
                Some("0") => {
                    section.noted("Path length", "0", "it signs end entities, but no other CA");
                }
                Some(number) => {
                    section.noted("Path length", number, "so many CAs may stand below it");
                }
                None => section.row("Path length", "not limited"),
            }
        }
        Some(_) => section.row("CA", "no"),
        None => section.noted("CA", "not said", "programs take it for an end entity"),
    }
    section
}

/// Key usages in words.
fn key_usage(bits: u32) -> String {
    const WORDS: [&str; 9] = [
        "signs handshakes and messages (digital signature)",
        "signs what cannot be denied later (non-repudiation)",
        "receives keys encrypted to it (key encipherment, RSA)",
        "decrypts data directly (data encipherment)",
        "agrees on keys (key agreement, Diffie-Hellman)",
        "signs certificates (certificate sign)",
        "signs revocation lists (CRL sign)",
        "encrypts only",
        "decrypts only",
    ];
    let set = WORDS
        .iter()
        .enumerate()
        .filter(|(bit, _)| bits >> bit & 1 == 1);
    let words: Vec<_> = set.map(|(_, word)| *word).collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join("\n")
    }
}

/// Purposes in words.
fn purposes(purposes: &[&[u8]]) -> String {
    let words: Vec<_> = purposes
        .iter()
        .map(|oid| match der::dotted(oid).as_str() {
            "1.3.6.1.5.5.7.3.1" => "server of TLS (serverAuth)".to_owned(),
            "1.3.6.1.5.5.7.3.2" => "client of TLS (clientAuth)".to_owned(),
            "2.5.29.37.0" => "any purpose (anyExtendedKeyUsage)".to_owned(),
            _ => objects::name(oid),
        })
        .collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join("\n")
    }
}
