//! The whole way: a bundle is made, unpacked and deployed unedited; a real nginx refuses callers without the
//! client's certificate and lets the right one in. Then parts are taken away, and the checks must notice.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::path::{Path, PathBuf};

use pki::{Algorithm, Authorities};
use plan::{Plan, VerifyMode};
use tests::bundle::{Bundle, CA_KEY_PASSPHRASE, PFX_PASSPHRASE};
use tests::curl::Answer;
use tests::deployed::{Deployed, objects};
use tests::tool::Tool;
use tests::{folder, plans};

const HOST: &str = "api.contoso.example";

fn elliptic() -> Plan {
    let mut plan = Plan::default();
    plan.keys.all = Algorithm::EcdsaP256;
    plan
}

fn unpacked(name: &str, plan: &Plan) -> PathBuf {
    let folder = folder::fresh(name);
    Bundle::make(plan).unpack(&folder);
    folder
}

fn deploy(name: &str, plan: &Plan) -> Deployed {
    Deployed::new(&unpacked(name, plan), HOST, "/resource").unwrap()
}

/// The same plan with keys of its own: the same names, another CA.
fn stranger(name: &str, plan: &Plan) -> PathBuf {
    let mut plan = plan.clone();
    plan.keys.all = Algorithm::EcdsaP256;
    let folder = folder::fresh(&format!("{name} stranger"));
    Bundle::make_strange(&plan).unpack(&folder);
    folder.join("pki/client")
}

/// A certificate of the bundle's own client CA with another name. Returns its path without an ending.
fn colleague(folder: &Path, authority: &str) -> PathBuf {
    let stem = folder.join("colleague");
    let [key, request, certificate] =
        ["key", "csr", "crt"].map(|ending| stem.with_extension(ending));
    Tool::new("openssl")
        .args([
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
        ])
        .args([
            "-subj",
            "/O=Contoso/CN=apim.contoso.example.evil",
            "-keyout",
        ])
        .args([&key])
        .args(["-out"])
        .args([&request])
        .succeed();
    Tool::new("openssl")
        .args([
            "x509",
            "-req",
            "-days",
            "1",
            "-passin",
            "env:PASSPHRASE",
            "-in",
        ])
        .args([&request])
        .args(["-CA"])
        .args([folder.join(format!("pki/{authority}.crt"))])
        .args(["-CAkey"])
        .args([folder.join(format!("{authority}.key"))])
        .args(["-out"])
        .args([&certificate])
        .env("PASSPHRASE", CA_KEY_PASSPHRASE)
        .succeed();
    stem
}

fn assert_missing(answer: &Answer) {
    assert_eq!(answer.status, 400, "{answer:?}");
    assert!(
        answer.body.contains("No required SSL certificate was sent"),
        "{answer:?}"
    );
}

fn assert_refused(answer: &Answer) {
    assert_eq!(answer.status, 400, "{answer:?}");
    assert!(
        answer.body.contains("The SSL certificate error"),
        "{answer:?}"
    );
}

fn assert_let_in(answer: &Answer, issuer: &str) {
    assert!(answer.is_from_application(), "{answer:?}");
    let seen = |header| {
        answer
            .seen(header)
            .unwrap_or_else(|| panic!("no {header} in {answer:?}"))
    };
    assert_eq!(seen("ssl-client-verify"), "SUCCESS");
    // In the article's order: the certificate lists the common name first, nginx prints it last.
    assert_eq!(
        seen("ssl-client-subject-dn"),
        "C=US,L=Redmond,O=Contoso,CN=apim.contoso.example"
    );
    assert_eq!(seen("ssl-client-issuer-dn"), format!("CN={issuer}"));
    // The article's other headers.
    assert_eq!(seen("host"), HOST);
    assert_eq!(seen("x-forwarded-host"), HOST);
    assert_eq!(seen("x-forwarded-port"), "443");
    assert_eq!(seen("x-forwarded-proto"), "https");
    assert_eq!(seen("x-scheme"), "https");
    assert_eq!(seen("x-real-ip"), "127.0.0.1");
    assert_eq!(seen("x-forwarded-for"), "127.0.0.1");
    assert_eq!(seen("x-request-id").len(), 32);
}

fn assert_own_test_passes(deployed: &Deployed) {
    let tested = deployed.run_own_test();
    assert!(tested.success, "{}", tested.describe());
    assert!(
        tested.text().contains("Every check is as expected."),
        "{}",
        tested.describe()
    );
}

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
fn another_name_of_the_same_authority_is_kept_out() {
    let plan = elliptic();
    let folder = unpacked("colleague", &plan);
    let colleague = colleague(&folder, "ca");
    let deployed = Deployed::new(&folder, HOST, "/resource").unwrap();
    let answer = deployed.with_files(&colleague);
    assert_eq!(answer.status, 403, "{answer:?}");
    assert!(
        answer.body.contains("client certificate unauthorized"),
        "{answer:?}"
    );

    let mut open = plan;
    open.kubernetes.restrict_client = false;
    let deployed = deploy("no restriction", &open);
    assert!(deployed.with_files(&colleague).is_from_application());
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
    let colleague = colleague(&folder, "ca");
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

/// A root (`root.crt`), two authorities below it, and a client below those. Returns the client's path without
/// an ending; its `.crt` holds the authorities too.
fn long_chain(folder: &Path) -> PathBuf {
    let authority = folder.join("authority.cnf");
    std::fs::write(&authority, "basicConstraints = critical, CA:TRUE\n").unwrap();
    let openssl = |arguments: &str| {
        Tool::new("openssl")
            .args(arguments.split(' '))
            .within(folder)
            .succeed();
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    openssl(&format!(
        "req -x509 -days 1 {key} -subj /CN=root -keyout root.key -out root.crt"
    ));
    let mut issuer = "root";
    let mut certificates = Vec::new();
    for name in ["first", "second", "chained"] {
        openssl(&format!(
            "req -new {key} -subj /CN={name} -keyout {name}.key -out {name}.csr"
        ));
        let extensions = if name == "chained" {
            ""
        } else {
            " -extfile authority.cnf"
        };
        openssl(&format!(
            "x509 -req -days 1 -in {name}.csr -CA {issuer}.crt -CAkey {issuer}.key -out {name}.crt{extensions}"
        ));
        certificates.insert(
            0,
            std::fs::read_to_string(folder.join(format!("{name}.crt"))).unwrap(),
        );
        issuer = name;
    }
    let leaf = folder.join("chained");
    std::fs::write(leaf.with_extension("crt"), certificates.concat()).unwrap();
    leaf
}

fn base64(file: &Path) -> String {
    Tool::new("base64")
        .args(["--wrap=0"])
        .args([file])
        .succeed()
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
