use k8s_openapi::api::apps::v1::Deployment;
use k8s_openapi::api::core::v1::{Secret, Service, ServicePort};
use k8s_openapi::api::networking::v1::Ingress;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_norway::Value;

use super::Refused;

/// The objects of a bundle, as if all had been applied.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    pub(super) ingresses: Vec<Ingress>,
    pub(super) secrets: Vec<Secret>,
    services: Vec<Service>,
    deployments: Vec<Deployment>,
}

impl Cluster {
    /// Reads YAML texts, each perhaps of several documents.
    ///
    /// # Errors
    ///
    /// What does not parse, or is of a kind that no bundle should hold.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, Refused> {
        let mut cluster = Self::default();
        for text in texts {
            for document in serde_norway::Deserializer::from_str(text) {
                let value = Value::deserialize(document).map_err(|e| Refused(e.to_string()))?;
                cluster.add(value)?;
            }
        }
        Ok(cluster)
    }

    fn add(&mut self, value: Value) -> Result<(), Refused> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
        match (text("apiVersion"), text("kind")) {
            ("networking.k8s.io/v1", "Ingress") => self.ingresses.push(typed(value)?),
            ("v1", "Secret") => self.secrets.push(typed(value)?),
            ("v1", "Service") => self.services.push(typed(value)?),
            ("apps/v1", "Deployment") => self.deployments.push(typed(value)?),
            ("v1", "Namespace") | ("kustomize.config.k8s.io/v1beta1", "Kustomization") => {}
            (version, kind) => {
                return Err(Refused(format!("no rule for {kind} of {version}")));
            }
        }
        Ok(())
    }

    /// The secret of this name, `namespace/name`.
    pub(super) fn secret(&self, key: &str) -> Option<&Secret> {
        self.secrets.iter().find(|secret| {
            format!("{}/{}", namespace(&secret.metadata), name(&secret.metadata)) == key
        })
    }

    /// Whether requests to this port of this Service reach a pod that listens.
    ///
    /// `controller.go`:1202, `serviceEndpoints`: the port is found by number, target or name. Which pods
    /// stand behind it is Kubernetes' own rule: those of the same namespace whose labels hold the selector, and
    /// they listen on the container ports that their Deployment declares.
    ///
    /// A bundle without any Deployment is one whose workload is there already: then nothing is known of it.
    pub(super) fn reaches_a_pod(&self, in_namespace: &str, service: &str, port: &str) -> bool {
        if self.deployments.is_empty() && self.services.is_empty() {
            return true;
        }
        let Some(service) = self.services.iter().find(|found| {
            namespace(&found.metadata) == in_namespace && name(&found.metadata) == service
        }) else {
            return false;
        };
        let Some(spec) = &service.spec else {
            return false;
        };
        let target = spec
            .ports
            .iter()
            .flatten()
            .find(|found| is_port(found, port))
            .map(target);
        let (Some(target), Some(selector)) = (target, &spec.selector) else {
            return false;
        };
        self.deployments
            .iter()
            .filter(|deployment| namespace(&deployment.metadata) == in_namespace)
            .any(|deployment| selects(deployment, selector) && listens(deployment, &target))
    }
}

pub(super) fn namespace(metadata: &ObjectMeta) -> &str {
    metadata.namespace.as_deref().unwrap_or("default")
}

pub(super) fn name(metadata: &ObjectMeta) -> &str {
    metadata.name.as_deref().unwrap_or_default()
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Refused> {
    serde_norway::from_value(value).map_err(|error| Refused(error.to_string()))
}

fn is_port(found: &ServicePort, wanted: &str) -> bool {
    found.port.to_string() == wanted
        || text(found.target_port.as_ref()) == wanted
        || found.name.as_deref() == Some(wanted)
}

/// A Service without `targetPort` targets its own port (Service, core/v1).
fn target(port: &ServicePort) -> IntOrString {
    port.target_port
        .clone()
        .unwrap_or(IntOrString::Int(port.port))
}

fn text(port: Option<&IntOrString>) -> String {
    match port {
        Some(IntOrString::Int(number)) => number.to_string(),
        Some(IntOrString::String(name)) => name.clone(),
        None => String::new(),
    }
}

fn selects(deployment: &Deployment, selector: &std::collections::BTreeMap<String, String>) -> bool {
    let labels = deployment
        .spec
        .as_ref()
        .and_then(|spec| spec.template.metadata.as_ref())
        .and_then(|metadata| metadata.labels.as_ref());
    labels.is_some_and(|labels| {
        selector
            .iter()
            .all(|(key, value)| labels.get(key) == Some(value))
    })
}

fn listens(deployment: &Deployment, target: &IntOrString) -> bool {
    deployment
        .spec
        .iter()
        .filter_map(|spec| spec.template.spec.as_ref())
        .flat_map(|pod| &pod.containers)
        .flat_map(|container| container.ports.iter().flatten())
        .any(|port| match target {
            IntOrString::Int(number) => port.container_port == *number,
            IntOrString::String(name) => port.name.as_ref() == Some(name),
        })
}
