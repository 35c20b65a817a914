use pki::Authorities;
use plan::{Caller, Plan};

use super::joined;
use crate::form::field::{choice, text};
use crate::form::{Field, Section};

/// Who calls whom, and what stands in the certificates' subjects.
pub(super) static SECTION: Section = Section {
    id: "names",
    title: "Names",
    intro: None,
    open: true,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    choice!(caller: Caller),
    text!(names.server_hosts).lines(1),
    text!(names.client),
    text!(names.client_alternative).lines(1),
    text!(names.ca)
        .prose()
        .when(|plan| plan.issuer.authorities == Authorities::Single),
    text!(names.organization).prose(),
    text!(names.organizational_unit).prose(),
    text!(names.locality).prose(),
    text!(names.state).prose(),
    text!(names.country).prose(),
    text!(names.email),
];

fn summary(plan: &Plan) -> String {
    joined(&[&plan.names.server_hosts, &plan.names.client])
}
