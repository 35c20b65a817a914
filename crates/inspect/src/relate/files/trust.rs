//! Files of CAs that others are checked by.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::Finding;
use formats::{Container, Content, Item};

use super::chains::Chains;
use super::place::{File, Place};
use crate::relate::RelatedFinding;
use crate::relate::findings::subject;
use crate::relate::labels::shown;
use crate::relate::survey::{Authority, Certificate, Survey};
use crate::x509::RevocationList;

/// A file of trusted CAs without the root of one of them.
pub(super) fn root_missing(
    chains: &Chains<'_>,
    place: &Place,
    file: &File,
) -> Option<RelatedFinding> {
    if !place.is_trust() {
        return None;
    }
    let certificates = file.certificates.iter();
    let certificates = certificates.filter_map(|item| chains.certificate(*item));
    let mut here = BTreeSet::<usize>::new();
    here.extend(certificates.map(Certificate::item));
    let ends = here.iter().copied().filter(|item| {
        let issuers = chains.issuers(*item).iter();
        let ends = !issuers.clone().any(|issuer| here.contains(issuer));
        ends && !is_leaf(chains, *item)
    });
    let ends: Vec<_> = ends.collect();
    let first = chains.certificate(*ends.first()?)?;
    let finding = Finding::warning(
        "root-missing",
        "relations",
        format!(
            "{} trusts \"{}\", which is no root, and does not hold its issuer.",
            shown(&place.name),
            subject(first)
        ),
        "Add the certificates up to the self-signed root: nginx and `openssl verify` say \"unable to get issuer \
             certificate\".",
    );
    Some(RelatedFinding::new(finding, ends))
}

/// Whether it is no CA, and was issued by another: trusting it makes nothing pass, not even itself.
fn is_leaf(chains: &Chains<'_>, item: usize) -> bool {
    let certificate = chains.certificate(item);
    certificate.is_some_and(|one| one.authority == Authority::No && !one.self_issued())
}

/// What stands among trusted CAs and is none.
pub(super) fn leaves(chains: &Chains<'_>, place: &Place, file: &File) -> Option<RelatedFinding> {
    if !place.is_trust() {
        return None;
    }
    let leaves = file.certificates.iter().copied();
    let leaves: Vec<_> = leaves.filter(|item| is_leaf(chains, *item)).collect();
    let first = chains.certificate(*leaves.first()?)?;
    let finding = Finding::warning(
        "root-not-a-ca",
        "relations",
        format!(
            "{} trusts \"{}\", which is no CA and was issued by another: nothing passes by it.",
            shown(&place.name),
            subject(first)
        ),
        "Put the certificate of its CA there instead; nginx says \"unable to get issuer certificate\" or \"unsuitable \
         certificate purpose\".",
    );
    Some(RelatedFinding::new(finding, leaves))
}

/// What an object says of CAs: lists in its `ca.crl`, and items in its `ca.crt`.
#[derive(Default)]
struct Trust<'a> {
    lists: Vec<&'a [u8]>,
    authorities: Vec<usize>,
}

/// CAs in the `ca.crt` of an object whose revocation list is missing in the `ca.crl` beside it.
pub(super) fn lists_missing(items: &[Item], survey: &Survey<'_>) -> Vec<RelatedFinding> {
    let mut objects: BTreeMap<usize, Trust<'_>> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let Some(parent) = item.parent else {
            continue;
        };
        match &item.content {
            Content::RevocationList(der) if is_below(item, "ca.crl") => {
                objects.entry(parent).or_default().lists.push(der);
            }
            Content::Certificate(_) if is_below(item, "ca.crt") => {
                objects.entry(parent).or_default().authorities.push(index);
            }
            _ => {}
        }
    }
    let with_lists = objects.iter().filter(|(parent, trust)| {
        let owner = items.get(**parent).map(|item| &item.content);
        let is_object = matches!(owner, Some(Content::Container(Container::Kubernetes(_))));
        is_object && !trust.lists.is_empty()
    });
    with_lists
        .filter_map(|(_, trust)| list_missing(trust, survey))
        .collect()
}

fn list_missing(trust: &Trust<'_>, survey: &Survey<'_>) -> Option<RelatedFinding> {
    let lists = trust.lists.iter();
    let lists = lists.filter_map(|der| RevocationList::read(der));
    let issuers: BTreeSet<_> = lists.map(|list| list.issuer.0).collect();
    let without = trust.authorities.iter().copied().filter(|index| {
        let one = survey.certificate(*index);
        one.is_some_and(|one| one.authority == Authority::Yes && !issuers.contains(one.subject_der))
    });
    let without: Vec<_> = without.collect();
    let first = survey.certificate(*without.first()?)?;
    let finding = Finding::warning(
        "list-missing",
        "relations",
        format!(
            "ca.crl has no revocation list of \"{}\", which ca.crt trusts: nginx then refuses all clients under it with \"unable to get certificate CRL\".",
            subject(first)
        ),
        "Put a list for each CA of the chain into ca.crl, that of the root, too.",
    );
    Some(RelatedFinding::new(finding, without))
}

/// Whether it lies below this key of an object: `ca.crt, block 2` lies below ca.crt.
fn is_below(item: &Item, key: &str) -> bool {
    let label = item.label.as_str();
    label.split_once(", ").map_or(label, |(name, _)| name) == key
}
