use serde::Serialize;

use super::{Labels, ObjectMeta, PodSpec};

/// `DeploymentSpec` of `apps/v1`.
#[derive(Serialize)]
pub(crate) struct DeploymentSpec<'a> {
    pub(crate) replicas: u32,
    pub(crate) selector: LabelSelector<'a>,
    pub(crate) template: PodTemplateSpec<'a>,
}

/// `LabelSelector` of `meta/v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LabelSelector<'a> {
    pub(crate) match_labels: Labels<'a>,
}

/// `PodTemplateSpec` of `v1`.
#[derive(Serialize)]
pub(crate) struct PodTemplateSpec<'a> {
    pub(crate) metadata: ObjectMeta<'a>,
    pub(crate) spec: PodSpec<'a>,
}
