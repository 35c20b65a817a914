use plan::{Plan, Serials, Usages};

use super::issues_server_certificate;
use crate::form::field::{choice, text};
use crate::form::{Field, Section};

/// Validity, serial numbers, usages.
pub(super) static SECTION: Section = Section {
    id: "validity",
    title: "Validity",
    intro: None,
    open: true,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    text!(validity.ca_days).number(),
    text!(validity.server_days)
        .number()
        .when(issues_server_certificate),
    text!(validity.client_days).number(),
    text!(validity.backdate_minutes).number(),
    choice!(validity.serials: Serials),
    choice!(validity.usages: Usages),
];

fn summary(plan: &Plan) -> String {
    let validity = &plan.validity;
    format!(
        "CA {} days, client {} days",
        validity.ca_days, validity.client_days
    )
}
