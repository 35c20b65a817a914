use std::collections::BTreeMap;

use diagnostics::Finding;
use formats::{Item, hash_named};
use sha2::{Digest as _, Sha256};

use super::subject;
use crate::hex;
use crate::relate::RelatedFinding;
use crate::relate::survey::Survey;

/// Which certificates are meant where a header gives the hash alone.
pub(super) fn named(items: &[Item], survey: &Survey<'_>) -> Vec<RelatedFinding> {
    let named = items.iter().enumerate();
    let named: Vec<_> = named
        .filter_map(|(index, item)| Some((index, hash_named(&item.content)?)))
        .collect();
    // Only now, since there may be many certificates.
    if named.is_empty() || survey.certificates.is_empty() {
        return Vec::new();
    }
    let certificates = survey.certificates.iter();
    let by_hash: BTreeMap<_, _> = certificates
        .map(|certificate| {
            let hash = Sha256::digest(certificate.signed.der);
            (hex::lower(&hash), certificate)
        })
        .collect();
    let say = |(index, hash): (usize, &str)| match by_hash.get(hash) {
        Some(certificate) => {
            let known = known(&subject(certificate));
            RelatedFinding::new(known, [index, certificate.item()])
        }
        None => RelatedFinding::new(unknown(hash), [index]),
    };
    named.into_iter().map(say).collect()
}

fn known(subject: &str) -> Finding {
    Finding::note(
        "header-hash-known",
        "relations",
        format!("The certificate that the header names by its hash is \"{subject}\"."),
        "It is the one that the proxy was shown; the header itself holds none.",
    )
}

fn unknown(hash: &str) -> Finding {
    Finding::warning(
        "header-hash-unknown",
        "relations",
        format!(
            "The header names a certificate by the hash {hash}, which is that of none of these."
        ),
        "The proxy was shown another certificate: ask its owner for it, or have the proxy pass it on (cert: true below \
         set_current_client_cert_details in Envoy).",
    )
}

#[cfg(test)]
mod tests {
    use pki::{Algorithm, Role};

    use super::*;
    use crate::relate::samples::{certificate, files};
    use crate::relate::{CHECKS, relate};
    use crate::verify::test_set::issue;

    fn header(hash: &str) -> Vec<Item> {
        let value = format!("x-forwarded-client-cert: By=a;Hash={hash}");
        formats::read("header", value.as_bytes(), &formats::Limits::default())
    }

    #[test]
    fn a_hash_finds_its_certificate() {
        let set = issue(Algorithm::EcdsaP256);
        let server = set.certificate(Role::Server);
        let hash = hex::upper_colons(&Sha256::digest(&server));
        for (hash, code, about) in [
            (hash, "header-hash-known", vec![2, 4]),
            ("0".repeat(64), "header-hash-unknown", vec![2]),
        ] {
            let mut items = header(&hash);
            items.extend(files(vec![
                ("ca", certificate(set.certificate(Role::Ca))),
                ("server", certificate(server.clone())),
            ]));
            let relations = relate(&items, CHECKS);
            let [found] = relations.findings.as_slice() else {
                panic!("{:?}", relations.findings);
            };
            assert_eq!((found.finding.code.as_ref(), &found.items), (code, &about));
        }
        // With nothing to compare it with there is nothing to say.
        assert!(relate(&header(&"0".repeat(64)), CHECKS).findings.is_empty());
    }
}
