mod families;
mod hashes;
mod keys;
mod revoked;

use std::collections::BTreeMap;

use diagnostics::Finding;
use formats::Item;

use super::issuers::Issued;
use super::survey::{Authority, Certificate, Survey};
use super::{Link, Proof, RelatedFinding};
use crate::distinguished_name;

/// Characters of a name that a message repeats.
const NAME: usize = 120;

/// What is to be said about certificates and keys, wherever they were found.
pub(super) fn of(items: &[Item], survey: &Survey<'_>, issued: &Issued) -> Vec<RelatedFinding> {
    let mut findings = Vec::new();
    findings.extend(revoked::by_lists(survey, issued));
    findings.extend(remade(survey, issued));
    findings.extend(disagreeing(survey));
    findings.extend(mismatched(survey, issued));
    let proven = issued
        .links
        .iter()
        .filter(|link| link.subject != link.issuer && link.proof == Proof::Signature);
    let proven: Vec<_> = proven.collect();
    findings.extend(not_a_ca(survey, &proven));
    findings.extend(encoded_differently(survey, &proven));
    findings.extend(families::mixed(survey, &proven));
    findings.extend(repeated_serials(survey));
    findings.extend(shared_names(survey));
    findings.extend(
        survey
            .keys
            .iter()
            .filter_map(|group| keys::reused(survey, group)),
    );
    findings.extend(keys::alone(items, survey));
    findings.extend(hashes::named(items, survey));
    findings
}

/// The subject of a certificate, for a message.
pub(super) fn subject(certificate: &Certificate<'_>) -> String {
    match name(certificate.subject_der) {
        empty if empty.is_empty() => "a certificate without a subject".into(),
        name => name,
    }
}

/// A name, for a message: what cannot be seen in it is spelled out, and it is cut at a length that can be read.
pub(super) fn name(der: &[u8]) -> String {
    let name = diagnostics::visible(&distinguished_name::oneline(der));
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name,
    }
}

/// What an item is called: certificates by their subject; what else is signed is a revocation list.
fn called(survey: &Survey<'_>, item: usize) -> String {
    survey
        .certificate(item)
        .map_or_else(|| "a revocation list".into(), subject)
}

/// ` (and 3 more)` for what a message does not name.
fn and_more(count: usize) -> String {
    match count.saturating_sub(1) {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    }
}

/// Links by their issuer.
fn by_issuer<'a>(links: impl Iterator<Item = &'a Link>) -> BTreeMap<usize, Vec<usize>> {
    let mut by_issuer: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in links {
        by_issuer.entry(link.issuer).or_default().push(link.subject);
    }
    by_issuer
}

/// One finding for each issuer of these links: about all that it issued, and itself.
fn each_issuer<'a>(
    survey: &Survey<'_>,
    links: impl Iterator<Item = &'a Link>,
    say: impl Fn(&str, &str) -> Finding,
) -> Vec<RelatedFinding> {
    let groups = by_issuer(links).into_iter();
    groups
        .map(|(issuer, subjects)| {
            let first = subjects
                .first()
                .map_or_else(String::new, |item| called(survey, *item));
            let first = format!("\"{first}\"{}", and_more(subjects.len()));
            let finding = say(&first, &called(survey, issuer));
            RelatedFinding::new(finding, subjects.into_iter().chain([issuer]))
        })
        .collect()
}

fn remade(survey: &Survey<'_>, issued: &Issued) -> Vec<RelatedFinding> {
    let failed = || {
        let failed = issued.links.iter();
        failed.filter(|link| link.proof == Proof::Failed)
    };
    let others = each_issuer(
        survey,
        failed().filter(|link| link.subject != link.issuer),
        |subject, issuer| {
            Finding::error(
                "issuer-remade",
                "relations",
                format!(
                    "{subject} names \"{issuer}\" as its issuer, but the key of that CA did not sign it."
                ),
                "The CA was made again under the same name: use the CA certificate of the time of issue, or issue \
                 again; nginx says \"certificate signature failure\" or \"unable to verify the first certificate\", \
                 Go \"verification error\".",
            )
        },
    );
    let own = failed().filter(|link| link.subject == link.issuer);
    let own = own.map(|link| {
        let finding = Finding::error(
            "self-signature-wrong",
            "relations",
            format!(
                "\"{}\" names itself as its issuer, but its own key did not sign it.",
                called(survey, link.subject)
            ),
            "It is damaged, or another CA of the same name issued it: get it again from where it was made.",
        );
        RelatedFinding::new(finding, [link.subject])
    });
    others.into_iter().chain(own).collect()
}

