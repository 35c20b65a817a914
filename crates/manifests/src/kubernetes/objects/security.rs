use serde::Serialize;

/// `PodSecurityContext` of `v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PodSecurityContext {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) run_as_non_root: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) run_as_user: Option<u32>,
    pub(crate) seccomp_profile: SeccompProfile,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sysctls: Vec<Sysctl>,
}

/// `SeccompProfile` of `v1`.
#[derive(Serialize)]
pub(crate) struct SeccompProfile {
    pub(crate) r#type: &'static str,
}

/// `Sysctl` of `v1`.
#[derive(Serialize)]
pub(crate) struct Sysctl {
    pub(crate) name: &'static str,
    pub(crate) value: &'static str,
}

/// `SecurityContext` of `v1`, that of a container.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SecurityContext {
    pub(crate) allow_privilege_escalation: bool,
    pub(crate) capabilities: Capabilities,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) read_only_root_filesystem: Option<bool>,
}

/// `Capabilities` of `v1`.
#[derive(Serialize)]
pub(crate) struct Capabilities {
    pub(crate) drop: &'static [&'static str],
}
