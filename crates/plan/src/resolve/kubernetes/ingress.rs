use diagnostics::Finding;
use manifests::{Ingress, VerifyMode};

use super::name::{SUBDOMAIN, name};
use crate::resolve::path::{INGRESS_PATH, path};
use crate::text::number;
use crate::{Plan, codes};

pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Ingress> {
    let kubernetes = &plan.kubernetes;
    let ingress = name(
        &SUBDOMAIN,
        "kubernetes.ingress",
        &kubernetes.ingress,
        findings,
    );
    let class = name(
        &SUBDOMAIN,
        "kubernetes.ingress_class",
        &kubernetes.ingress_class,
        findings,
    );
    let path = path(&INGRESS_PATH, "kubernetes.path", &kubernetes.path, findings);
    if let Some(path) = &path {
        judge_scope(path, findings);
    }
    // A chain of more than ten certificates is a mistake in the number, not in the chain.
    let verify_depth = number(
        "kubernetes.verify_depth",
        &kubernetes.verify_depth,
        1..=10,
        findings,
    );
    judge_verification(plan, findings);
    judge_restriction(plan, findings);
    judge_header(plan, findings);
    Some(Ingress {
        name: ingress?,
        class: class?,
        path: path?,
        verify_client: kubernetes.verify_client,
        verify_depth: verify_depth?,
        restrict_client: kubernetes.restrict_client,
        pass_certificate: kubernetes.pass_certificate,
    })
}

fn judge_scope(path: &str, findings: &mut Vec<Finding>) {
    if path != "/" {
        findings.push(Finding::note(
            codes::PATH_NOT_ROOT,
            "kubernetes.path",
            format!(
                "Client certificates are asked for on the whole host, not below `{path}` alone."
            ),
            "Give paths that must stay open to all a host of their own.",
        ));
    }
}

fn judge_verification(plan: &Plan, findings: &mut Vec<Finding>) {
    const PLACE: &str = "kubernetes.verify_client";
    match plan.kubernetes.verify_client {
        VerifyMode::On => {}
        VerifyMode::Optional => findings.push(Finding::warning(
            codes::VERIFY_OPTIONAL,
            PLACE,
            "Requests without a certificate reach the application; only a wrong certificate is refused.",
            "Choose on, or have the application refuse requests whose ssl-client-verify is not SUCCESS.",
        )),
        VerifyMode::OptionalNoCa => findings.push(Finding::warning(
            codes::VERIFY_OPTIONAL_NO_CA,
            PLACE,
            "Requests without a certificate, or with one that anybody made, reach the application.",
            "Choose on, or have the application refuse requests whose ssl-client-verify is not SUCCESS.",
        )),
    }
}

fn judge_restriction(plan: &Plan, findings: &mut Vec<Finding>) {
    const PLACE: &str = "kubernetes.restrict_client";
    let kubernetes = &plan.kubernetes;
    if !kubernetes.restrict_client {
        if kubernetes.verify_client == VerifyMode::On {
            findings.push(Finding::note(
                codes::CLIENT_UNRESTRICTED,
                PLACE,
                "Every certificate that the client CA has signed or will sign is let in.",
                "Let in the client name alone, unless the CA signs for callers only.",
            ));
        }
        return;
    }
    if kubernetes.verify_client == VerifyMode::OptionalNoCa {
        findings.push(Finding::error(
            codes::NAME_CHECK_UNVERIFIED,
            PLACE,
            "With optional_no_ca the name alone decides, and anybody can make a certificate with that name.",
            "Choose on as the verify mode, or turn the restriction off.",
        ));
    }
}

fn judge_header(plan: &Plan, findings: &mut Vec<Finding>) {
    if plan.kubernetes.pass_certificate {
        findings.push(Finding::note(
            codes::CERTIFICATE_HEADER,
            "kubernetes.pass_certificate",
            "The header ssl-client-cert carries the certificate as URL-encoded PEM, about 3 KB with RSA 4096.",
            "Check that the application takes headers of that size.",
        ));
    }
}
