use diagnostics::Finding;
use formats::Item;

use super::{and_more, subject};
use crate::relate::labels::shown;
use crate::relate::survey::{Certificate, Survey};
use crate::relate::{KeyGroup, RelatedFinding};

/// One key in several certificates.
pub(super) fn reused(survey: &Survey<'_>, group: &KeyGroup) -> Option<RelatedFinding> {
    let mut different = Vec::new();
    for item in &group.certificates {
        // Duplicates have the first one's certificate.
        let certificate = survey.certificate(*item)?;
        if certificate.item() == *item {
            different.push(certificate);
        }
    }
    let (first, rest) = different.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let same = |what: fn(&Certificate<'_>) -> Option<usize>| {
        rest.iter().all(|other| what(other) == what(first))
    };
    let (subjects, issuers) = (same(|one| one.subject), same(|one| one.signed.issuer));
    let (count, name) = (different.len(), subject(first));
    let (message, hint) = match (subjects, issuers) {
        (true, true) => (
            format!(
                "{count} certificates for \"{name}\" have the same key: it was renewed without a new one."
            ),
            "Make a new key with each renewal unless a client pins the key.",
        ),
        (true, false) => (
            format!(
                "{count} certificates for \"{name}\" have the same key and different issuers: it is cross-signed."
            ),
            "Nothing to do: a cross-signed CA has one key; send the one whose root the other side has.",
        ),
        (false, _) => (
            format!(
                "{count} certificates for different subjects, \"{name}\" among them, have the same key."
            ),
            "Make a new key for each certificate unless a client pins the key.",
        ),
    };
    let finding = Finding::note("key-reused", "relations", message, hint);
    Some(RelatedFinding::new(
        finding,
        different.iter().map(|one| one.item()),
    ))
}

/// Private keys without a certificate.
pub(super) fn alone(items: &[Item], survey: &Survey<'_>) -> Option<RelatedFinding> {
    if survey.certificates.is_empty() {
        return None;
    }
    let alone = survey
        .keys
        .iter()
        .filter(|group| group.certificates.is_empty());
    let mut alone: Vec<_> = alone
        .flat_map(|group| group.private_keys.iter().copied())
        .collect();
    alone.sort_unstable();
    let first = items.get(*alone.first()?)?;
    let finding = Finding::note(
        "key-without-certificate",
        "relations",
        format!(
            "No certificate here is for the private key \"{}\"{}.",
            shown(&first.label),
            and_more(alone.len())
        ),
        "Drop the certificate for it here too, or look for the key that fits the certificate.",
    );
    Some(RelatedFinding::new(finding, alone))
}
