use diagnostics::Finding;
use formats::{Container, Content, Item};

use super::place::{File, Place};
use crate::relate::RelatedFinding;
use crate::relate::findings::subject;
use crate::relate::labels::shown;
use crate::relate::survey::{Authority, Certificate, Survey};

/// A file and a private key beside it that is not its key. `leaf` is the only leaf in the file, if there is one alone.
pub(super) fn mismatch(
    items: &[Item],
    survey: &Survey<'_>,
    (place, file): (&Place, &File),
    keys: &[usize],
    leaf: Option<usize>,
) -> Option<RelatedFinding> {
    let [key] = keys else {
        return None;
    };
    let certificate = leaf.or_else(|| file.certificates.first().copied())?;
    let has = survey.key(*key)?;
    let fits = |item: usize| survey.key(item) == Some(has);
    // Where there are several leaves, the key may be that of any.
    if fits(certificate) || leaf.is_none() && file.certificates.iter().any(|item| fits(*item)) {
        return None;
    }
    let whose = survey
        .keys
        .get(has)
        .and_then(|group| group.certificates.first());
    let whose = whose.and_then(|item| survey.certificate(*item));
    let belongs = whose.map_or_else(
        || "no certificate here".to_owned(),
        |one| format!("\"{}\"", subject(one)),
    );
    let finding = Finding::error(
        "key-certificate-mismatch",
        "relations",
        format!(
            "The private key in {} is not the key of \"{}\" in {}; it belongs to {belongs}.",
            Place::of(items, *key).map_or_else(String::new, |place| shown(&place.name)),
            survey
                .certificate(certificate)
                .map_or_else(String::new, subject),
            shown(&place.name)
        ),
        "Put the key that was made for this certificate beside it: nginx says \"key values mismatch\", Kubernetes \
         \"private key does not match public key\".",
    );
    Some(RelatedFinding::new(finding, [*key, certificate]))
}

/// The keys of CAs in Kubernetes objects.
pub(super) fn of_authorities(items: &[Item], survey: &Survey<'_>) -> Vec<RelatedFinding> {
    let mut findings = Vec::new();
    for group in survey
        .keys
        .iter()
        .filter(|group| !group.private_keys.is_empty())
    {
        let mut certificates = group
            .certificates
            .iter()
            .filter_map(|item| survey.certificate(*item));
        if let Some(authority) = certificates.find(|one| one.authority == Authority::Yes) {
            let keys = group.private_keys.iter();
            findings.extend(keys.filter_map(|key| in_cluster(items, *key, authority)));
        }
    }
    findings
}

fn in_cluster(items: &[Item], key: usize, authority: &Certificate<'_>) -> Option<RelatedFinding> {
    let place = Place::of(items, key)?;
    let Content::Container(Container::Kubernetes(object)) = &items.get(place.owner?)?.content
    else {
        return None;
    };
    let finding = Finding::warning(
        "authority-key-in-cluster",
        "relations",
        format!(
            "The {} \"{}\" holds the private key of the CA \"{}\" as {}.",
            shown(&object.kind),
            shown(&object.name),
            subject(authority),
            shown(&place.name)
        ),
        "Keep the key of a CA outside of the cluster: whoever reads it can issue certificates that all trust.",
    );
    Some(RelatedFinding::new(finding, [key, authority.item()]))
}
