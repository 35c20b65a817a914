use serde::Serialize;

use super::yaml::Yaml;
use super::{resources, secrets};
use crate::{Intent, Material};

/// `kubernetes/kustomization.yaml`: every file of the folder that holds an object, in order.
pub(super) fn render(intent: &Intent, _material: Option<&Material>) -> String {
    let mut yaml = Yaml::default();
    yaml.object(&Kustomization {
        api_version: "kustomize.config.k8s.io/v1beta1",
        kind: "Kustomization",
        resources: resources(intent)
            .into_iter()
            .filter_map(|document| document.path.strip_prefix("kubernetes/"))
            .filter(|file| *file != "10-secrets.yaml" || secrets::has_objects(intent))
            .collect(),
    });
    yaml.finish()
}

/// The part of kustomize's `Kustomization` that is used.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Kustomization {
    api_version: &'static str,
    kind: &'static str,
    resources: Vec<&'static str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Secrets, ServerCertificate, test_intent};

    fn listed(intent: &Intent) -> Vec<String> {
        let parsed: serde_json::Value = serde_norway::from_str(&render(intent, None)).unwrap();
        serde_json::from_value(parsed["resources"].clone()).unwrap()
    }

    #[test]
    fn what_exists_is_listed() {
        let mut intent = test_intent::intent();
        assert_eq!(
            listed(&intent),
            [
                "10-secrets.yaml",
                "20-deployment.yaml",
                "30-service.yaml",
                "40-ingress.yaml"
            ]
        );
        intent.existing.workload = true;
        assert_eq!(listed(&intent), ["10-secrets.yaml", "40-ingress.yaml"]);
    }

    #[test]
    fn a_file_without_objects_is_not_listed() {
        let mut intent = test_intent::intent();
        intent.server_certificate = ServerCertificate::FromPublicCa;
        intent.secrets = Secrets::Single { name: "one".into() };
        assert!(!listed(&intent).contains(&"10-secrets.yaml".to_owned()));
    }
}
