//! The model of the controller, judged by a real nginx: what the rules of ingress-nginx say must show in
//! answers, or the end-to-end tests built on it would prove nothing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod certificates;

use std::path::Path;

use tests::curl::{Answer, Request};
use tests::echo;
use tests::ingress_nginx::Cluster;
use tests::nginx::Nginx;
use tests::server::Server;

use certificates::{Certificates, secret};

const HOST: &str = "api.contoso.example";

const WORKLOAD: &str = "
apiVersion: v1
kind: Service
metadata: { name: web, namespace: apps }
spec: { selector: { app: web }, ports: [{ name: http, port: 8080, targetPort: 3000 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: apps }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 3000 }] }] }
";

fn ingress(annotations: &[(&str, &str)]) -> String {
    let annotations: String = annotations
        .iter()
        .map(|(name, value)| format!("    nginx.ingress.kubernetes.io/{name}: '{value}'\n"))
        .collect();
    format!(
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  namespace: apps\n  \
         annotations:\n    other.example/kept: 'yes'\n{annotations}spec:\n  ingressClassName: nginx\n  \
         tls: [{{ hosts: [{HOST}], secretName: api-tls }}]\n  rules:\n  - host: {HOST}\n    http:\n      \
         paths:\n      - path: /\n        pathType: Prefix\n        \
         backend: {{ service: {{ name: web, port: {{ number: 8080 }} }} }}\n"
    )
}

const REQUIRED: [(&str, &str); 2] = [
    ("auth-tls-secret", "apps/client-ca"),
    ("auth-tls-verify-client", "on"),
];

struct Running {
    nginx: Nginx,
    _application: Server,
}

impl Running {
    fn new(documents: &[&str]) -> Self {
        let cluster = Cluster::parse(documents.iter().copied()).unwrap();
        let application = echo::start();
        let nginx = Nginx::start(&cluster, application.port()).unwrap();
        Self {
            nginx,
            _application: application,
        }
    }

    fn https(&self, trusted: &Path) -> Request {
        Request::https(self.nginx.ports(), HOST, "/resource").trusting(trusted)
    }

    fn plain(&self, path: &str) -> Answer {
        Request::http(self.nginx.ports(), HOST, path).send()
    }
}

fn presented(request: Request, own: &Certificates, stem: &str) -> Answer {
    request
        .presenting(
            &own.path(&format!("{stem}.crt")),
            &own.path(&format!("{stem}.key")),
        )
        .send()
}

#[test]
fn a_required_certificate_is_required() {
    let own = Certificates::new(1);
    let stranger = Certificates::new(2);
    let running = Running::new(&[
        WORKLOAD,
        &own.tls_secret(&["server.crt"]),
        &own.client_ca_secret(),
        &ingress(&REQUIRED),
    ]);
    let ca = own.path("ca.crt");

    let without = running.https(&ca).send();
    assert_eq!(without.status, 400);
    assert!(
        without
            .body
            .contains("No required SSL certificate was sent")
    );

    let with = presented(running.https(&ca), &own, "client");
    assert!(with.is_from_application(), "{with:?}");
    assert_eq!(with.seen("ssl-client-verify").unwrap(), "SUCCESS");
    assert_eq!(
        with.seen("ssl-client-subject-dn").unwrap(),
        "CN=apim.contoso.example"
    );
    assert_eq!(with.seen("ssl-client-cert"), None);
    assert_eq!(with.seen("x-forwarded-port").unwrap(), "443");

    for (stem, certificates) in [("client", &stranger), ("server", &own)] {
        let refused = presented(running.https(&ca), certificates, stem);
        assert_eq!(refused.status, 400, "{stem}");
        assert!(refused.body.contains("The SSL certificate error"));
    }

    let redirected = running.plain("/resource/");
    assert_eq!(redirected.status, 308);
    assert_eq!(redirected.location, format!("https://{HOST}/resource"));
}

#[test]
fn a_secret_without_ca_crt_switches_verification_off() {
    let own = Certificates::new(1);
    let running = Running::new(&[
        WORKLOAD,
        &own.tls_secret(&["server.crt"]),
        &ingress(&[("auth-tls-secret", "apps/api-tls")]),
    ]);
    let without = running.https(&own.path("ca.crt")).send();
    assert!(without.is_from_application(), "{without:?}");
    assert_eq!(without.seen("ssl-client-verify"), None);
}

