use std::collections::BTreeMap;

use super::objects::{
    Container, ContainerPort, DeploymentSpec, EnvVar, HttpGetAction, LabelSelector, Object,
    ObjectMeta, PodSpec, PodTemplateSpec, Probe as ContainerProbe, ResourceRequirements,
    TcpSocketAction,
};
use super::yaml::Yaml;
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
    yaml.object(&deployment(intent));
    yaml.finish()
}

fn deployment(intent: &Intent) -> Object<'_, DeploymentSpec<'_>> {
    Object {
        api_version: "apps/v1",
        kind: "Deployment",
        metadata: ObjectMeta {
            labels: app_label(intent),
            ..named(intent, &intent.workload.app)
        },
        spec: DeploymentSpec {
            replicas: intent.workload.replicas,
            selector: LabelSelector {
                match_labels: app_label(intent),
            },
            template: PodTemplateSpec {
                metadata: ObjectMeta {
                    labels: app_label(intent),
                    ..ObjectMeta::default()
                },
                spec: pod(&intent.workload),
            },
        },
    }
}

fn pod(workload: &Workload) -> PodSpec<'_> {
    PodSpec {
        node_selector: BTreeMap::from([("kubernetes.io/os", "linux")]),
        automount_service_account_token: false,
        containers: vec![container(workload)],
        security_context: security::of_pod(workload),
    }
}

fn container(workload: &Workload) -> Container<'_> {
    let port_variable = workload.port_variable.as_ref().map(|name| EnvVar {
        name,
        value: workload.container_port.to_string(),
    });
    Container {
        name: &workload.app,
        image: &workload.image,
        env: port_variable.into_iter().collect(),
        ports: vec![ContainerPort {
            name: "http",
            container_port: workload.container_port,
        }],
        // A slow start is no reason to restart: the liveness probe begins late.
        liveness_probe: ContainerProbe {
            initial_delay_seconds: Some(15),
            period_seconds: Some(20),
            ..probe(workload)
        },
        readiness_probe: ContainerProbe {
            period_seconds: Some(5),
            ..probe(workload)
        },
        resources: resources(),
        security_context: security::of_container(workload),
    }
}

fn probe(workload: &Workload) -> ContainerProbe<'_> {
    let port = workload.container_port;
    match &workload.probe {
        Probe::TcpSocket => ContainerProbe {
            tcp_socket: Some(TcpSocketAction { port }),
            ..ContainerProbe::default()
        },
        Probe::HttpGet(path) => ContainerProbe {
            http_get: Some(HttpGetAction { path, port }),
            ..ContainerProbe::default()
        },
    }
}

fn resources() -> ResourceRequirements {
    ResourceRequirements {
        limits: BTreeMap::from([("cpu", "1"), ("memory", "512Mi")]),
        requests: BTreeMap::from([("cpu", "50m"), ("memory", "64Mi")]),
    }
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
    fn the_deployment_reads_as_people_write_it() {
        assert_eq!(
            render(&test_intent::intent(), None),
            "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: tinyrest
  namespace: default
  labels:
    app: tinyrest
spec:
  replicas: 1
  selector:
    matchLabels:
      app: tinyrest
  template:
    metadata:
      labels:
        app: tinyrest
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      automountServiceAccountToken: false
      containers:
        - name: tinyrest
          image: traefik/whoami:v1.11.0
          env:
            - name: WHOAMI_PORT_NUMBER
              value: \"3000\"
          ports:
            - name: http
              containerPort: 3000
          livenessProbe:
            initialDelaySeconds: 15
            periodSeconds: 20
            tcpSocket:
              port: 3000
          readinessProbe:
            periodSeconds: 5
            tcpSocket:
              port: 3000
          resources:
            limits:
              cpu: \"1\"
              memory: 512Mi
            requests:
              cpu: 50m
              memory: 64Mi
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            readOnlyRootFilesystem: true
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        seccompProfile:
          type: RuntimeDefault
"
        );
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
