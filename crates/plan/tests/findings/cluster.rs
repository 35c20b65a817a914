//! Kubernetes, and the Azure resources around it.

use diagnostics::Severity::{Error, Note, Warning};
use plan::{VerifyMode, codes};

use crate::Row;

pub(crate) const ROWS: &[Row] = &[
    Row {
        code: codes::KUBERNETES_NAME_MALFORMED,
        severity: Error,
        place: "kubernetes.service",
        triggers: |plan| plan.kubernetes.service = "1st-svc".into(),
        near_miss: |plan| plan.kubernetes.app = "1st-app".into(),
    },
    Row {
        code: codes::NAMESPACE_RESERVED,
        severity: Warning,
        place: "kubernetes.namespace",
        triggers: |plan| plan.kubernetes.namespace = "kube-system".into(),
        near_miss: |plan| plan.kubernetes.namespace = "kubernetes".into(),
    },
    Row {
        code: codes::SECRETS_SHARE_NAME,
        severity: Error,
        place: "kubernetes.client_ca_secret",
        triggers: |plan| plan.kubernetes.client_ca_secret = " api-tls".into(),
        near_miss: |plan| {
            plan.kubernetes.client_ca_secret = "api-tls".into();
            plan.kubernetes.single_secret = true;
        },
    },
    Row {
        code: codes::SECRET_SINGLE,
        severity: Warning,
        place: "kubernetes.single_secret",
        triggers: |plan| plan.kubernetes.single_secret = true,
        near_miss: |plan| plan.kubernetes.client_ca_secret = "api-tls-ca".into(),
    },
    Row {
        code: codes::CONTROLLER_RETIRED,
        severity: Note,
        place: "kubernetes.target",
        triggers: |_| {},
        near_miss: |plan| plan.existing.controller = true,
    },
    Row {
        code: codes::PATH_MALFORMED,
        severity: Error,
        place: "kubernetes.path",
        triggers: |plan| plan.kubernetes.path = "/api;x".into(),
        near_miss: |plan| plan.kubernetes.path = "/api/v1.0_x-y/".into(),
    },
    Row {
        code: codes::PATH_MALFORMED,
        severity: Error,
        place: "kubernetes.probe_path",
        triggers: |plan| plan.kubernetes.probe_path = "healthz".into(),
        near_miss: |plan| plan.kubernetes.probe_path = "/healthz?full=1".into(),
    },
    Row {
        code: codes::PATH_NOT_ROOT,
        severity: Note,
        place: "kubernetes.path",
        triggers: |plan| plan.kubernetes.path = "/api".into(),
        near_miss: |plan| plan.kubernetes.path = " / ".into(),
    },
    Row {
        code: codes::IMAGE_MALFORMED,
        severity: Error,
        place: "kubernetes.image",
        triggers: |plan| plan.kubernetes.image = "https://myacr.azurecr.io/tinyrest:1".into(),
        near_miss: |plan| plan.kubernetes.image = "myacr.azurecr.io/tinyrest:1".into(),
    },
    Row {
        code: codes::IMAGE_UNPINNED,
        severity: Warning,
        place: "kubernetes.image",
        triggers: |plan| plan.kubernetes.image = "registry.example:5000/tinyrest".into(),
        near_miss: |plan| plan.kubernetes.image = "registry.example:5000/tinyrest:latest-1".into(),
    },
    Row {
        code: codes::VERIFY_OPTIONAL,
        severity: Warning,
        place: "kubernetes.verify_client",
        triggers: |plan| plan.kubernetes.verify_client = VerifyMode::Optional,
        near_miss: |plan| plan.kubernetes.verify_client = VerifyMode::On,
    },
    Row {
        code: codes::VERIFY_OPTIONAL_NO_CA,
        severity: Warning,
        place: "kubernetes.verify_client",
        triggers: |plan| plan.kubernetes.verify_client = VerifyMode::OptionalNoCa,
        near_miss: |plan| plan.kubernetes.verify_client = VerifyMode::Optional,
    },
    Row {
        code: codes::NAME_CHECK_UNVERIFIED,
        severity: Error,
        place: "kubernetes.restrict_client",
        triggers: |plan| plan.kubernetes.verify_client = VerifyMode::OptionalNoCa,
        near_miss: |plan| {
            plan.kubernetes.verify_client = VerifyMode::OptionalNoCa;
            plan.kubernetes.restrict_client = false;
        },
    },
    Row {
        code: codes::CLIENT_UNRESTRICTED,
        severity: Note,
        place: "kubernetes.restrict_client",
        triggers: |plan| plan.kubernetes.restrict_client = false,
        near_miss: |plan| {
            plan.kubernetes.restrict_client = false;
            plan.kubernetes.verify_client = VerifyMode::Optional;
        },
    },
    Row {
        code: codes::CERTIFICATE_HEADER,
        severity: Note,
        place: "kubernetes.pass_certificate",
        triggers: |plan| plan.kubernetes.pass_certificate = true,
        near_miss: |plan| plan.kubernetes.verify_depth = "2".into(),
    },
    Row {
        code: codes::AZURE_NAME_MALFORMED,
        severity: Error,
        place: "azure.registry",
        triggers: |plan| plan.azure.registry = "myacr.azurecr.io".into(),
        near_miss: |plan| {
            plan.azure.registry = "myacr.azurecr.io".into();
            plan.existing.workload = true;
        },
    },
    Row {
        code: codes::AZURE_NAME_MALFORMED,
        severity: Error,
        place: "azure.location",
        triggers: |plan| {
            plan.azure.location = "Central US".into();
            plan.existing.cluster = true;
        },
        near_miss: |plan| {
            plan.azure.location = "Central US".into();
            plan.existing.cluster = true;
            plan.existing.api_management = true;
        },
    },
    Row {
        code: codes::GUID_MALFORMED,
        severity: Error,
        place: "azure.subscription",
        triggers: |plan| plan.azure.subscription = "Pay-As-You-Go".into(),
        near_miss: |plan| plan.azure.subscription = "00000000-0000-0000-0000-00000000000A".into(),
    },
    Row {
        code: codes::GUID_MALFORMED,
        severity: Error,
        place: "azure.tenant",
        triggers: |plan| plan.azure.tenant = "contoso.onmicrosoft.com".into(),
        near_miss: |plan| plan.azure.tenant = " ".into(),
    },
    Row {
        code: codes::FIELD_EMPTY,
        severity: Error,
        place: "azure.cluster",
        triggers: |plan| {
            plan.azure.cluster.clear();
            plan.azure.registry = "myacr".into();
            plan.existing.cluster = true;
        },
        near_miss: |plan| {
            plan.azure.cluster.clear();
            plan.existing.cluster = true;
        },
    },
    Row {
        code: codes::DNS_ZONE_MALFORMED,
        severity: Error,
        place: "azure.dns_zone",
        triggers: |plan| plan.azure.dns_zone = "contoso example".into(),
        near_miss: |plan| {
            plan.azure.dns_zone = "contoso example".into();
            plan.existing.dns = true;
        },
    },
    Row {
        code: codes::DNS_ZONE_MISMATCH,
        severity: Error,
        place: "azure.dns_zone",
        triggers: |plan| plan.azure.dns_zone = "oso.example".into(),
        near_miss: |plan| plan.azure.dns_zone = "API.contoso.example".into(),
    },
];