#[test]
fn a_missing_secret_denies_everyone() {
    let own = Certificates::new(1);
    let running = Running::new(&[
        WORKLOAD,
        &own.tls_secret(&["server.crt"]),
        &ingress(&REQUIRED),
    ]);
    let answer = presented(running.https(&own.path("ca.crt")), &own, "client");
    assert_eq!(answer.status, 403);
}

#[test]
fn the_common_name_is_matched_before_anything_is_served() {
    let own = Certificates::new(1);
    let documents = |pattern| {
        let mut annotations = REQUIRED.to_vec();
        annotations.push(("auth-tls-match-cn", pattern));
        [
            WORKLOAD.to_owned(),
            own.tls_secret(&["server.crt"]),
            own.client_ca_secret(),
            ingress(&annotations),
        ]
    };
    let ca = own.path("ca.crt");
    for (pattern, status) in [
        (r"CN=apim\.contoso\.example(,|$)", 200),
        ("CN=apim(,|$)", 403),
    ] {
        let documents = documents(pattern);
        let running = Running::new(&documents.each_ref().map(String::as_str));
        let answer = presented(running.https(&ca), &own, "client");
        assert_eq!(answer.status, status, "{pattern}");
        // nginx.tmpl:917 stands in the server block, which is left before any location redirects.
        assert_eq!(running.plain("/").status, 403);
    }
}

#[test]
fn one_secret_for_all_trusts_what_stands_in_its_chain() {
    let own = Certificates::new(1);
    let stranger = Certificates::new(2);
    let single = secret(
        "api-tls",
        "Opaque",
        &[
            own.entry("tls.crt", &["server.crt", "ca.crt"]),
            own.entry("tls.key", &["server.key"]),
            stranger.entry("ca.crt", &["ca.crt"]),
        ],
    );
    let running = Running::new(&[
        WORKLOAD,
        &single,
        &ingress(&[("auth-tls-secret", "apps/api-tls")]),
    ]);
    // ssl.go:193: the root beside the server certificate has become a trusted client CA.
    for certificates in [&own, &stranger] {
        let answer = presented(running.https(&own.path("ca.crt")), certificates, "client");
        assert!(answer.is_from_application(), "{answer:?}");
    }
}

#[test]
fn a_certificate_for_another_host_is_not_presented() {
    let own = Certificates::new(1);
    let running = Running::new(&[
        WORKLOAD,
        &secret(
            "api-tls",
            "kubernetes.io/tls",
            &[
                own.entry("tls.crt", &["client.crt"]),
                own.entry("tls.key", &["client.key"]),
            ],
        ),
        &ingress(&[]),
    ]);
    let refused = running.https(&own.path("ca.crt")).try_send().unwrap_err();
    assert!(refused.contains("SSL certificate problem"), "{refused}");
    // Without a certificate for the host nothing is redirected either.
    assert!(running.plain("/").is_from_application());
}

#[test]
fn a_service_that_reaches_no_pod_answers_503() {
    let own = Certificates::new(1);
    let elsewhere = WORKLOAD.replace("targetPort: 3000", "targetPort: 3001");
    let running = Running::new(&[&elsewhere, &own.tls_secret(&["server.crt"]), &ingress(&[])]);
    assert_eq!(running.https(&own.path("ca.crt")).send().status, 503);
}

#[test]
fn half_a_pair_and_foreign_classes_are_refused() {
    let own = Certificates::new(1);
    let half = secret(
        "api-tls",
        "kubernetes.io/tls",
        &[own.entry("tls.crt", &["server.crt"])],
    );
    let class = ingress(&[]).replace("ingressClassName: nginx", "ingressClassName: other");
    let path = ingress(&[]).replace("path: /\n", "path: /a~b\n");
    for documents in [
        [half, ingress(&[])],
        [own.tls_secret(&["server.crt"]), class],
        [own.tls_secret(&["server.crt"]), path],
    ] {
        let cluster = Cluster::parse(documents.iter().map(String::as_str)).unwrap();
        assert!(Nginx::start(&cluster, 1).is_err(), "{documents:?}");
    }
}
