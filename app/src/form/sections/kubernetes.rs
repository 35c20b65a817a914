use plan::{Plan, Target, VerifyMode};

use super::joined;
use crate::form::field::{choice, text, toggle};
use crate::form::{Field, Section};

/// The cluster side.
pub(super) static SECTION: Section = Section {
    id: "kubernetes",
    title: "Kubernetes",
    intro: None,
    open: true,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    choice!(kubernetes.target: Target),
    text!(kubernetes.namespace),
    text!(kubernetes.tls_secret),
    toggle!(kubernetes.single_secret),
    text!(kubernetes.client_ca_secret).when(|plan| !plan.kubernetes.single_secret),
    text!(kubernetes.ingress),
    text!(kubernetes.ingress_class),
    text!(kubernetes.path),
    text!(kubernetes.service),
    text!(kubernetes.service_port).number(),
    text!(kubernetes.app).when(makes_workload),
    text!(kubernetes.image).when(makes_workload),
    text!(kubernetes.container_port)
        .number()
        .when(makes_workload),
    text!(kubernetes.probe_path).when(makes_workload),
    text!(kubernetes.user_id).number().when(makes_workload),
    text!(kubernetes.replicas).number().when(makes_workload),
    choice!(kubernetes.verify_client: VerifyMode),
    text!(kubernetes.verify_depth).number(),
    toggle!(kubernetes.restrict_client),
    toggle!(kubernetes.pass_certificate),
    text!(kubernetes.controller_release),
    text!(kubernetes.controller_namespace),
];

fn makes_workload(plan: &Plan) -> bool {
    !plan.existing.workload
}

fn summary(plan: &Plan) -> String {
    let kubernetes = &plan.kubernetes;
    joined(&[
        &kubernetes.namespace,
        &kubernetes.ingress,
        &kubernetes.service,
    ])
}
