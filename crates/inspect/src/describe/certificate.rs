use crate::context::Context;
use crate::report::{Report, Section, Validity};
use crate::verify::{self, Verified};
use crate::x509::{Certificate, Extension, calendar, id};
use crate::{acceptance, der, facts, findings, hex, summary, words};

use super::{
    extensions, key, names, other, partial, signature, thumbprints, usage, validity_words,
};

/// Octets of a serial number that are shown; RFC 5280, 4.1.2.2 allows 20.
const SERIAL: usize = 64;

pub(super) fn report(der: &[u8], context: &Context<'_>) -> Report {
    let now = context.now;
    let Some(certificate) = Certificate::read(der) else {
        return other::broken(der, partial::Kind::Certificate);
    };
    let verified = certificate
        .is_self_issued()
        .then(|| verify::signed_object(certificate.key.spki, der));
    let sections = [
        Some(names(&certificate)),
        Some(key::section(&certificate.key)),
        Some(usage::section(&certificate)),
        Some(validity(&certificate)),
        Some(thumbprints::of_certificate(der, &certificate.key)),
        Some(serial_and_version(&certificate)),
        extensions::section("Extensions", &certificate.extensions),
        Some(signature(&certificate, verified.as_ref(), context)),
    ];
    Report {
        sentence: sentence(&certificate, verified.as_ref(), now),
        validity: certificate.not_before.unix.map(|not_before| Validity {
            not_before,
            not_after: certificate
                .not_after
                .unix
                .filter(|_| !certificate.not_after.is_endless()),
            is_endless: certificate.not_after.is_endless(),
        }),
        sections: sections.into_iter().flatten().collect(),
        findings: findings::certificate(&certificate, verified.as_ref(), now),
        verdicts: acceptance::certificate(
            &certificate,
            findings::is_own(&certificate, verified.as_ref()),
            now,
        ),
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
    names::push(
        &mut section,
        "Subject",
        certificate.subject,
        "as nginx $ssl_client_s_dn has it, for auth-tls-match-cn",
    );
    let alternative = certificate.alternative_names();
    names::push_alternative(&mut section, "Subject alternative names", &alternative);
    names::push(
        &mut section,
        "Issuer",
        certificate.issuer,
        "as nginx $ssl_client_i_dn has it",
    );
    section
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
    match certificate.serial.split_at_checked(SERIAL) {
        Some((first, rest)) if !rest.is_empty() => section.noted(
            "Serial number",
            format!("{}…", facts::serial(first)),
            format!("{} octets more", rest.len()),
        ),
        _ => {
            section.row("Serial number", facts::serial(certificate.serial));
            let (negative, magnitude) = der::signed(certificate.serial);
            let sign = if negative { "-" } else { "" };
            section.row(
                "Serial number, decimal",
                format!("{sign}{}", der::decimal(&magnitude)),
            );
        }
    }
    section.row("Version", certificate.version.saturating_add(1).to_string());
    section
}

fn signature(
    certificate: &Certificate<'_>,
    verified: Option<&Verified>,
    context: &Context<'_>,
) -> Section {
    let mut section = signature::section(certificate.algorithm.oid);
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
        Some(verified) => signature::push_verified(&mut section, verified, "its own key"),
        None => signature::push_issuer(&mut section, context),
    }
    section
}
