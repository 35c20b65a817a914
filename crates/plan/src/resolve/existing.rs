use diagnostics::Finding;
use manifests::Existing;

use crate::{Plan, codes};

/// Namespaces that every cluster has from the start.
const BORN_WITH_THE_CLUSTER: [&str; 4] =
    ["default", "kube-node-lease", "kube-public", "kube-system"];

/// What is there, and what must be there because something stands on it.
pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Existing {
    let marked = &plan.existing;
    let mut imply = |place, message: &str| {
        findings.push(Finding::note(
            codes::EXISTING_IMPLIED,
            place,
            message,
            "Mark it as there; until then it is taken as such.",
        ));
    };
    let in_cluster = marked.controller || marked.workload || marked.namespace;
    if in_cluster && !marked.cluster {
        imply(
            "existing.cluster",
            "Something in the cluster is marked as there, but the cluster itself is not.",
        );
    }
    if marked.workload && !marked.namespace {
        imply(
            "existing.namespace",
            "The application is marked as there, but its namespace is not.",
        );
    }
    Existing {
        cluster: marked.cluster || in_cluster,
        controller: marked.controller,
        workload: marked.workload,
        namespace: marked.namespace
            || marked.workload
            || BORN_WITH_THE_CLUSTER.contains(&plan.kubernetes.namespace.trim()),
        dns: marked.dns,
        api_management: marked.api_management,
    }
}
