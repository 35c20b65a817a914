use diagnostics::Finding;
use pki::{Algorithm, KeyFamily};

use crate::{Caller, Plan, Upload, codes};

/// The algorithm of each key.
#[derive(Clone, Copy)]
pub(super) struct Algorithms {
    pub(super) ca: Algorithm,
    pub(super) server: Algorithm,
    pub(super) client: Algorithm,
}

pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Algorithms {
    let keys = &plan.keys;
    if !keys.per_certificate {
        judge_edwards("keys.all", keys.all, findings);
        judge_gateway(plan, "keys.all", keys.all, findings);
        return Algorithms {
            ca: keys.all,
            server: keys.all,
            client: keys.all,
        };
    }
    judge_edwards("keys.ca", keys.ca, findings);
    if !plan.existing.server_certificate {
        judge_edwards("keys.server", keys.server, findings);
    }
    judge_edwards("keys.client", keys.client, findings);
    judge_gateway(plan, "keys.client", keys.client, findings);
    judge_families(plan, findings);
    Algorithms {
        ca: keys.ca,
        server: keys.server,
        client: keys.client,
    }
}

fn judge_edwards(place: &'static str, algorithm: Algorithm, findings: &mut Vec<Finding>) {
    if algorithm.family() == KeyFamily::Edwards {
        findings.push(Finding::warning(
            codes::KEY_ED25519,
            place,
            "Azure, .NET and Windows do not take Ed25519 keys.",
            "Choose RSA or ECDSA unless neither side runs on them.",
        ));
    }
}

fn judge_gateway(plan: &Plan, place: &'static str, client: Algorithm, findings: &mut Vec<Finding>) {
    if plan.caller == Caller::ApiManagement && client.family() == KeyFamily::Ec {
        findings.push(Finding::warning(
            codes::KEY_EC_API_MANAGEMENT,
            place,
            "API Management documents no elliptic-curve client certificates, and failures with them are on record.",
            "Choose RSA for the client unless you have tried it with your service.",
        ));
    }
}

fn judge_families(plan: &Plan, findings: &mut Vec<Finding>) {
    let keys = &plan.keys;
    let server = (!plan.existing.server_certificate).then_some(("server", keys.server));
    let Some((leaf, algorithm)) = server
        .into_iter()
        .chain([("client", keys.client)])
        .find(|(_, algorithm)| algorithm.family() != keys.ca.family())
    else {
        return;
    };
    let message = format!(
        "The CA has {} and the {leaf} {algorithm}; Key Vault refuses a leaf whose CA has another kind of key.",
        keys.ca
    );
    let hint = "Choose RSA for all, or ECDSA for all.";
    let uses_key_vault =
        plan.caller == Caller::ApiManagement && plan.api_management.upload == Upload::KeyVault;
    findings.push(if uses_key_vault {
        Finding::warning(codes::KEY_FAMILIES_MIXED, "keys.ca", message, hint)
    } else {
        Finding::note(codes::KEY_FAMILIES_MIXED, "keys.ca", message, hint)
    });
}
