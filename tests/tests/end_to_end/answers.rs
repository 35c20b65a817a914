//! Each kind of plan gives its answers, and its own test agrees.

use pki::Authorities;
use plan::{Plan, VerifyMode};
use tests::bundle::PFX_PASSPHRASE;
use tests::deployed::{Deployed, objects};
use tests::plans;
use tests::tool::Tool;

use crate::certificates::stranger;
use crate::expect::{assert_let_in, assert_missing, assert_own_test_passes, assert_refused};
use crate::{HOST, deploy, elliptic, unpacked};

/// What holds for every plan that requires a certificate and restricts the client by its name.
fn assert_recommended_answers(name: &str, plan: &Plan, issuer: &str) {
    let deployed = deploy(name, plan);
    assert_missing(&deployed.without_certificate());
    assert_let_in(&deployed.with("client"), issuer);
    assert_let_in(&deployed.with_pfx("client.pfx", PFX_PASSPHRASE), issuer);
    assert_refused(&deployed.with_files(&stranger(name, plan)));
    assert_refused(&deployed.with("server"));
    assert_own_test_passes(&deployed);
}

#[test]
fn the_default_plan() {
    assert_recommended_answers("default", &Plan::default(), "My Cert Authority");
}

#[test]
fn elliptic_curves() {
    assert_recommended_answers("elliptic", &elliptic(), "My Cert Authority");
}

#[test]
fn separate_authorities() {
    let mut plan = elliptic();
    plan.issuer.authorities = Authorities::Separate;
    assert_recommended_answers("separate", &plan, "My Client Authority");
    let log = deploy("separate log", &plan);
    assert_refused(&log.with("server"));
    assert!(
        log.log().contains("client SSL certificate verify error"),
        "{}",
        log.log()
    );
}

#[test]
fn another_client_than_api_management() {
    assert_recommended_answers("curl", &plans::curl(), "My Cert Authority");
}

#[test]
fn the_articles_plan() {
    let plan = plans::article();
    let deployed = deploy("article", &plan);
    assert_missing(&deployed.without_certificate());
    assert_let_in(&deployed.with("client"), "My Cert Authority");
    assert_let_in(
        &deployed.with_pfx("client.pfx", PFX_PASSPHRASE),
        "My Cert Authority",
    );
    assert_refused(&deployed.with_files(&stranger("article", &plan)));
    // Both usages on both leaves, and no restriction by name: what its finding warns of.
    assert!(deployed.with("server").is_from_application());
    assert_own_test_passes(&deployed);

    let plain = deployed.over_http();
    assert_eq!(plain.status, 308, "{plain:?}");
    assert_eq!(plain.location, format!("https://{HOST}/resource"));
}

#[test]
fn a_server_certificate_from_elsewhere() {
    let folder = unpacked("existing", &plans::existing());
    assert!(!folder.join("pki/server.crt").exists());
    // The public CA and its certificate; the secret is made as the bundle says.
    let public = stranger("existing", &elliptic()).with_file_name("");
    let secret = Tool::new("kubectl")
        .args(["create", "secret", "tls", "api-tls", "--namespace=default"])
        .args([format!("--cert={}", public.join("server.crt").display())])
        .args([format!("--key={}", public.join("server.key").display())])
        .args(["--dry-run=client", "--output=yaml"])
        .succeed();
    let mut texts: Vec<_> = objects(&folder).into_iter().map(|(_, text)| text).collect();
    texts.push(secret);
    let texts = texts.iter().map(String::as_str);
    let deployed = Deployed::of_objects(&folder, HOST, "/resource", texts)
        .unwrap()
        .trusting(&public.join("ca.crt"));
    assert_missing(&deployed.without_certificate());
    assert_let_in(&deployed.with("client"), "My Cert Authority");
    assert_own_test_passes(&deployed);
}

#[test]
fn optional_lets_nobody_through_as_somebody() {
    let mut plan = elliptic();
    plan.kubernetes.verify_client = VerifyMode::Optional;
    plan.kubernetes.restrict_client = false;
    plan.kubernetes.pass_certificate = true;
    let deployed = deploy("optional", &plan);
    let without = deployed.without_certificate();
    assert!(without.is_from_application(), "{without:?}");
    assert_eq!(without.seen("ssl-client-verify").unwrap(), "NONE");
    let with = deployed.with("client");
    assert_let_in(&with, "My Cert Authority");
    let passed = with.seen("ssl-client-cert").unwrap();
    assert!(
        passed.starts_with("-----BEGIN%20CERTIFICATE-----"),
        "{passed}"
    );
    assert_refused(&deployed.with_files(&stranger("optional", &plan)));
    assert_own_test_passes(&deployed);
}

#[test]
fn any_ca_is_told_to_the_application() {
    let mut plan = elliptic();
    plan.kubernetes.verify_client = VerifyMode::OptionalNoCa;
    plan.kubernetes.restrict_client = false;
    let deployed = deploy("optional no ca", &plan);
    let unknown = deployed.with_files(&stranger("optional no ca", &plan));
    assert!(unknown.is_from_application(), "{unknown:?}");
    let verdict = unknown.seen("ssl-client-verify").unwrap();
    assert!(verdict.starts_with("FAILED:"), "{verdict}");
    assert_own_test_passes(&deployed);
}

#[test]
fn port_80_never_serves_the_application() {
    // The restriction by name stands before the redirect (nginx.tmpl:917), so the redirect is not reached.
    let plain = deploy("plain http restricted", &elliptic()).over_http();
    assert_eq!(plain.status, 403, "{plain:?}");
    assert!(!plain.is_from_application());

    let mut open = elliptic();
    open.kubernetes.restrict_client = false;
    let plain = deploy("plain http", &open).over_http();
    assert_eq!(plain.status, 308, "{plain:?}");
    assert_eq!(plain.location, format!("https://{HOST}/resource"));
}

#[test]
fn only_the_path_of_the_plan_is_served() {
    let mut plan = elliptic();
    plan.kubernetes.path = "/books".into();
    let folder = unpacked("path", &plan);
    let below = Deployed::new(&folder, HOST, "/books/1").unwrap();
    assert!(below.with("client").is_from_application());
    assert_own_test_passes(&below);
    let beside = Deployed::new(&folder, HOST, "/other").unwrap();
    assert_eq!(beside.with("client").status, 404);
}
