use plan::{Existing, Plan};

use super::calls_from_api_management;
use crate::form::field::toggle;
use crate::form::{Field, Section};

/// What is there already.
pub(super) static SECTION: Section = Section {
    id: "existing",
    title: "Already there",
    intro: Some("Steps and files for what you have are left out."),
    open: false,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    toggle!(existing.cluster),
    toggle!(existing.controller),
    toggle!(existing.workload),
    toggle!(existing.namespace),
    toggle!(existing.dns),
    toggle!(existing.api_management).when(calls_from_api_management),
    toggle!(existing.server_certificate),
];

fn summary(plan: &Plan) -> String {
    let Existing {
        cluster,
        controller,
        workload,
        namespace,
        dns,
        api_management,
        server_certificate,
    } = plan.existing;
    let there = [
        (cluster, "cluster"),
        (controller, "controller"),
        (workload, "workload"),
        (namespace, "namespace"),
        (dns, "DNS"),
        (
            api_management && calls_from_api_management(plan),
            "API Management",
        ),
        (server_certificate, "server certificate"),
    ];
    let named: Vec<&str> = there
        .iter()
        .filter(|(there, _)| *there)
        .map(|(_, name)| *name)
        .collect();
    if named.is_empty() {
        "nothing".into()
    } else {
        named.join(", ")
    }
}
