use std::collections::BTreeMap;

use super::named;
use super::objects::{
    HttpIngressPath, HttpIngressRuleValue, IngressBackend, IngressRule, IngressServiceBackend,
    IngressSpec, IngressTls, Object, ObjectMeta, ServiceBackendPort,
};
use super::subject::match_cn;
use super::yaml::Yaml;
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
    yaml.object(&ingress(intent));
    yaml.finish()
}

fn ingress(intent: &Intent) -> Object<'_, IngressSpec<'_>> {
    let host = intent.call_host.as_str();
    Object {
        api_version: "networking.k8s.io/v1",
        kind: "Ingress",
        metadata: ObjectMeta {
            annotations: annotations(intent),
            ..named(intent, &intent.ingress.name)
        },
        spec: IngressSpec {
            ingress_class_name: &intent.ingress.class,
            tls: vec![IngressTls {
                hosts: vec![host],
                secret_name: intent.secrets.tls(),
            }],
            rules: vec![IngressRule {
                host,
                http: HttpIngressRuleValue {
                    paths: vec![path(intent)],
                },
            }],
        },
    }
}

fn path(intent: &Intent) -> HttpIngressPath<'_> {
    HttpIngressPath {
        path: &intent.ingress.path,
        path_type: "Prefix",
        backend: IngressBackend {
            service: IngressServiceBackend {
                name: &intent.workload.service,
                port: ServiceBackendPort {
                    number: intent.workload.service_port,
                },
            },
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
    let mut sorted = BTreeMap::new();
    for (name, value) in annotations {
        sorted.insert(format!("nginx.ingress.kubernetes.io/{name}"), value);
    }
    sorted
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
