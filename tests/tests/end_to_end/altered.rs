//! Bundles with a part other than an annotation taken away or put in another's place: whatever opens the
//! door must be noticed.

use std::path::Path;

use pki::Algorithm;
use tests::deployed::{Deployed, objects};
use tests::plans;

use crate::certificates::{base64, stranger};
use crate::expect::assert_refused;
use crate::{HOST, elliptic, unpacked};

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

/// The objects of a bundle with a part taken away or put in another's place.
pub(crate) fn altered(folder: &Path, file: &str, alter: impl Fn(&str) -> String) -> Deployed {
    let mut texts = objects(folder);
    let (_, text) = texts.iter_mut().find(|(name, _)| name == file).unwrap();
    let altered = alter(text);
    assert_ne!(*text, altered, "nothing was altered in {file}");
    *text = altered;
    let texts = texts.iter().map(|(_, text)| text.as_str());
    Deployed::of_objects(folder, HOST, "/resource", texts).unwrap()
}

pub(crate) fn without_lines(text: &str, part: &str) -> String {
    let kept: Vec<_> = text.lines().filter(|line| !line.contains(part)).collect();
    kept.join("\n") + "\n"
}

/// The bundle's own test must fail, and say which check did.
pub(crate) fn assert_own_test_fails(deployed: &Deployed, check: &str) {
    let tested = deployed.run_own_test();
    assert!(!tested.success, "{}", tested.describe());
    let failed = format!("FAILED  {check}\n");
    assert!(
        tested.all().contains(&failed),
        "{failed}{}",
        tested.describe()
    );
}
