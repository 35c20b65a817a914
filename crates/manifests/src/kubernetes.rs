//! The Kubernetes objects of the bundle, for the community's NGINX ingress controller.
//!
//! Each file of `kubernetes/` is a module: it makes objects of the Kubernetes API ([`objects`]), written
//! by [`yaml`].

mod deployment;
mod ingress;
mod kustomization;
mod objects;
mod own_certificate;
mod secret;
mod secrets;
mod security;
mod service;
mod subject;
mod yaml;

pub use deployment::{DEFAULT_IMAGE, DEFAULT_IMAGE_PORT_VARIABLE};
pub(crate) use own_certificate::own_certificate_command;
pub use secret::secret;
pub use subject::match_cn;

use crate::{Document, Intent, Material, ServerCertificate};
use objects::{Labels, ObjectMeta};

/// The files of `kubernetes/`.
pub(crate) fn documents(intent: &Intent) -> Vec<Document> {
    let mut documents = resources(intent);
    documents.push(yaml_file(
        "kubernetes/kustomization.yaml",
        kustomization::render,
    ));
    documents
}

/// Whether the bundle makes the namespace: it is neither marked as existing nor `default`, which every
/// cluster has.
pub fn namespace_is_made(intent: &Intent) -> bool {
    !intent.existing.namespace && intent.namespace != "default"
}

/// The files that hold objects, in the order they are applied.
fn resources(intent: &Intent) -> Vec<Document> {
    let mut resources = vec![Document {
        secret: intent.server_certificate == ServerCertificate::Issued,
        ..yaml_file("kubernetes/10-secrets.yaml", secrets::render)
    }];
    if !intent.existing.workload {
        resources.push(yaml_file(
            "kubernetes/20-deployment.yaml",
            deployment::render,
        ));
        resources.push(yaml_file("kubernetes/30-service.yaml", service::render));
    }
    resources.push(yaml_file("kubernetes/40-ingress.yaml", ingress::render));
    resources
}

fn yaml_file(path: &'static str, render: fn(&Intent, Option<&Material>) -> String) -> Document {
    Document {
        path,
        media_type: "application/yaml",
        secret: false,
        render,
    }
}

/// Metadata of an object in the plan's namespace.
fn named<'a>(intent: &'a Intent, name: &'a str) -> ObjectMeta<'a> {
    ObjectMeta {
        name: Some(name),
        namespace: Some(&intent.namespace),
        ..ObjectMeta::default()
    }
}

