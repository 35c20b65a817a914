use serde::Serialize;

use super::Labels;

/// `ServiceSpec` of `v1`.
#[derive(Serialize)]
pub(crate) struct ServiceSpec<'a> {
    pub(crate) selector: Labels<'a>,
    pub(crate) ports: Vec<ServicePort>,
}

/// `ServicePort` of `v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServicePort {
    pub(crate) name: &'static str,
    pub(crate) port: u16,
    pub(crate) target_port: u16,
}
