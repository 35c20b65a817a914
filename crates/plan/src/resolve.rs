//! From a plan to an intent: one file for each section of the form.

mod api_management;
mod azure;
mod existing;
mod image;
mod issuer;
mod keys;
mod kubernetes;
mod names;
mod oauth;
mod packaging;
mod path;
mod spec;
mod url;
mod validity;

use diagnostics::{Finding, Outcome};
use manifests::{Intent, ServerCertificate};
use pki::Spec;

use crate::Plan;

/// Judges every field of a plan that is in use and, unless an error stands, says what to make.
///
/// The findings' `place` is the path of the field, such as `names.server_hosts`. There is an intent
/// exactly when no finding is an error.
pub fn resolve(plan: &Plan) -> Outcome<Option<Intent>> {
    let mut findings = Vec::new();
    let intent = intent(plan, &mut findings);
    let outcome = Outcome::new(intent, findings);
    if outcome.has_errors() {
        return Outcome::new(None, outcome.findings);
    }
    outcome
}

/// The certificates alone, where nothing that concerns them is wrong, whatever else is.
pub fn certificates(plan: &Plan) -> Option<Spec> {
    let mut findings = Vec::new();
    let server = names::server(plan, &mut findings)?;
    let parts = spec::Parts {
        server: &server,
        client: &names::client(plan, Some(&server), &mut findings)?,
        attributes: &names::attributes(plan, &mut findings)?,
        authorities: &issuer::resolve(plan, &mut findings)?,
        algorithms: keys::resolve(plan, &mut findings),
        validity: &validity::resolve(plan, &mut findings)?,
    };
    let spec = spec::resolve(plan, &parts, &mut findings);
    spec.filter(|_| !Outcome::new((), findings).has_errors())
}

/// Every section is judged before any missing value ends the work, so that all findings show at once.
fn intent(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Intent> {
    let existing = existing::resolve(plan, findings);
    let server = names::server(plan, findings);
    let client = names::client(plan, server.as_ref(), findings);
    let attributes = names::attributes(plan, findings);
    let authorities = issuer::resolve(plan, findings);
    let algorithms = keys::resolve(plan, findings);
    let validity = validity::resolve(plan, findings);
    validity::note_article(plan, findings);
    packaging::judge(plan, findings);
    let kubernetes = kubernetes::resolve(plan, findings);
    let caller = api_management::caller(plan, server.as_ref(), findings);
    let azure = azure::resolve(plan, &existing, server.as_ref(), findings);

    let (server, client) = (server?, client?);
    let parts = spec::Parts {
        server: &server,
        client: &client,
        attributes: &attributes?,
        authorities: &authorities?,
        algorithms,
        validity: &validity?,
    };
    let spec = spec::resolve(plan, &parts, findings)?;
    let kubernetes = kubernetes?;
    Some(Intent {
        spec,
        authorities: plan.issuer.authorities,
        server_certificate: if plan.existing.server_certificate {
            ServerCertificate::FromPublicCa
        } else {
            ServerCertificate::Issued
        },
        call_host: server.call_host,
        server_names: server.all,
        client_name: client.common_name,
        pfx_profile: plan.packaging.pfx_profile,
        ca_key_format: plan.packaging.ca_key_format,
        caller: caller?,
        existing,
        namespace: kubernetes.namespace,
        secrets: kubernetes.secrets,
        workload: kubernetes.workload,
        ingress: kubernetes.ingress,
        controller: kubernetes.controller,
        azure: azure?,
    })
}

#[cfg(test)]
mod tests {
    use pki::Role;

    use super::*;
    use crate::codes;

    #[test]
    fn certificates_are_known_whatever_else_is_wrong() {
        let mut plan = Plan::default();
        assert_eq!(
            certificates(&plan),
            resolve(&plan).value.map(|intent| intent.spec)
        );
        plan.kubernetes.namespace = "NO NAME".into();
        assert!(resolve(&plan).value.is_none() && certificates(&plan).is_some());
        plan.names.client.clear();
        assert_eq!(certificates(&plan), None);
    }

    #[test]
    fn the_plan_a_form_opens_with_can_be_made_at_once() {
        let outcome = resolve(&Plan::default());
        let found: Vec<_> = outcome.findings.iter().map(|f| &*f.code).collect();
        assert_eq!(found, [codes::CONTROLLER_RETIRED]);
        let intent = outcome.value.unwrap();
        assert_eq!(intent.call_host.as_str(), "api.contoso.example");
        let roles: Vec<_> = intent.spec.certificates.iter().map(|c| c.role).collect();
        assert_eq!(roles, [Role::Ca, Role::Server, Role::Client]);
    }
}
