use std::collections::BTreeSet;

use diagnostics::Finding;

use super::chains::Chains;
use super::place::{File, Place};
use crate::relate::RelatedFinding;
use crate::relate::findings::subject;
use crate::relate::labels::shown;
use crate::relate::survey::Certificate;

/// What is wrong with a file that starts, or should start, with a leaf; `served` where a server sends it, `trusted` where
/// CAs of clients lie beside it in a Secret.
pub(super) fn findings(
    chains: &Chains<'_>,
    (place, file): (&Place, &File),
    chain: &[usize],
    served: bool,
    trusted: Option<&File>,
) -> Vec<RelatedFinding> {
    let unrelated = unrelated(chains, file, chain);
    // A leaf among CAs to trust.
    if !served && !unrelated.is_empty() {
        return Vec::new();
    }
    let mut in_chain = BTreeSet::<usize>::new();
    in_chain.extend(chain);
    let found = file
        .certificates
        .iter()
        .filter(|item| in_chain.contains(item));
    let found: Vec<_> = found.copied().collect();
    let mut findings = Vec::new();
    if found != chain {
        let refused = served && found.first() != chain.first();
        findings.push(wrong_order(place, chain, refused, chains));
    }
    if served {
        findings.extend(unrelated_finding(place, &unrelated, chain, chains));
        findings.extend(root_served(place, chain, trusted, chains));
    }
    findings
}

fn unrelated(chains: &Chains<'_>, file: &File, chain: &[usize]) -> Vec<usize> {
    let related = chain.first().map(|leaf| chains.ancestors(*leaf));
    let related = related.unwrap_or_default();
    let unrelated = file.certificates.iter().copied().filter(|item| {
        let first = chains.certificate(*item).map(Certificate::item);
        !first.is_some_and(|first| related.contains(&first))
    });
    unrelated.collect()
}

fn name_of(chains: &Chains<'_>, item: Option<&usize>) -> String {
    item.and_then(|item| chains.certificate(*item))
        .map_or_else(String::new, subject)
}

fn wrong_order(
    place: &Place,
    chain: &[usize],
    refused: bool,
    chains: &Chains<'_>,
) -> RelatedFinding {
    let message = format!(
        "The certificates in {} are out of order: \"{}\" has to stand first and each issuer after what it issued.",
        shown(&place.name),
        name_of(chains, chain.first())
    );
    let hint = "Put the leaf first, then its issuer, and so on: nginx and Kubernetes take the first for the one that \
                the key fits and say \"private key does not match public key\".";
    let finding = if refused {
        Finding::error("chain-order", "relations", message, hint)
    } else {
        Finding::warning("chain-order", "relations", message, hint)
    };
    RelatedFinding::new(finding, chain.iter().copied())
}

fn unrelated_finding(
    place: &Place,
    unrelated: &[usize],
    chain: &[usize],
    chains: &Chains<'_>,
) -> Option<RelatedFinding> {
    let first = name_of(chains, Some(unrelated.first()?));
    let finding = Finding::warning(
        "chain-unrelated",
        "relations",
        format!(
            "{} holds \"{first}\", which is not in the chain of \"{}\".",
            shown(&place.name),
            name_of(chains, chain.first())
        ),
        "Take it out: it is sent with every handshake and helps nobody; CAs to trust belong into ca.crt.",
    );
    Some(RelatedFinding::new(finding, unrelated.iter().copied()))
}

fn root_served(
    place: &Place,
    chain: &[usize],
    trusted: Option<&File>,
    chains: &Chains<'_>,
) -> Option<RelatedFinding> {
    let (root, before) = chain.split_last()?;
    if before.is_empty() || !chains.is_root(*root) {
        return None;
    }
    let held = format!(
        "{} holds the root \"{}\"",
        shown(&place.name),
        name_of(chains, Some(root))
    );
    let is = |item: usize| chains.certificate(item).map(Certificate::item);
    let is_trusted = |file: &File| file.certificates.iter().any(|item| is(*item) == is(*root));
    let finding = match trusted.filter(|file| !is_trusted(file)) {
        // ingress-nginx writes all that is in the Secret into one file, and has nginx trust that.
        Some(_) => Finding::warning(
            "root-in-chain",
            "relations",
            format!(
                "{held} beside ca.crt: where ingress-nginx checks clients with this Secret, whatever that root has issued passes for a client, too."
            ),
            "Take the root out of it, and better keep the CAs of clients in a Secret of their own.",
        ),
        None => Finding::note(
            "root-in-chain",
            "relations",
            format!("{held}."),
            "Take it out: it is sent with every handshake, and clients trust only the root that they have.",
        ),
    };
    Some(RelatedFinding::new(finding, [*root]))
}
