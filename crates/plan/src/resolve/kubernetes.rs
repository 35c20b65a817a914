//! The cluster side.

mod ingress;
mod name;
mod secrets;
mod workload;

use diagnostics::Finding;
use manifests::{Controller, Ingress, Secrets, Workload};

use self::name::{LABEL, RELEASE, name};
use crate::text::label;
use crate::{Plan, Target, codes};

/// The cluster's part of an intent.
pub(super) struct Kubernetes {
    pub(super) namespace: String,
    pub(super) secrets: Secrets,
    pub(super) workload: Workload,
    pub(super) ingress: Ingress,
    pub(super) controller: Controller,
}

pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Kubernetes> {
    judge_target(plan, findings);
    let kubernetes = &plan.kubernetes;
    let namespace = namespace("kubernetes.namespace", &kubernetes.namespace, findings);
    let secrets = secrets::resolve(plan, findings);
    let workload = workload::resolve(plan, findings);
    let ingress = ingress::resolve(plan, findings);
    let release = name(
        &RELEASE,
        "kubernetes.controller_release",
        &kubernetes.controller_release,
        findings,
    );
    let controller_namespace = self::namespace(
        "kubernetes.controller_namespace",
        &kubernetes.controller_namespace,
        findings,
    );
    Some(Kubernetes {
        namespace: namespace?,
        secrets: secrets?,
        workload: workload?,
        ingress: ingress?,
        controller: Controller {
            release: release?,
            namespace: controller_namespace?,
        },
    })
}

fn judge_target(plan: &Plan, findings: &mut Vec<Finding>) {
    match plan.kubernetes.target {
        Target::IngressNginx if !plan.existing.controller => findings.push(Finding::note(
            codes::CONTROLLER_RETIRED,
            "kubernetes.target",
            "ingress-nginx was retired in March 2026: its images and charts stay, fixes no longer come.",
            "It works as the article says; plan a move to a maintained gateway.",
        )),
        Target::IngressNginx => {}
    }
}

fn namespace(place: &'static str, typed: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let namespace = name(&LABEL, place, typed, findings)?;
    if namespace.starts_with("kube-") {
        findings.push(Finding::warning(
            codes::NAMESPACE_RESERVED,
            place,
            format!(
                "{} `{namespace}` begins with kube-, which is reserved for Kubernetes itself.",
                label(place)
            ),
            "Take a namespace of your own.",
        ));
    }
    Some(namespace)
}
