//! Parsers that did not write what they read.

use manifests::Intent;
use serde::Deserialize as _;

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

/// What was resolved is what an independent parser reads.
pub(crate) fn assert_values_stand(intent: &Intent, texts: &[(&str, String)]) {
    let text = |path: &str| {
        texts
            .iter()
            .find(|(found, _)| *found == path)
            .map(|(_, text)| text)
    };
    let ingress = &yaml(text("kubernetes/40-ingress.yaml").unwrap())[0];
    let rule = &ingress["spec"]["rules"][0];
    assert_eq!(ingress["metadata"]["name"], intent.ingress.name.as_str());
    assert_eq!(ingress["metadata"]["namespace"], intent.namespace.as_str());
    assert_eq!(
        ingress["spec"]["ingressClassName"],
        intent.ingress.class.as_str()
    );
    assert_eq!(rule["host"], intent.call_host.as_str());
    assert_eq!(
        ingress["spec"]["tls"][0]["hosts"][0],
        intent.call_host.as_str()
    );
    let path = &rule["http"]["paths"][0];
    assert_eq!(path["path"], intent.ingress.path.as_str());
    assert_eq!(
        path["backend"]["service"]["name"],
        intent.workload.service.as_str()
    );
    assert_eq!(
        path["backend"]["service"]["port"]["number"],
        u64::from(intent.workload.service_port)
    );
    if let Some(deployment) = text("kubernetes/20-deployment.yaml") {
        let deployment = yaml(deployment).pop().unwrap();
        let container = &deployment["spec"]["template"]["spec"]["containers"][0];
        assert_eq!(container["image"], intent.workload.image.as_str());
        assert_eq!(
            container["ports"][0]["containerPort"],
            u64::from(intent.workload.container_port)
        );
    }
}
