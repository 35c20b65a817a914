use std::collections::BTreeMap;

use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule,
    IngressServiceBackend, IngressSpec, IngressTLS, ServiceBackendPort,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::named;
use super::subject::match_cn;
use super::yaml::{Ordered, Yaml};
use crate::{Intent, Material};

/// `kubernetes/40-ingress.yaml`.
pub(super) fn render(intent: &Intent, _material: Option<&Material>) -> String {
    let mut yaml = Yaml::default();
    yaml.comment("The auth-tls annotations hold for the whole host, whatever the path.");
    if intent.ingress.restrict_client {
        yaml.comment(
            "The value of auth-tls-match-cn must begin with CN= and is searched for anywhere in the subject:\n\
             what stands before the first | never matches, what follows matches the whole CN and nothing else.",
        );
    }
    yaml.object(&Ordered(ingress(intent)));
    yaml.finish()
}

fn ingress(intent: &Intent) -> Ingress {
    let host = intent.call_host.to_string();
    Ingress {
        metadata: ObjectMeta {
            annotations: Some(annotations(intent)),
            ..named(intent, &intent.ingress.name)
        },
        spec: Some(IngressSpec {
            ingress_class_name: Some(intent.ingress.class.clone()),
            tls: Some(vec![IngressTLS {
                hosts: Some(vec![host.clone()]),
                secret_name: Some(intent.secrets.tls().to_owned()),
            }]),
            rules: Some(vec![IngressRule {
                host: Some(host),
                http: Some(HTTPIngressRuleValue {
                    paths: vec![path(intent)],
                }),
            }]),
            ..IngressSpec::default()
        }),
        ..Ingress::default()
    }
}

fn path(intent: &Intent) -> HTTPIngressPath {
    HTTPIngressPath {
        path: Some(intent.ingress.path.clone()),
        path_type: "Prefix".into(),
        backend: IngressBackend {
            service: Some(IngressServiceBackend {
                name: intent.workload.service.clone(),
                port: Some(ServiceBackendPort {
                    number: Some(intent.workload.service_port.into()),
                    name: None,
                }),
            }),
            resource: None,
        },
    }
}

/// The annotations of ingress-nginx (`annotations/authtls` and `annotations/rewrite`). Without
/// `force-ssl-redirect` port 80 would serve the application, and ask for no certificate, as soon as the
/// controller cannot use the TLS secret.
fn annotations(intent: &Intent) -> BTreeMap<String, String> {
    let ingress = &intent.ingress;
    let secret = format!("{}/{}", intent.namespace, intent.secrets.client_ca());
    let pass = ingress.pass_certificate.to_string();
    let mut annotations = vec![
        ("auth-tls-secret", secret),
        (
            "auth-tls-verify-client",
            ingress.verify_client.as_str().to_owned(),
        ),
        ("auth-tls-verify-depth", ingress.verify_depth.to_string()),
        ("auth-tls-pass-certificate-to-upstream", pass),
        ("force-ssl-redirect", "true".to_owned()),
    ];
    if ingress.restrict_client {
        annotations.push(("auth-tls-match-cn", match_cn(&intent.client_name)));
    }
    annotations
        .into_iter()
        .map(|(name, value)| (format!("nginx.ingress.kubernetes.io/{name}"), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::{Secrets, VerifyMode, test_intent};

    fn parsed(intent: &Intent) -> Value {
        serde_norway::from_str(&render(intent, None)).unwrap()
    }

    fn annotation(intent: &Intent, name: &str) -> Option<String> {
        let name = format!("nginx.ingress.kubernetes.io/{name}");
        let value = &parsed(intent)["metadata"]["annotations"][&name];
        value.as_str().map(str::to_owned)
    }

    #[test]
    fn the_host_is_the_call_host_in_rule_and_tls() {
        let parsed = parsed(&test_intent::intent());
        assert_eq!(parsed["apiVersion"], "networking.k8s.io/v1");
        let spec = &parsed["spec"];
        assert_eq!(spec["ingressClassName"], "nginx");
        assert_eq!(
            spec["tls"],
            json!([{"hosts": ["api.contoso.example"], "secretName": "api-tls"}])
        );
        assert_eq!(spec["rules"][0]["host"], "api.contoso.example");
        assert_eq!(
            spec["rules"][0]["http"]["paths"],
            json!([{
                "path": "/",
                "pathType": "Prefix",
                "backend": {"service": {"name": "tinyrest-svc", "port": {"number": 8080}}},
            }])
        );
    }

    #[test]
    fn annotations_follow_the_plan() {
        let mut intent = test_intent::intent();
        assert_eq!(
            annotation(&intent, "auth-tls-secret").as_deref(),
            Some("default/apim-client-ca")
        );
        assert_eq!(
            annotation(&intent, "auth-tls-verify-client").as_deref(),
            Some("on")
        );
        assert_eq!(
            annotation(&intent, "auth-tls-verify-depth").as_deref(),
            Some("1")
        );
        assert_eq!(
            annotation(&intent, "auth-tls-pass-certificate-to-upstream").as_deref(),
            Some("false")
        );
        assert_eq!(
            annotation(&intent, "force-ssl-redirect").as_deref(),
            Some("true")
        );
        assert!(annotation(&intent, "auth-tls-match-cn").is_some());

        intent.secrets = Secrets::Single { name: "one".into() };
        intent.namespace = "apps".into();
        intent.ingress.verify_client = VerifyMode::OptionalNoCa;
        intent.ingress.verify_depth = 3;
        intent.ingress.pass_certificate = true;
        intent.ingress.restrict_client = false;
        assert_eq!(
            annotation(&intent, "auth-tls-secret").as_deref(),
            Some("apps/one")
        );
        assert_eq!(
            annotation(&intent, "auth-tls-verify-client").as_deref(),
            Some("optional_no_ca")
        );
        assert_eq!(
            annotation(&intent, "auth-tls-verify-depth").as_deref(),
            Some("3")
        );
        assert_eq!(
            annotation(&intent, "auth-tls-pass-certificate-to-upstream").as_deref(),
            Some("true")
        );
        assert_eq!(annotation(&intent, "auth-tls-match-cn"), None);
    }

    #[test]
    fn metadata_reads_as_people_write_it() {
        let text = render(&test_intent::intent(), None);
        let order: Vec<_> = [
            "apiVersion:",
            "kind:",
            "  name:",
            "  annotations:",
            "  ingressClassName:",
            "  tls:",
            "  rules:",
        ]
        .map(|word| text.find(word).unwrap())
        .into();
        assert!(order.is_sorted(), "{text}");
    }
}
