use plan::Plan;

use super::joined;
use crate::form::field::text;
use crate::form::{Field, Section};

/// The Azure resources around both sides.
pub(super) static SECTION: Section = Section {
    id: "azure",
    title: "Azure",
    intro: None,
    open: false,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    text!(azure.subscription),
    text!(azure.resource_group),
    text!(azure.cluster),
    text!(azure.location).when(|plan| !plan.existing.cluster || !plan.existing.api_management),
    text!(azure.registry),
    text!(azure.tenant),
    text!(azure.admin_group).when(|plan| !plan.existing.cluster),
    text!(azure.dns_zone).when(makes_dns),
    text!(azure.dns_resource_group)
        .when(|plan| makes_dns(plan) && !plan.azure.dns_zone.trim().is_empty()),
];

fn makes_dns(plan: &Plan) -> bool {
    !plan.existing.dns
}

fn summary(plan: &Plan) -> String {
    joined(&[&plan.azure.resource_group, &plan.azure.cluster])
}