/// Certificates that name two signature algorithms, which no program accepts.
fn disagreeing(survey: &Survey<'_>) -> Option<RelatedFinding> {
    let all = survey.certificates.iter().filter(|one| !one.signed.agrees);
    let all: Vec<_> = all.collect();
    let finding = Finding::error(
        "signature-algorithms-differ",
        "relations",
        format!(
            "\"{}\"{} names another signature algorithm inside what is signed than beside the signature.",
            subject(all.first()?),
            and_more(all.len())
        ),
        "Get it again from where it was made: it was changed or badly made, and OpenSSL and Go refuse it.",
    );
    Some(RelatedFinding::new(
        finding,
        all.iter().map(|one| one.item()),
    ))
}

fn mismatched(survey: &Survey<'_>, issued: &Issued) -> Vec<RelatedFinding> {
    each_issuer(survey, issued.mismatched.iter(), |subject, issuer| {
        Finding::warning(
            "key-identifier-mismatch",
            "relations",
            format!(
                "{subject} is signed by \"{issuer}\", but its authority key identifier is not the subject key \
                 identifier of that CA."
            ),
            "Issue it again with the key identifier of its CA: OpenSSL and nginx do not find the issuer.",
        )
    })
}

fn not_a_ca(survey: &Survey<'_>, proven: &[&Link]) -> Vec<RelatedFinding> {
    let links = proven.iter().copied().filter(|link| {
        let issuer = survey.certificate(link.issuer);
        issuer.is_some_and(|issuer| issuer.authority == Authority::No)
    });
    each_issuer(survey, links, |subject, issuer| {
        Finding::error(
            "issuer-not-a-ca",
            "relations",
            format!("{subject} is signed by \"{issuer}\", which is not a CA."),
            "Issue it from a certificate with basicConstraints CA:TRUE: OpenSSL says \"invalid CA certificate\", Go \
             \"parent certificate cannot sign this kind of certificate\".",
        )
    })
}

fn encoded_differently(survey: &Survey<'_>, proven: &[&Link]) -> Vec<RelatedFinding> {
    let links = proven.iter().copied().filter(|link| {
        let both = (
            survey.certificate(link.subject),
            survey.certificate(link.issuer),
        );
        matches!(both, (Some(subject), Some(issuer)) if subject.issuer_der != issuer.subject_der)
    });
    each_issuer(survey, links, |subject, issuer| {
        Finding::warning(
            "name-encoding-differs",
            "relations",
            format!(
                "{subject} writes the name of its issuer \"{issuer}\" with other octets than the CA itself does."
            ),
            "Issue it again with the CA's name as it is encoded: Go compares names octet by octet and does not find \
             the issuer.",
        )
    })
}

fn repeated_serials(survey: &Survey<'_>) -> Vec<RelatedFinding> {
    let mut by_serial: BTreeMap<_, Vec<&Certificate<'_>>> = BTreeMap::new();
    for certificate in &survey.certificates {
        if let (Some(issuer), false) = (certificate.signed.issuer, certificate.precertificate) {
            let all = by_serial.entry((issuer, certificate.serial));
            all.or_default().push(certificate);
        }
    }
    let repeated = by_serial.into_iter().filter(|(_, all)| all.len() > 1);
    repeated
        .map(|((_, serial), all)| {
            let serial = crate::hex::upper(serial.get(..serial.len().min(32)).unwrap_or_default());
            let finding = Finding::warning(
                "serial-repeated",
                "relations",
                format!(
                    "{} different certificates of one issuer have the serial number {serial}, \"{}\" among them.",
                    all.len(),
                    all.first().map_or_else(String::new, |first| subject(first))
                ),
                "Issue each with a random serial number: Firefox says SEC_ERROR_REUSED_ISSUER_AND_SERIAL, and a \
                 revocation list cannot tell them apart.",
            );
            RelatedFinding::new(finding, all.iter().map(|one| one.item()))
        })
        .collect()
}

fn shared_names(survey: &Survey<'_>) -> Vec<RelatedFinding> {
    let mut by_name: BTreeMap<_, BTreeMap<usize, &Certificate<'_>>> = BTreeMap::new();
    for certificate in &survey.certificates {
        if let (Some(name), Authority::Yes) = (certificate.subject, certificate.authority) {
            let keys = by_name.entry(name).or_default();
            keys.entry(certificate.key).or_insert(certificate);
        }
    }
    let shared = by_name.into_values().filter(|keys| keys.len() > 1);
    shared
        .map(|keys| {
            let name = keys
                .values()
                .next()
                .map_or_else(String::new, |one| subject(one));
            let finding = Finding::note(
                "authority-name-shared",
                "relations",
                format!(
                    "{} CAs are called \"{name}\" and have different keys.",
                    keys.len()
                ),
                "Give each its own name, because programs find an issuer by its name.",
            );
            let mut items: Vec<_> = keys.values().map(|one| one.item()).collect();
            items.sort_unstable();
            RelatedFinding::new(finding, items)
        })
        .collect()
}
