use diagnostics::Finding;
use pki::{Authorities, Role};

use super::names::LONGEST_CN;
use crate::excerpt::excerpt;
use crate::text::required;
use crate::{Plan, codes};

/// The CAs to make with their CNs, in order of issuance. A CA that would sign nothing is left out.
pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Vec<(Role, String)>> {
    if plan.issuer.authorities == Authorities::Single {
        let name = required("names.ca", &plan.names.ca, LONGEST_CN, findings)?;
        return Some(vec![(Role::Ca, name)]);
    }
    let issuer = &plan.issuer;
    let client = required("issuer.client_ca", &issuer.client_ca, LONGEST_CN, findings);
    if plan.existing.server_certificate {
        return Some(vec![(Role::ClientCa, client?)]);
    }
    let server = required("issuer.server_ca", &issuer.server_ca, LONGEST_CN, findings);
    let (server, client) = (server?, client?);
    if server == client {
        findings.push(Finding::error(
            codes::AUTHORITIES_SHARE_NAME,
            "issuer.client_ca",
            format!(
                "Both CAs are called {}, and verifiers find an issuer by its name.",
                excerpt(&client)
            ),
            "Give each CA a name of its own.",
        ));
    }
    Some(vec![(Role::ServerCa, server), (Role::ClientCa, client)])
}
