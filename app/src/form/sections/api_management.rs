use plan::{CertificateReference, Plan, TestAuthentication, Tier, Upload};

use super::{calls_from_api_management, joined};
use crate::form::field::{choice, text};
use crate::form::{Field, Section};

/// The gateway side.
pub(super) static SECTION: Section = Section {
    id: "api-management",
    title: "API Management",
    intro: None,
    open: false,
    shown: calls_from_api_management,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    text!(api_management.service),
    choice!(api_management.tier: Tier),
    text!(api_management.resource_group),
    text!(api_management.api),
    text!(api_management.backend),
    text!(api_management.certificate),
    choice!(api_management.upload: Upload),
    text!(api_management.key_vault).when(|plan| plan.api_management.upload == Upload::KeyVault),
    choice!(api_management.reference: CertificateReference),
    text!(api_management.gateway_url),
    text!(api_management.test_path),
    choice!(api_management.test_authentication: TestAuthentication),
];

fn summary(plan: &Plan) -> String {
    let tier = match plan.api_management.tier {
        Tier::Classic => "classic",
        Tier::V2 => "v2",
        Tier::Consumption => "Consumption",
    };
    joined(&[&plan.api_management.service, tier])
}
