use crate::report::{Report, Section, Validity};
use crate::verify::{self, Verified};
use crate::x509::{Certificate, Extension, GeneralName, Key, PublicKey, calendar, id};
use crate::{acceptance, der, distinguished_name, facts, findings, hex, objects, summary, words};

use super::{extensions, other, thumbprints, validity_words};

pub(super) fn report(der: &[u8], now: i64) -> Report {
    let Some(certificate) = Certificate::read(der) else {
        return other::unreadable("certificate");
    };
    let verified = certificate
        .is_self_issued()
        .then(|| verify::signed_object(certificate.key.spki, der));
    let sections = [
        Some(names(&certificate)),
        Some(key(&certificate.key)),
        Some(usage(&certificate)),
        Some(validity(&certificate)),
        Some(thumbprints::of_certificate(der, &certificate.key)),
        Some(serial_and_version(&certificate)),
        extensions::section("Extensions", &certificate.extensions),
        Some(signature(&certificate, verified.as_ref())),
    ];
    Report {
        sentence: sentence(&certificate, verified.as_ref(), now),
        validity: certificate.not_before.unix.map(|not_before| Validity {
            not_before,
            not_after: certificate
                .not_after
                .unix
                .filter(|_| !certificate.not_after.is_endless()),
        }),
        sections: sections.into_iter().flatten().collect(),
        findings: findings::certificate(&certificate, verified.as_ref(), now),
        verdicts: acceptance::certificate(&certificate, now),
    }
}

fn sentence(certificate: &Certificate<'_>, verified: Option<&Verified>, now: i64) -> String {
    let validity = validity_words(
        certificate.not_before.unix,
        certificate.not_after.unix,
        certificate.not_after.is_endless(),
        now,
    );
    let issuer = match verified {
        Some(Verified::Yes) => "self-signed".to_owned(),
        Some(_) => "issued under its own name".to_owned(),
        None => match certificate.issuer.title() {
            Some(issuer) => format!("issued by {issuer}"),
            None => "issued by a CA without a name".to_owned(),
        },
    };
    let title = summary::title(certificate);
    format!(
        "{} certificate for {title}, {issuer}; {validity}.",
        article(certificate)
    )
}

/// `A server and client`, `A CA`.
fn article(certificate: &Certificate<'_>) -> &'static str {
    if certificate.is_authority() {
        return "A CA";
    }
    let Some(purposes) = certificate
        .extension(id::EXTENDED_KEY_USAGE)
        .map(Extension::purposes)
    else {
        return "An all-purpose";
    };
    let purposes = purposes.unwrap_or_default();
    let has = |number: u8| {
        let purpose = [0x2b, 6, 1, 5, 5, 7, 3, number];
        purposes.iter().any(|found| *found == purpose)
    };
    match (has(1), has(2)) {
        (true, true) => "A server and client",
        (true, false) => "A server",
        (false, true) => "A client",
        _ if has(3) => "A code signing",
        _ if has(4) => "An e-mail",
        _ if has(8) => "A time stamping",
        _ if has(9) => "An OCSP signing",
        _ => "A special-purpose",
    }
}

fn names(certificate: &Certificate<'_>) -> Section {
    let mut section = Section::new("Names");
    let subject = certificate.subject.0;
    section.noted(
        "Subject",
        distinguished_name::oneline(subject),
        "as openssl prints it",
    );
    section.noted(
        "Subject, RFC 2253",
        distinguished_name::rfc2253(subject),
        "as nginx $ssl_client_s_dn has it, for auth-tls-match-cn",
    );
    let names = certificate.alternative_names();
    if !names.is_empty() {
        let lines: Vec<_> = names.iter().map(GeneralName::display).collect();
        section.row("Subject alternative names", lines.join("\n"));
    }
    let issuer = certificate.issuer.0;
    section.noted(
        "Issuer",
        distinguished_name::oneline(issuer),
        "as openssl prints it",
    );
    section.noted(
        "Issuer, RFC 2253",
        distinguished_name::rfc2253(issuer),
        "as nginx $ssl_client_i_dn has it",
    );
    section
}

pub(super) fn key(key: &PublicKey<'_>) -> Section {
    let mut section = Section::new("Key");
    section.row("Algorithm", key.title());
    match key.key() {
        Key::Rsa {
            modulus, exponent, ..
        } => {
            section.row("Bits", der::bit_length(modulus).to_string());
            if der::small(exponent) != Some(65_537) {
                section.row("Exponent", der::decimal(der::magnitude(exponent)));
            }
        }
        Key::Ec { curve: Some(oid) } => {
            if let Some((name, _, bits)) = objects::curve(oid) {
                section.row("Curve", name);
                section.row("Bits", bits.to_string());
            }
        }
        _ => {}
    }
    section.row("Strength", words::strength(key));
    section
}

fn usage(certificate: &Certificate<'_>) -> Section {
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
pub(super) fn key_usage(bits: u32) -> String {
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
pub(super) fn purposes(purposes: &[&[u8]]) -> String {
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

fn validity(certificate: &Certificate<'_>) -> Section {
    let mut section = Section::new("Validity");
    let (start, end) = (certificate.not_before, certificate.not_after);
    for (label, time) in [("Not before", start), ("Not after", end)] {
        match time.unix {
            Some(unix) => section.row(label, calendar::moment(unix)),
            None => section.noted(
                label,
                String::from_utf8_lossy(time.text),
                "no date that RFC 5280 allows",
            ),
        }
    }
    if let (Some(start), Some(end)) = (start.unix, end.unix) {
        section.row(
            "Length",
            words::count(
                usize::try_from((end - start).max(0) / 86_400).unwrap_or(0),
                "day",
                "days",
            ),
        );
    }
    section
}

fn serial_and_version(certificate: &Certificate<'_>) -> Section {
    let mut section = Section::new("Serial and version");
    section.row("Serial number", facts::serial(certificate.serial));
    let (negative, magnitude) = der::signed(certificate.serial);
    let sign = if negative { "-" } else { "" };
    section.row(
        "Serial number, decimal",
        format!("{sign}{}", der::decimal(&magnitude)),
    );
    section.row("Version", certificate.version.saturating_add(1).to_string());
    section
}

fn signature(certificate: &Certificate<'_>, verified: Option<&Verified>) -> Section {
    let mut section = Section::new("Signature");
    section.row("Algorithm", objects::name(certificate.algorithm.oid));
    let digest = certificate
        .signature
        .get(..8)
        .unwrap_or(certificate.signature);
    section.row(
        "Length",
        format!(
            "{} octets, beginning with {}",
            certificate.signature.len(),
            hex::lower(digest)
        ),
    );
    match verified {
        Some(verified) => push_verified(&mut section, verified, "its own key"),
        None => section.row(
            "Checked",
            "not here: that takes the certificate of its issuer",
        ),
    }
    section
}

pub(super) fn push_verified(section: &mut Section, verified: &Verified, by: &str) {
    section.row(
        "Checked",
        match verified {
            Verified::Yes => format!("made by {by}"),
            Verified::No => format!("not made by {by}, or changed since"),
            Verified::Unsupported(why) => format!("not checked: {why}"),
        },
    );
}