fn app_label(intent: &Intent) -> Labels<'_> {
    Labels::from([("app", intent.workload.app.as_str())])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::Value;

    use super::*;
    use crate::{Secrets, test_intent};

    fn paths(intent: &Intent) -> Vec<&'static str> {
        documents(intent)
            .iter()
            .map(|document| document.path)
            .collect()
    }

    /// Every object of every file, by its kind.
    fn objects(intent: &Intent, material: Option<&Material>) -> Vec<(String, Value)> {
        documents(intent)
            .iter()
            .flat_map(|document| {
                let text = document.render(intent, material);
                serde_norway::Deserializer::from_str(&text)
                    .map(|object| Value::deserialize(object).unwrap())
                    .collect::<Vec<_>>()
            })
            .map(|object| (object["kind"].as_str().unwrap().to_owned(), object))
            .collect()
    }

    #[test]
    fn an_existing_workload_has_no_files() {
        let mut intent = test_intent::intent();
        assert_eq!(
            paths(&intent),
            [
                "kubernetes/10-secrets.yaml",
                "kubernetes/20-deployment.yaml",
                "kubernetes/30-service.yaml",
                "kubernetes/40-ingress.yaml",
                "kubernetes/kustomization.yaml",
            ]
        );
        intent.existing.workload = true;
        assert_eq!(
            paths(&intent),
            [
                "kubernetes/10-secrets.yaml",
                "kubernetes/40-ingress.yaml",
                "kubernetes/kustomization.yaml",
            ]
        );
    }

    #[test]
    fn only_a_file_with_a_private_key_is_secret() {
        let mut intent = test_intent::intent();
        let secret = |intent: &Intent| -> Vec<_> {
            documents(intent)
                .into_iter()
                .filter(|document| document.secret)
                .map(|document| document.path)
                .collect()
        };
        assert_eq!(secret(&intent), ["kubernetes/10-secrets.yaml"]);
        intent.server_certificate = ServerCertificate::FromPublicCa;
        assert!(secret(&intent).is_empty());
    }

    #[test]
    fn default_and_existing_namespaces_are_not_made() {
        let mut intent = test_intent::intent();
        assert!(!namespace_is_made(&intent));
        intent.namespace = "apps".into();
        assert!(namespace_is_made(&intent));
        intent.existing.namespace = true;
        assert!(!namespace_is_made(&intent));
    }

    proptest! {
        #[test]
        fn any_name_parses_back(
            namespace in any::<String>(),
            app in any::<String>(),
            image in any::<String>(),
            service in any::<String>(),
            secret in any::<String>(),
            path in any::<String>(),
            client in any::<String>(),
            generated in any::<bool>(),
        ) {
            let mut intent = test_intent::intent();
            intent.namespace.clone_from(&namespace);
            intent.workload.app.clone_from(&app);
            intent.workload.image.clone_from(&image);
            intent.workload.service.clone_from(&service);
            intent.secrets = Secrets::Single { name: secret.clone() };
            intent.ingress.path.clone_from(&path);
            intent.client_name.clone_from(&client);
            let material = generated.then(test_intent::material);
            for (kind, object) in objects(&intent, material.as_ref()) {
                match kind.as_str() {
                    "Namespace" => prop_assert_eq!(&object["metadata"]["name"], &namespace),
                    "Secret" => {
                        prop_assert_eq!(&object["metadata"]["namespace"], &namespace);
                        prop_assert_eq!(&object["metadata"]["name"], &secret);
                    }
                    "Deployment" => {
                        let spec = &object["spec"];
                        prop_assert_eq!(&spec["selector"]["matchLabels"]["app"], &app);
                        let container = &spec["template"]["spec"]["containers"][0];
                        prop_assert_eq!(&container["image"], &image);
                    }
                    "Service" => prop_assert_eq!(&object["metadata"]["name"], &service),
                    "Ingress" => {
                        let spec = &object["spec"];
                        prop_assert_eq!(&spec["tls"][0]["secretName"], &secret);
                        let rule = &spec["rules"][0]["http"]["paths"][0];
                        prop_assert_eq!(&rule["path"], &path);
                        prop_assert_eq!(&rule["backend"]["service"]["name"], &service);
                        let annotations = &object["metadata"]["annotations"];
                        let pattern = &annotations["nginx.ingress.kubernetes.io/auth-tls-match-cn"];
                        prop_assert_eq!(pattern, &match_cn(&client));
                        let pattern = regex::Regex::new(&match_cn(&client)).unwrap();
                        let subject = format!("CN={}", subject::rfc2253_value(&client));
                        prop_assert!(pattern.is_match(&subject), "{}", subject);
                    }
                    other => prop_assert_eq!(other, "Kustomization"),
                }
            }
        }

        #[test]
        fn any_name_leaves_the_comment_about_your_certificate_a_comment(
            namespace in any::<String>(),
            secret in any::<String>(),
        ) {
            let mut intent = test_intent::intent();
            intent.existing.namespace = true;
            intent.namespace = namespace;
            intent.secrets = Secrets::Single { name: secret };
            intent.server_certificate = ServerCertificate::FromPublicCa;
            let text = secrets::render(&intent, None);
            let parsed: Value = serde_norway::from_str(&text).unwrap();
            prop_assert_eq!(parsed, Value::Null);
        }
    }
}
