//! Every annotation of the bundle's Ingress, taken away: what it is there for must end, and be noticed.

use std::collections::BTreeSet;
use std::path::Path;

use plan::{Plan, VerifyMode};
use tests::bundle::intent;
use tests::deployed::Deployed;
use tests::plans;

use crate::altered::{altered, assert_own_test_fails, without_lines};
use crate::certificates::{base64, colleague, long_chain};
use crate::{HOST, elliptic, unpacked};

const PREFIX: &str = "nginx.ingress.kubernetes.io/";

/// One annotation and what it is there for.
struct Case {
    annotation: &'static str,
    /// A plan whose Ingress needs it.
    plan: fn() -> Plan,
    /// Makes what callers present, or changes the bundle, before it is deployed.
    prepare: fn(&Path),
    /// True with the annotation and false without.
    holds: fn(&Deployed, &Path) -> bool,
    /// The check of the bundle's own test that fails without, where it has one.
    own_check: Option<&'static str>,
}

const CASES: [Case; 6] = [
    Case {
        annotation: "auth-tls-secret",
        plan: elliptic,
        prepare: |_| (),
        holds: |deployed, _| !deployed.without_certificate().is_from_application(),
        own_check: Some("without a certificate"),
    },
    Case {
        annotation: "auth-tls-match-cn",
        plan: elliptic,
        prepare: |folder| drop(colleague(folder, "/CN=evil")),
        holds: |deployed, folder| {
            let colleague = deployed.with_files(&folder.join("colleague"));
            !colleague.is_from_application()
        },
        own_check: None,
    },
    Case {
        // Without it the controller requires a certificate (authtls/main.go:176).
        annotation: "auth-tls-verify-client",
        plan: || {
            let mut plan = unrestricted();
            plan.kubernetes.verify_client = VerifyMode::Optional;
            plan
        },
        prepare: |_| (),
        holds: |deployed, _| deployed.without_certificate().is_from_application(),
        own_check: Some("without a certificate"),
    },
    Case {
        // Without it the controller takes 1 (authtls/main.go:182).
        annotation: "auth-tls-verify-depth",
        plan: || {
            let mut plan = unrestricted();
            plan.kubernetes.verify_depth = "2".into();
            plan
        },
        prepare: trust_long_chain,
        holds: |deployed, folder| {
            let chained = deployed.with_files(&folder.join("chained"));
            chained.is_from_application()
        },
        own_check: None,
    },
    Case {
        annotation: "auth-tls-pass-certificate-to-upstream",
        plan: || {
            let mut plan = elliptic();
            plan.kubernetes.pass_certificate = true;
            plan
        },
        prepare: |_| (),
        holds: |deployed, _| deployed.with("client").seen("ssl-client-cert").is_some(),
        own_check: Some("the header ssl-client-cert"),
    },
    Case {
        // `ssl-redirect`, on by default, redirects only where the controller has a certificate for the host
        // (lua_ingress.lua:65, `redirect_to_https`); and where the client's name is demanded, no call
        // without TLS gets as far as that (nginx.tmpl:917).
        annotation: "force-ssl-redirect",
        plan: unrestricted,
        prepare: without_server_certificate,
        holds: |deployed, _| {
            let plain = deployed.over_http();
            assert_eq!(plain.is_from_application(), plain.status != 308);
            plain.status == 308 && plain.location == format!("https://{HOST}/resource")
        },
        own_check: Some("without TLS"),
    },
];

#[test]
fn what_an_annotation_is_for_ends_without_it() {
    for case in &CASES {
        let annotation = case.annotation;
        let folder = unpacked(annotation, &(case.plan)());
        (case.prepare)(&folder);
        let complete = Deployed::new(&folder, HOST, "/resource").unwrap();
        assert!((case.holds)(&complete, &folder), "with {annotation}");
        let deployed = altered(&folder, "40-ingress.yaml", |text| {
            without_lines(text, &format!("{PREFIX}{annotation}:"))
        });
        assert!(!(case.holds)(&deployed, &folder), "without {annotation}");
        if let Some(check) = case.own_check {
            assert_own_test_fails(&deployed, check);
        }
    }
}

#[test]
fn every_annotation_has_its_case() {
    let emitted: BTreeSet<_> = plans::all()
        .iter()
        .flat_map(|(_, plan)| annotations(plan))
        .collect();
    let cases = CASES.map(|case| format!("{PREFIX}{}", case.annotation));
    assert_eq!(emitted, BTreeSet::from(cases));
}

/// The names of all annotations that the plan's Ingress has.
fn annotations(plan: &Plan) -> Vec<String> {
    let intent = intent(plan);
    let documents = manifests::documents(&intent);
    let mut documents = documents.iter();
    let ingress = documents.find(|document| document.path == "kubernetes/40-ingress.yaml");
    let ingress = ingress.unwrap().render(&intent, None);
    let ingress: serde_norway::Value = serde_norway::from_str(&ingress).unwrap();
    let annotations = ingress["metadata"]["annotations"].as_mapping().unwrap();
    let names = annotations.keys().map(|name| name.as_str().unwrap());
    names.map(str::to_owned).collect()
}

/// The client's name is not demanded, so that nothing else keeps a caller out.
fn unrestricted() -> Plan {
    let mut plan = elliptic();
    plan.kubernetes.restrict_client = false;
    plan
}

/// The bundle's own CA signs leaves alone, so a chain that long is somebody else's.
fn trust_long_chain(folder: &Path) {
    long_chain(folder);
    replace_in(folder, "10-secrets.yaml", |text| {
        let own = base64(&folder.join("pki/ca.crt"));
        text.replace(&own, &base64(&folder.join("root.crt")))
    });
}

/// As when the secret is missing or is for another host.
fn without_server_certificate(folder: &Path) {
    replace_in(folder, "40-ingress.yaml", |text| {
        without_lines(text, "secretName")
    });
}

fn replace_in(folder: &Path, file: &str, replace: impl Fn(&str) -> String) {
    let path = folder.join("kubernetes").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let replaced = replace(&text);
    assert_ne!(text, replaced, "nothing was replaced in {file}");
    std::fs::write(path, replaced).unwrap();
}
