use diagnostics::Finding;
use manifests::Secrets;

use super::name::{SUBDOMAIN, name};
use crate::{Plan, codes};

pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Secrets> {
    let kubernetes = &plan.kubernetes;
    let tls = name(
        &SUBDOMAIN,
        "kubernetes.tls_secret",
        &kubernetes.tls_secret,
        findings,
    );
    if kubernetes.single_secret {
        findings.push(Finding::warning(
            codes::SECRET_SINGLE,
            "kubernetes.single_secret",
            "ingress-nginx trusts every CA in the secret it checks clients against, so a root in tls.crt would let its holders' clients in.",
            "Take two secrets: the server pair in one, ca.crt alone in the other.",
        ));
        return Some(Secrets::Single { name: tls? });
    }
    let client_ca = name(
        &SUBDOMAIN,
        "kubernetes.client_ca_secret",
        &kubernetes.client_ca_secret,
        findings,
    );
    let (tls, client_ca) = (tls?, client_ca?);
    if tls == client_ca {
        findings.push(Finding::error(
            codes::SECRETS_SHARE_NAME,
            "kubernetes.client_ca_secret",
            format!("Both secrets are called `{tls}`, so the second would overwrite the first."),
            "Give each secret a name of its own, or choose one secret for both.",
        ));
    }
    Some(Secrets::Separate { tls, client_ca })
}
