use std::ops::RangeInclusive;

use diagnostics::Finding;
use manifests::{DEFAULT_IMAGE, DEFAULT_IMAGE_PORT_VARIABLE, Probe, Workload};

use super::name::{LABEL, SERVICE, name};
use crate::resolve::image;
use crate::resolve::path::{URL_PATH, path};
use crate::text::number;
use crate::{Kubernetes, Plan};

/// `runAsUser` without 0, which is root; Kubernetes allows ids up to 2^31 - 1.
const USER_IDS: RangeInclusive<u32> = 1..=2_147_483_647;

/// The application. Where it is there already, only its Service is judged; the rest is what was typed as far
/// as it can be used, and no file holds it.
pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Workload> {
    let kubernetes = &plan.kubernetes;
    let service = name(
        &SERVICE,
        "kubernetes.service",
        &kubernetes.service,
        findings,
    );
    let service_port = port(
        "kubernetes.service_port",
        &kubernetes.service_port,
        findings,
    );
    let deployment = if plan.existing.workload {
        Some(deployment(kubernetes, &mut Vec::new()).unwrap_or_default())
    } else {
        deployment(kubernetes, findings)
    };
    let deployment = deployment?;
    Some(Workload {
        app: deployment.app,
        port_variable: (deployment.image == DEFAULT_IMAGE)
            .then(|| DEFAULT_IMAGE_PORT_VARIABLE.into()),
        image: deployment.image,
        container_port: deployment.container_port,
        service: service?,
        service_port: service_port?,
        replicas: deployment.replicas,
        probe: if deployment.probe_path.is_empty() {
            Probe::TcpSocket
        } else {
            Probe::HttpGet(deployment.probe_path)
        },
        user_id: deployment.user_id,
    })
}

#[derive(Default)]
struct Deployment {
    app: String,
    image: String,
    container_port: u16,
    replicas: u32,
    /// Empty for TCP probes.
    probe_path: String,
    user_id: Option<u32>,
}

fn deployment(kubernetes: &Kubernetes, findings: &mut Vec<Finding>) -> Option<Deployment> {
    let app = name(&LABEL, "kubernetes.app", &kubernetes.app, findings);
    let image = image::resolve("kubernetes.image", &kubernetes.image, findings);
    let container_port = port(
        "kubernetes.container_port",
        &kubernetes.container_port,
        findings,
    );
    let replicas = number(
        "kubernetes.replicas",
        &kubernetes.replicas,
        1..=1000,
        findings,
    );
    let probe_path = if kubernetes.probe_path.trim().is_empty() {
        Some(String::new())
    } else {
        path(
            &URL_PATH,
            "kubernetes.probe_path",
            &kubernetes.probe_path,
            findings,
        )
    };
    let user_id = if kubernetes.user_id.trim().is_empty() {
        Some(None)
    } else {
        number(
            "kubernetes.user_id",
            &kubernetes.user_id,
            USER_IDS,
            findings,
        )
        .map(Some)
    };
    Some(Deployment {
        app: app?,
        image: image?,
        container_port: container_port?,
        replicas: replicas?,
        probe_path: probe_path?,
        user_id: user_id?,
    })
}

fn port(place: &'static str, typed: &str, findings: &mut Vec<Finding>) -> Option<u16> {
    let port = number(place, typed, 1..=65535, findings)?;
    u16::try_from(port).ok()
}
