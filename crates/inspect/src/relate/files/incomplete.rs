use diagnostics::Finding;

use super::chains::Chains;
use super::place::{File, Place};
use crate::relate::RelatedFinding;
use crate::relate::findings::{name, subject};
use crate::relate::labels::shown;
use crate::relate::survey::Certificate;
use crate::x509::{self, access};

/// Characters of a URL that a message repeats.
const URL: usize = 200;

/// A file whose chain does not reach a root, and what is known of the CA that comes next. `served` where a server sends
/// it.
pub(super) fn finding(
    chains: &Chains<'_>,
    (place, file): (&Place, &File),
    chain: &[usize],
    served: bool,
) -> Option<RelatedFinding> {
    let last = *chain.last()?;
    let certificate = chains.certificate(last)?;
    if place.is_trust() || chains.is_root(last) || certificate.self_issued() {
        return None;
    }
    let issuers = chains.issuers(last);
    if let Some(issuer) = issuers.first() {
        let elsewhere = served && !issuers.iter().any(|issuer| chains.is_root(*issuer));
        return elsewhere.then(|| lies_elsewhere(chains, place, last, *issuer));
    }
    // Nothing tells an intermediate above a CA from the root that is rightly left out.
    if chain.len() > 1 {
        return None;
    }
    // One of that name which did not sign it is told of as such.
    let mut here = file.certificates.iter();
    if here.any(|item| is_called(chains, *item, certificate.issuer_der)) {
        return None;
    }
    let url = issuer_url(certificate);
    let root = file.certificates.iter().find(|item| chains.is_root(**item));
    // Whoever puts a root behind a certificate, or says where its issuer is to be had, has a CA between them.
    let intermediate = root.is_some() || url.is_some();
    (served || intermediate).then(|| {
        RelatedFinding::new(
            missing(place, certificate, url.as_deref(), served && intermediate),
            [last],
        )
    })
}

fn is_called(chains: &Chains<'_>, item: usize, name: &[u8]) -> bool {
    let found = chains.certificate(item);
    found.is_some_and(|found| found.subject_der == name)
}

fn lies_elsewhere(
    chains: &Chains<'_>,
    place: &Place,
    last: usize,
    issuer: usize,
) -> RelatedFinding {
    let called = |item| chains.certificate(item).map_or_else(String::new, subject);
    let finding = Finding::warning(
        "chain-incomplete",
        "relations",
        format!(
            "{} ends with \"{}\", and its issuer \"{}\", which is no root, is not in it but lies elsewhere here.",
            shown(&place.name),
            called(last),
            called(issuer)
        ),
        "Put the intermediate after it, as the full chain does: curl and Go say \"unable to get local issuer \
         certificate\" or \"unknown authority\" to a chain with a gap.",
    );
    RelatedFinding::new(finding, [last, issuer])
}

fn missing(
    place: &Place,
    certificate: &Certificate<'_>,
    url: Option<&str>,
    surely: bool,
) -> Finding {
    let message = format!(
        "{} ends with \"{}\", whose issuer \"{}\" is not here.",
        shown(&place.name),
        subject(certificate),
        name(certificate.issuer_der)
    );
    let hint = match url {
        Some(url) => format!("Get the issuer from {url} and put it after the certificate."),
        None => "If the issuer is a root that the other side has, nothing is missing; if it is an intermediate, put it \
                 after the certificate, or calls fail with \"unable to get local issuer certificate\"."
            .to_owned(),
    };
    if surely {
        Finding::warning("chain-incomplete", "relations", message, hint)
    } else {
        Finding::note("chain-incomplete", "relations", message, hint)
    }
}

/// Where the certificate says that its issuer is to be had.
fn issuer_url(certificate: &Certificate<'_>) -> Option<String> {
    let certificate = x509::Certificate::read(certificate.signed.der)?;
    let url = certificate.access(access::ISSUERS).next()?;
    Some(diagnostics::visible(&url).chars().take(URL).collect())
}

#[cfg(test)]
mod tests {
    use pki::{Algorithm, Role};

    use crate::relate::samples::{certificate, codes, key, secret};
    use crate::relate::{CHECKS, relate};
    use crate::verify::test_set::issue;

    #[test]
    fn a_leaf_whose_issuer_is_not_here_is_named() {
        let set = issue(Algorithm::EcdsaP256);
        let leaf = || ("tls.crt", certificate(set.certificate(Role::Server)));
        let alone = secret(vec![leaf(), ("tls.key", key(&set, Role::Server))]);
        let relations = relate(&alone, CHECKS);
        assert_eq!(codes(&relations), ["chain-incomplete"]);
        let finding = &relations.findings[0].finding;
        assert_eq!(finding.severity, diagnostics::Severity::Note);
        assert!(finding.message.contains("CN = Contoso CA"));
        let whole = secret(vec![
            leaf(),
            ("ca.crt", certificate(set.certificate(Role::Ca))),
        ]);
        assert!(codes(&relate(&whole, CHECKS)).is_empty());
    }
}
