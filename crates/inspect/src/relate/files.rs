//! What stands in files and in the keys of Secrets, and in which order.

mod chains;
mod incomplete;
mod keys;
mod order;
mod place;
mod trust;

use formats::Item;

use super::RelatedFinding;
use super::issuers::Issued;
use super::survey::Survey;
use chains::Chains;

/// What is to be said about files and the keys of Secrets: what stands in them, and in which order.
pub(super) fn findings(
    items: &[Item],
    survey: &Survey<'_>,
    issued: &Issued,
) -> Vec<RelatedFinding> {
    let files = place::files(items);
    let chains = Chains::new(items.len(), survey, issued);
    let mut findings = Vec::new();
    for (place, file) in &files {
        let keys = place::keys_for(&files, place, file);
        let chain = chains.of(file);
        if let Some(chain) = chain.as_ref().filter(|_| !place.is_configuration()) {
            let served = !keys.is_empty() || place.name == "tls.crt";
            let beside = place::beside(&files, items, place, "ca.crt");
            findings.extend(order::findings(
                &chains,
                (place, file),
                chain,
                served,
                beside,
            ));
            findings.extend(incomplete::finding(&chains, (place, file), chain, served));
        }
        let leaf = chain.as_ref().and_then(|chain| chain.first().copied());
        findings.extend(keys::mismatch(items, survey, (place, file), keys, leaf));
        findings.extend(trust::root_missing(&chains, place, file));
        findings.extend(trust::leaves(&chains, place, file));
    }
    findings.extend(trust::lists_missing(items, survey));
    findings.extend(keys::of_authorities(items, survey));
    findings
}

#[cfg(test)]
mod tests;
