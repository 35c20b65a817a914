use diagnostics::Finding;
use manifests::{ApiManagement, Caller, CertificateReference, CertificateUpload, Tier};

use super::azure::name::{
    API, ENTITY, KEY_VAULT, KEY_VAULT_CERTIFICATE, RESOURCE_GROUP, SERVICE, name,
};
use super::names::ServerNames;
use super::oauth;
use super::path::{URL_PATH, path};
use super::url;
use crate::{JwtPolicy, Plan, TestAuthentication, Upload, choices, codes};

/// Who calls. Nothing of API Management is judged where another client does.
pub(super) fn caller(
    plan: &Plan,
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) -> Option<Caller> {
    match plan.caller {
        choices::Caller::Other => Some(Caller::Other),
        choices::Caller::ApiManagement => {
            let gateway = resolve(plan, server, findings)?;
            Some(Caller::ApiManagement(Box::new(gateway)))
        }
    }
}

fn resolve(
    plan: &Plan,
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) -> Option<ApiManagement> {
    let typed = &plan.api_management;
    let service = name(&SERVICE, "api_management.service", &typed.service, findings);
    judge_tier(plan, findings);
    let resource_group = name(
        &RESOURCE_GROUP,
        "api_management.resource_group",
        &typed.resource_group,
        findings,
    );
    let api = name(&API, "api_management.api", &typed.api, findings);
    let certificate = certificate(plan, findings);
    let backend = name(&ENTITY, "api_management.backend", &typed.backend, findings);
    judge_reference(plan, findings);
    let upload = upload(plan, findings);
    let gateway_url = gateway_url(plan, service.as_deref(), server, findings);
    let test_path = path(
        &URL_PATH,
        "api_management.test_path",
        &typed.test_path,
        findings,
    );
    let oauth = oauth::resolve(plan, findings);
    judge_test(plan, findings);
    Some(ApiManagement {
        service: service?,
        tier: typed.tier,
        resource_group: resource_group?,
        api: api?,
        certificate: certificate?,
        backend: backend?,
        reference: typed.reference,
        upload: upload?,
        gateway_url: gateway_url?,
        test_path: test_path?,
        test_authentication: typed.test_authentication,
        oauth: oauth?,
    })
}

/// A private server CA is what the tiers differ in; a public one they all trust.
fn judge_tier(plan: &Plan, findings: &mut Vec<Finding>) {
    const PLACE: &str = "api_management.tier";
    if plan.existing.server_certificate {
        return;
    }
    match plan.api_management.tier {
        Tier::Classic => {}
        Tier::V2 => findings.push(Finding::note(
            codes::TIER_V2,
            PLACE,
            "The v2 tiers trust a private CA by the backend entity alone, through a preview version of the management API.",
            "Take a server certificate from a public CA where previews are not allowed.",
        )),
        Tier::Consumption => findings.push(Finding::warning(
            codes::TIER_CONSUMPTION,
            PLACE,
            "The Consumption tier cannot trust a private CA, so the check of the server's chain is turned off.",
            "Take a server certificate from a public CA, or another tier.",
        )),
    }
}

fn certificate(plan: &Plan, findings: &mut Vec<Finding>) -> Option<String> {
    let rule = match plan.api_management.upload {
        Upload::Pfx => &ENTITY,
        Upload::KeyVault => &KEY_VAULT_CERTIFICATE,
    };
    name(
        rule,
        "api_management.certificate",
        &plan.api_management.certificate,
        findings,
    )
}

fn judge_reference(plan: &Plan, findings: &mut Vec<Finding>) {
    const PLACE: &str = "api_management.reference";
    if plan.api_management.reference == CertificateReference::Id {
        return;
    }
    findings.push(if plan.api_management.upload == Upload::KeyVault {
        Finding::error(
            codes::KEY_VAULT_THUMBPRINT,
            PLACE,
            "API Management refuses policies that name a Key Vault certificate by thumbprint.",
            "Name the certificate by its id.",
        )
    } else {
        Finding::warning(
            codes::REFERENCE_THUMBPRINT,
            PLACE,
            "Every renewal changes the thumbprint, and calls fail until the policy is changed, too.",
            "Name the certificate by its id.",
        )
    });
}

fn upload(plan: &Plan, findings: &mut Vec<Finding>) -> Option<CertificateUpload> {
    Some(match plan.api_management.upload {
        Upload::Pfx => CertificateUpload::Pfx,
        Upload::KeyVault => CertificateUpload::KeyVault {
            vault: name(
                &KEY_VAULT,
                "api_management.key_vault",
                &plan.api_management.key_vault,
                findings,
            )?,
        },
    })
}

/// The base URL without a slash at its end.
fn gateway_url(
    plan: &Plan,
    service: Option<&str>,
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    const PLACE: &str = "api_management.gateway_url";
    let typed = plan.api_management.gateway_url.trim();
    if typed.is_empty() {
        let service = service?.to_ascii_lowercase();
        return Some(format!("https://{service}.azure-api.net"));
    }
    let mut url = url::https(PLACE, typed, findings)?;
    if url.rest.contains('?') {
        findings.push(Finding::error(
            codes::URL_MALFORMED,
            PLACE,
            "A base URL has no query.",
            "Remove the question mark and what follows it.",
        ));
        return None;
    }
    if server.is_some_and(|server| server.call_host.as_str() == url.host) {
        findings.push(Finding::error(
            codes::GATEWAY_IS_BACKEND,
            PLACE,
            format!(
                "`{}` is the host of the cluster, not of API Management.",
                url.host
            ),
            "Enter the host that callers of API Management use, or leave the field empty.",
        ));
    }
    url.rest.truncate(url.rest.trim_end_matches('/').len());
    Some(url.text())
}

fn judge_test(plan: &Plan, findings: &mut Vec<Finding>) {
    if plan.oauth.policy != JwtPolicy::Off
        && plan.api_management.test_authentication != TestAuthentication::BearerToken
    {
        findings.push(Finding::warning(
            codes::TEST_WITHOUT_TOKEN,
            "api_management.test_authentication",
            "The policy demands a token, but the end-to-end test sends none and will get 401.",
            "Choose the bearer token.",
        ));
    }
}
