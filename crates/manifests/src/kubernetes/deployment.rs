use std::collections::BTreeMap;

use k8s_openapi::api::apps::v1::{Deployment, DeploymentSpec};
use k8s_openapi::api::core::v1::{
    Container, ContainerPort, EnvVar, HTTPGetAction, PodSpec, PodTemplateSpec,
    Probe as ContainerProbe, ResourceRequirements, TCPSocketAction,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::yaml::{Ordered, Yaml};
use super::{app_label, named, security};
use crate::{Intent, Material, Probe, Workload};

/// The image a plan gets that names none: it answers any method with the request it got, as text,
/// headers included. A static binary on an empty image, so it runs as any user and writes nothing.
pub const DEFAULT_IMAGE: &str = "traefik/whoami:v1.11.0";

/// The environment variable that sets the port [`DEFAULT_IMAGE`] listens on; it is 80 otherwise.
pub const DEFAULT_IMAGE_PORT_VARIABLE: &str = "WHOAMI_PORT_NUMBER";

/// `kubernetes/20-deployment.yaml`.
pub(super) fn render(intent: &Intent, _material: Option<&Material>) -> String {
    let mut yaml = Yaml::default();
    yaml.object(&Ordered(deployment(intent)));
    yaml.finish()
}

fn deployment(intent: &Intent) -> Deployment {
    let labels = app_label(intent);
    Deployment {
        metadata: ObjectMeta {
            labels: Some(labels.clone()),
            ..named(intent, &intent.workload.app)
        },
        spec: Some(DeploymentSpec {
            replicas: Some(i32::try_from(intent.workload.replicas).unwrap_or(i32::MAX)),
            selector: LabelSelector {
                match_labels: Some(labels.clone()),
                ..LabelSelector::default()
            },
            template: PodTemplateSpec {
                metadata: Some(ObjectMeta {
                    labels: Some(labels),
                    ..ObjectMeta::default()
                }),
                spec: Some(pod(&intent.workload)),
            },
            ..DeploymentSpec::default()
        }),
        ..Deployment::default()
    }
}

fn pod(workload: &Workload) -> PodSpec {
    PodSpec {
        automount_service_account_token: Some(false),
        containers: vec![container(workload)],
        node_selector: Some(text_map([("kubernetes.io/os", "linux")])),
        security_context: Some(security::of_pod(workload)),
        ..PodSpec::default()
    }
}

fn container(workload: &Workload) -> Container {
    let env = workload.port_variable.as_ref().map(|variable| EnvVar {
        name: variable.clone(),
        value: Some(workload.container_port.to_string()),
        ..EnvVar::default()
    });
    Container {
        name: workload.app.clone(),
        image: Some(workload.image.clone()),
        env: env.map(|variable| vec![variable]),
        ports: Some(vec![ContainerPort {
            name: Some("http".into()),
            container_port: workload.container_port.into(),
            ..ContainerPort::default()
        }]),
        // A slow start is no reason to restart: the liveness probe begins late.
        liveness_probe: Some(ContainerProbe {
            initial_delay_seconds: Some(15),
            period_seconds: Some(20),
            ..probe(workload)
        }),
        readiness_probe: Some(ContainerProbe {
            period_seconds: Some(5),
            ..probe(workload)
        }),
        resources: Some(resources()),
        security_context: Some(security::of_container(workload)),
        ..Container::default()
    }
}

fn probe(workload: &Workload) -> ContainerProbe {
    let port = IntOrString::Int(workload.container_port.into());
    match &workload.probe {
        Probe::TcpSocket => ContainerProbe {
            tcp_socket: Some(TCPSocketAction { port, host: None }),
            ..ContainerProbe::default()
        },
        Probe::HttpGet(path) => ContainerProbe {
            http_get: Some(HTTPGetAction {
                path: Some(path.clone()),
                port,
                ..HTTPGetAction::default()
            }),
            ..ContainerProbe::default()
        },
    }
}

fn resources() -> ResourceRequirements {
    let quantities = |cpu: &str, memory: &str| {
        Some(BTreeMap::from([
            ("cpu".to_owned(), Quantity(cpu.to_owned())),
            ("memory".to_owned(), Quantity(memory.to_owned())),
        ]))
    };
    ResourceRequirements {
        requests: quantities("50m", "64Mi"),
        limits: quantities("1", "512Mi"),
        ..ResourceRequirements::default()
    }
}

fn text_map<const N: usize>(entries: [(&str, &str); N]) -> BTreeMap<String, String> {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::test_intent;

    fn pod_of(workload: impl FnOnce(&mut Workload)) -> Value {
        let mut intent = test_intent::intent();
        workload(&mut intent.workload);
        let parsed: Value = serde_norway::from_str(&render(&intent, None)).unwrap();
        parsed["spec"]["template"]["spec"].clone()
    }

    #[test]
    fn selector_and_labels_agree() {
        let parsed: Value = serde_norway::from_str(&render(&test_intent::intent(), None)).unwrap();
        let labels = json!({"app": "tinyrest"});
        assert_eq!(parsed["metadata"]["labels"], labels);
        assert_eq!(parsed["spec"]["selector"]["matchLabels"], labels);
        assert_eq!(parsed["spec"]["template"]["metadata"]["labels"], labels);
        assert_eq!(parsed["spec"]["replicas"], 1);
    }

    #[test]
    fn a_port_variable_is_set_to_the_port() {
        let container = pod_of(|_| {})["containers"][0].clone();
        assert_eq!(
            container["env"],
            json!([{"name": "WHOAMI_PORT_NUMBER", "value": "3000"}])
        );
        let pod = pod_of(|workload| workload.port_variable = None);
        assert!(pod["containers"][0].get("env").is_none());
    }

    #[test]
    fn a_pod_gets_no_token_of_the_cluster() {
        assert_eq!(pod_of(|_| {})["automountServiceAccountToken"], false);
    }

    #[test]
    fn probes_connect_unless_a_path_is_given() {
        let container = pod_of(|_| {})["containers"][0].clone();
        for probe in ["readinessProbe", "livenessProbe"] {
            assert_eq!(
                container[probe]["tcpSocket"],
                json!({"port": 3000}),
                "{probe}"
            );
        }
        let container =
            pod_of(|workload| workload.probe = Probe::HttpGet("/healthz".into()))["containers"][0]
                .clone();
        for probe in ["readinessProbe", "livenessProbe"] {
            assert_eq!(
                container[probe]["httpGet"],
                json!({"path": "/healthz", "port": 3000})
            );
            assert!(container[probe].get("tcpSocket").is_none(), "{probe}");
        }
    }
}
