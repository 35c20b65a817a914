use diagnostics::Finding;

use super::each_issuer;
use crate::relate::survey::{Authority, Survey};
use crate::relate::{Link, RelatedFinding};
use crate::x509::{Key, PublicKey};

/// A certificate and its issuer with keys of different families.
pub(super) fn mixed(survey: &Survey<'_>, proven: &[&Link]) -> Vec<RelatedFinding> {
    let links = proven.iter().copied().filter(|link| {
        let both = (
            survey.certificate(link.subject),
            survey.certificate(link.issuer),
        );
        let (Some(subject), Some(issuer)) = both else {
            return false;
        };
        let families = (family(subject.spki), family(issuer.spki));
        subject.authority != Authority::Yes
            && matches!(families, (Some(one), Some(other)) if one != other)
    });
    each_issuer(survey, links, |subject, issuer| {
        Finding::warning(
            "chain-mixed-families",
            "relations",
            format!("{subject} has a key of another family than its issuer \"{issuer}\"."),
            "Use RSA for both or elliptic curves for both where the certificate goes to Azure Key Vault, which says \
             \"Unsupported key size\".",
        )
    })
}

fn family(spki: &[u8]) -> Option<&'static str> {
    match PublicKey::of(spki)?.key() {
        Key::Rsa { .. } => Some("RSA"),
        Key::Ec { .. } => Some("EC"),
        Key::Modern("Ed25519" | "Ed448") => Some("Edwards"),
        Key::Modern(_) | Key::Dsa { .. } | Key::Other => None,
    }
}
