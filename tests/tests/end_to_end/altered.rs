//! Bundles with a part taken away or put in another's place: whatever opens the door must be noticed.

use std::path::Path;

use pki::Algorithm;
use plan::VerifyMode;
use tests::deployed::{Deployed, objects};
use tests::plans;

use crate::certificates::{base64, colleague, long_chain, stranger};
use crate::expect::{assert_missing, assert_refused};
use crate::{HOST, elliptic, unpacked};

#[test]
fn without_auth_tls_secret_anyone_gets_in_and_the_test_says_so() {
    let folder = unpacked("no secret annotation", &elliptic());
    let deployed = altered(&folder, "40-ingress.yaml", |text| {
        without_lines(text, "auth-tls-secret")
    });
    assert!(deployed.without_certificate().is_from_application());
    assert_own_test_fails(&deployed, "without a certificate");
}

#[test]
fn without_ca_crt_anyone_gets_in_and_the_test_says_so() {
    // The secret keeps another key pair, so that it stays one the controller reads.
    let mut plan = plans::article();
    plan.keys.all = Algorithm::EcdsaP256;
    let folder = unpacked("no ca.crt", &plan);
    let deployed = altered(&folder, "10-secrets.yaml", |text| {
        without_lines(text, "ca.crt")
    });
    assert!(deployed.without_certificate().is_from_application());
    assert_own_test_fails(&deployed, "without a certificate");
}

#[test]
fn with_verification_off_or_optional_anyone_gets_in_and_the_test_says_so() {
    let mut plan = elliptic();
    plan.kubernetes.restrict_client = false;
    let folder = unpacked("verification off", &plan);
    for mode in ["\"off\"", "optional"] {
        let deployed = altered(&folder, "40-ingress.yaml", |text| {
            let lines = text
                .lines()
                .map(|line| match line.split_once("auth-tls-verify-client:") {
                    Some((before, _)) => format!("{before}auth-tls-verify-client: {mode}"),
                    None => line.to_owned(),
                });
            lines.collect::<Vec<_>>().join("\n")
        });
        assert!(deployed.without_certificate().is_from_application());
        assert_own_test_fails(&deployed, "without a certificate");
    }
}

#[test]
fn without_match_cn_a_colleague_gets_in() {
    let folder = unpacked("no match-cn", &elliptic());
    let colleague = colleague(&folder, "/CN=evil");
    let deployed = altered(&folder, "40-ingress.yaml", |text| {
        without_lines(text, "auth-tls-match-cn")
    });
    assert!(deployed.with_files(&colleague).is_from_application());
}

#[test]
fn without_verify_client_an_optional_certificate_is_required() {
    let mut plan = elliptic();
    plan.kubernetes.restrict_client = false;
    plan.kubernetes.verify_client = VerifyMode::Optional;
    let folder = unpacked("no verify-client", &plan);
    let deployed = altered(&folder, "40-ingress.yaml", |text| {
        without_lines(text, "auth-tls-verify-client")
    });
    assert_missing(&deployed.without_certificate());
    assert_own_test_fails(&deployed, "without a certificate");
}

#[test]
fn without_verify_depth_a_long_chain_is_refused() {
    let mut plan = elliptic();
    plan.kubernetes.restrict_client = false;
    plan.kubernetes.verify_depth = "2".into();
    let folder = unpacked("no verify-depth", &plan);
    // The bundle's own CA signs leaves alone, so a chain that long is somebody else's.
    let chain = long_chain(&folder);
    let own = base64(&folder.join("pki/ca.crt"));
    let secrets = std::fs::read_to_string(folder.join("kubernetes/10-secrets.yaml")).unwrap();
    let secrets = secrets.replace(&own, &base64(&folder.join("root.crt")));
    std::fs::write(folder.join("kubernetes/10-secrets.yaml"), secrets).unwrap();

    let complete = Deployed::new(&folder, HOST, "/resource").unwrap();
    let answer = complete.with_files(&chain);
    assert!(
        answer.is_from_application(),
        "{answer:?}\n{}",
        complete.log()
    );
    let deployed = altered(&folder, "40-ingress.yaml", |text| {
        without_lines(text, "auth-tls-verify-depth")
    });
    assert_refused(&deployed.with_files(&chain));
}

#[test]
fn without_passing_the_certificate_the_application_gets_none() {
    let mut plan = elliptic();
    plan.kubernetes.pass_certificate = true;
    let folder = unpacked("no passing", &plan);
    let complete = Deployed::new(&folder, HOST, "/resource").unwrap();
    assert!(complete.with("client").seen("ssl-client-cert").is_some());
    let deployed = altered(&folder, "40-ingress.yaml", |text| {
        without_lines(text, "auth-tls-pass-certificate-to-upstream")
    });
    assert_eq!(deployed.with("client").seen("ssl-client-cert"), None);
    assert_own_test_fails(&deployed, "the header ssl-client-cert");
}

#[test]
fn without_tls_the_server_is_a_stranger_to_its_callers() {
    let folder = unpacked("no tls", &elliptic());
    let deployed = altered(&folder, "40-ingress.yaml", |text| {
        without_lines(text, "secretName")
    });
    let refused = deployed.call().try_send().unwrap_err();
    assert!(refused.contains("SSL certificate problem"), "{refused}");
    assert_own_test_fails(&deployed, "with the client certificate");
}

#[test]
fn a_port_that_leads_nowhere_is_noticed() {
    let folder = unpacked("wrong port", &elliptic());
    let deployed = altered(&folder, "30-service.yaml", |text| {
        text.replace("3000", "3001")
    });
    assert_eq!(deployed.with("client").status, 503);
    assert_own_test_fails(&deployed, "with the client certificate");
}

#[test]
fn another_ca_keeps_the_client_out_and_the_test_says_so() {
    let folder = unpacked("other ca", &elliptic());
    let other = stranger("other ca", &elliptic()).with_file_name("ca.crt");
    let own = folder.join("pki/ca.crt");
    let deployed = altered(&folder, "10-secrets.yaml", |text| {
        text.replace(&base64(&own), &base64(&other))
    });
    assert_refused(&deployed.with("client"));
    assert_own_test_fails(&deployed, "with the client certificate");
}

/// The objects of a default bundle with a part taken away or put in another's place.
fn altered(folder: &Path, file: &str, alter: impl Fn(&str) -> String) -> Deployed {
    let mut texts = objects(folder);
    let (_, text) = texts.iter_mut().find(|(name, _)| name == file).unwrap();
    let altered = alter(text);
    assert_ne!(*text, altered, "nothing was altered in {file}");
    *text = altered;
    let texts = texts.iter().map(|(_, text)| text.as_str());
    Deployed::of_objects(folder, HOST, "/resource", texts).unwrap()
}

fn without_lines(text: &str, part: &str) -> String {
    let kept: Vec<_> = text.lines().filter(|line| !line.contains(part)).collect();
    kept.join("\n") + "\n"
}

/// The bundle's own test must fail, and say which check did.
fn assert_own_test_fails(deployed: &Deployed, check: &str) {
    let tested = deployed.run_own_test();
    assert!(!tested.success, "{}", tested.describe());
    let failed = format!("FAILED  {check}\n");
    assert!(
        tested.all().contains(&failed),
        "{failed}{}",
        tested.describe()
    );
}
