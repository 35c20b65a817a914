use std::collections::BTreeMap;

use diagnostics::Finding;

use super::{NAME, name, subject};
use crate::relate::issuers::Issued;
use crate::relate::names::NameId;
use crate::relate::survey::{Certificate, Signed, Survey};
use crate::relate::{Proof, RelatedFinding};
use crate::x509::{Extension, RevocationList, Revoked, calendar, id};
use crate::{der, text};

/// `certificateIssuer` (RFC 5280, 5.3.3): the entry and those behind it are about certificates of others.
const CERTIFICATE_ISSUER: &[u8] = &[0x55, 0x1d, 29];

/// Certificates by their issuer and the magnitude of their serial number.
type BySerial<'a> = BTreeMap<(NameId, &'a [u8]), Vec<&'a Certificate<'a>>>;

/// Certificates that a revocation list here revokes.
pub(super) fn by_lists(survey: &Survey<'_>, issued: &Issued) -> Vec<RelatedFinding> {
    // Without lists there is nothing to look for.
    if survey.lists.is_empty() {
        return Vec::new();
    }
    let mut by_serial = BySerial::new();
    for certificate in &survey.certificates {
        if let Some(issuer) = certificate.signed.issuer {
            let same = by_serial.entry((issuer, der::magnitude(certificate.serial)));
            same.or_default().push(certificate);
        }
    }
    let proofs = issued.links.iter().map(|link| (link.subject, &link.proof));
    let proofs: BTreeMap<_, _> = proofs.collect();
    let lists = survey.lists.iter();
    lists
        .flat_map(|list| by_list(list, &by_serial, proofs.get(&list.item).copied()))
        .collect()
}

fn by_list(
    list: &Signed<'_>,
    by_serial: &BySerial<'_>,
    proof: Option<&Proof>,
) -> Vec<RelatedFinding> {
    let Some(issuer) = list.issuer.filter(|_| proof != Some(&Proof::Failed)) else {
        return Vec::new();
    };
    let of_issuer = (issuer, &[][..]);
    let next = by_serial.range(of_issuer..).next();
    if next.is_none_or(|((found, _), _)| *found != issuer) {
        return Vec::new();
    }
    let Some(read) = RevocationList::read(list.der) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for entry in read.revoked() {
        if extension(&entry, CERTIFICATE_ISSUER).is_some() {
            break;
        }
        let revoked = by_serial.get(&(issuer, der::magnitude(entry.serial)));
        for certificate in revoked.into_iter().flatten() {
            if of_one_key(list, certificate) {
                let proven = proof == Some(&Proof::Signature);
                findings.extend(finding(list, certificate, &entry, proven));
            }
        }
    }
    findings
}

/// Whether list and certificate may be of the same CA: there may be two of its name.
fn of_one_key(list: &Signed<'_>, certificate: &Certificate<'_>) -> bool {
    match (&list.authority_key, &certificate.signed.authority_key) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn finding(
    list: &Signed<'_>,
    certificate: &Certificate<'_>,
    entry: &Revoked<'_>,
    proven: bool,
) -> Option<RelatedFinding> {
    let reason = extension(entry, id::CRL_REASON);
    let reason = reason.and_then(text::known_extension).unwrap_or_default();
    let reason = reason.first().map_or("", String::as_str);
    if reason == "Remove From CRL" {
        return None;
    }
    let why = match reason {
        "" => String::new(),
        reason => format!(" ({})", reason.chars().take(NAME).collect::<String>()),
    };
    let since = match entry.date.unix {
        Some(date) => format!(" since {}", calendar::day(date)),
        None => String::new(),
    };
    let by = if proven {
        "the revocation list of"
    } else {
        "a revocation list, whose signature was not checked, under the name of"
    };
    let finding = Finding::error(
        "revoked",
        "relations",
        format!(
            "\"{}\" is revoked{since}{why} by {by} \"{}\".",
            subject(certificate),
            name(certificate.issuer_der)
        ),
        "Issue it again, with a new key: what has the list refuses it, nginx with `certificate revoked`.",
    );
    Some(RelatedFinding::new(
        finding,
        [certificate.item(), list.item],
    ))
}

fn extension<'e, 'a>(entry: &'e Revoked<'a>, id: &[u8]) -> Option<&'e Extension<'a>> {
    entry.extensions.iter().find(|found| found.id == id)
}
