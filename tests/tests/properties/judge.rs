//! Parsers that did not write what they read.

use manifests::Intent;
use serde::Deserialize as _;
use serde_json::Value;

/// Every text is what its name says, to a parser that did not write it.
pub(crate) fn parse(path: &str, text: &str) {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("yaml") => assert!(!yaml(text).is_empty() || is_comment(text), "{path}\n{text}"),
        Some("xml") => {
            let parsed = roxmltree::Document::parse(text);
            assert!(parsed.is_ok(), "{path}: {parsed:?}\n{text}");
        }
        Some("sh") => assert!(text.starts_with("#!/usr/bin/env bash\n"), "{path}"),
        Some("cnf" | "md") => {}
        _ => panic!("nothing judges {path}"),
    }
}

/// A file whose objects are all made elsewhere says so, and nothing more.
fn is_comment(text: &str) -> bool {
    text.lines()
        .all(|line| line.is_empty() || line.starts_with('#'))
}

fn yaml(text: &str) -> Vec<serde_norway::Value> {
    serde_norway::Deserializer::from_str(text)
        .map(|document| {
            serde_norway::Value::deserialize(document).unwrap_or_else(|e| panic!("{e}\n{text}"))
        })
        .filter(|value| !value.is_null())
        .collect()
}

/// What was resolved that an independent parser does not read where it belongs: the paths of those values.
pub(crate) fn lost_values(intent: &Intent, texts: &[(&str, String)]) -> Vec<&'static str> {
    let document = |path| {
        let text = texts.iter().find(|(found, _)| *found == path);
        text.and_then(|(_, text)| yaml(text).pop())
    };
    let ingress = document("kubernetes/40-ingress.yaml").unwrap();
    let mut lost = lost(&ingress, &in_ingress(intent));
    if let Some(deployment) = document("kubernetes/20-deployment.yaml") {
        lost.extend(self::lost(&deployment, &in_deployment(intent)));
    }
    lost
}

/// Paths as in JSON pointers, and what must stand there.
type Expected = Vec<(&'static str, Value)>;

fn in_ingress(intent: &Intent) -> Expected {
    vec![
        ("/metadata/name", intent.ingress.name.as_str().into()),
        ("/metadata/namespace", intent.namespace.as_str().into()),
        (
            "/spec/ingressClassName",
            intent.ingress.class.as_str().into(),
        ),
        ("/spec/tls/0/hosts/0", intent.call_host.as_str().into()),
        ("/spec/rules/0/host", intent.call_host.as_str().into()),
        (
            "/spec/rules/0/http/paths/0/path",
            intent.ingress.path.as_str().into(),
        ),
        (
            "/spec/rules/0/http/paths/0/backend/service/name",
            intent.workload.service.as_str().into(),
        ),
        (
            "/spec/rules/0/http/paths/0/backend/service/port/number",
            intent.workload.service_port.into(),
        ),
    ]
}

fn in_deployment(intent: &Intent) -> Expected {
    vec![
        (
            "/spec/template/spec/containers/0/image",
            intent.workload.image.as_str().into(),
        ),
        (
            "/spec/template/spec/containers/0/ports/0/containerPort",
            intent.workload.container_port.into(),
        ),
    ]
}

fn lost(document: &serde_norway::Value, expected: &Expected) -> Vec<&'static str> {
    let document = serde_json::to_value(document).unwrap();
    expected
        .iter()
        .filter(|(path, value)| document.pointer(path) != Some(value))
        .map(|(path, _)| *path)
        .collect()
}
