use pki::Algorithm;
use plan::Plan;

use super::issues_server_certificate;
use crate::form::field::{choice, toggle};
use crate::form::{Field, Section};

/// Key algorithms.
pub(super) static SECTION: Section = Section {
    id: "keys",
    title: "Keys",
    intro: None,
    open: true,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    choice!(keys.all: Algorithm).when(|plan| !plan.keys.per_certificate),
    toggle!(keys.per_certificate),
    choice!(keys.ca: Algorithm).when(|plan| plan.keys.per_certificate),
    choice!(keys.server: Algorithm)
        .when(|plan| plan.keys.per_certificate && issues_server_certificate(plan)),
    choice!(keys.client: Algorithm).when(|plan| plan.keys.per_certificate),
];

fn summary(plan: &Plan) -> String {
    let keys = &plan.keys;
    if keys.per_certificate {
        format!("{}, {}, {}", keys.ca, keys.server, keys.client)
    } else {
        format!("{} for all", keys.all)
    }
}
