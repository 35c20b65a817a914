use std::collections::BTreeMap;

use serde::Serialize;

use super::{PodSecurityContext, SecurityContext};

/// `PodSpec` of `v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PodSpec<'a> {
    pub(crate) node_selector: BTreeMap<&'static str, &'static str>,
    pub(crate) automount_service_account_token: bool,
    pub(crate) containers: Vec<Container<'a>>,
    pub(crate) security_context: PodSecurityContext,
}

/// `Container` of `v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Container<'a> {
    pub(crate) name: &'a str,
    pub(crate) image: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) env: Vec<EnvVar<'a>>,
    pub(crate) ports: Vec<ContainerPort>,
    pub(crate) liveness_probe: Probe<'a>,
    pub(crate) readiness_probe: Probe<'a>,
    pub(crate) resources: ResourceRequirements,
    pub(crate) security_context: SecurityContext,
}

/// `EnvVar` of `v1`.
#[derive(Serialize)]
pub(crate) struct EnvVar<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: String,
}

/// `ContainerPort` of `v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ContainerPort {
    pub(crate) name: &'static str,
    pub(crate) container_port: u16,
}

/// `Probe` of `v1`, with one of the two actions.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Probe<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) http_get: Option<HttpGetAction<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) initial_delay_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) period_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tcp_socket: Option<TcpSocketAction>,
}

/// `HTTPGetAction` of `v1`.
#[derive(Serialize)]
pub(crate) struct HttpGetAction<'a> {
    pub(crate) path: &'a str,
    pub(crate) port: u16,
}

/// `TCPSocketAction` of `v1`.
#[derive(Serialize)]
pub(crate) struct TcpSocketAction {
    pub(crate) port: u16,
}

/// `ResourceRequirements` of `v1`: quantities by resource.
#[derive(Serialize)]
pub(crate) struct ResourceRequirements {
    pub(crate) limits: BTreeMap<&'static str, &'static str>,
    pub(crate) requests: BTreeMap<&'static str, &'static str>,
}
