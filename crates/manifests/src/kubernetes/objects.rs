//! The objects of the Kubernetes API, as far as the bundle uses them.
//!
//! Names are Kubernetes' own. Fields are declared in the order people write them, and are written in
//! that order; what is absent or empty is left out.

mod deployment;
mod ingress;
mod pod;
mod security;
mod service;

use std::collections::BTreeMap;

use serde::Serialize;

pub(crate) use deployment::{DeploymentSpec, LabelSelector, PodTemplateSpec};
pub(crate) use ingress::{
    HttpIngressPath, HttpIngressRuleValue, IngressBackend, IngressRule, IngressServiceBackend,
    IngressSpec, IngressTls, ServiceBackendPort,
};
pub(crate) use pod::{
    Container, ContainerPort, EnvVar, HttpGetAction, PodSpec, Probe, ResourceRequirements,
    TcpSocketAction,
};
pub(crate) use security::{
    Capabilities, PodSecurityContext, SeccompProfile, SecurityContext, Sysctl,
};
pub(crate) use service::{ServicePort, ServiceSpec};

/// An object that has a specification: a Deployment of `apps/v1`, a Service of `v1` or an Ingress of
/// `networking.k8s.io/v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Object<'a, Spec> {
    pub(crate) api_version: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) metadata: ObjectMeta<'a>,
    pub(crate) spec: Spec,
}

/// `Namespace` of `v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Namespace<'a> {
    pub(crate) api_version: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) metadata: ObjectMeta<'a>,
}

/// `ObjectMeta` of `meta/v1`. The metadata of a pod template have labels alone.
#[derive(Default, Serialize)]
pub(crate) struct ObjectMeta<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) namespace: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) labels: Labels<'a>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) annotations: BTreeMap<String, String>,
}

/// Labels, or a choice by them: values by key.
pub(crate) type Labels<'a> = BTreeMap<&'static str, &'a str>;
