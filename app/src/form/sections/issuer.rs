use pki::Authorities;
use plan::Plan;

use crate::form::field::{choice, text};
use crate::form::{Field, Section};

/// Who signs.
pub(super) static SECTION: Section = Section {
    id: "issuer",
    title: "Issuer",
    intro: None,
    open: false,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    choice!(issuer.authorities: Authorities),
    text!(issuer.server_ca)
        .prose()
        .when(|plan| separate(plan) && !plan.existing.server_certificate),
    text!(issuer.client_ca).prose().when(separate),
];

fn separate(plan: &Plan) -> bool {
    plan.issuer.authorities == Authorities::Separate
}

fn summary(plan: &Plan) -> String {
    match plan.issuer.authorities {
        Authorities::Single => "one new CA".into(),
        Authorities::Separate => "a CA for each side".into(),
    }
}
