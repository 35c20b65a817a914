//! The whole engine with keys in pure Rust: what the worker runs, natively.

mod failures;

use std::cell::RefCell;

use inspect::CertificateFacts;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use pki::{Algorithm, Authorities, Role, SoftwareKeys};
use plan::{CaKeyFormat, Plan, to_json};
use pollster::block_on;
use x509_parser::prelude::{FromDer, X509Certificate};
use zeroize::Zeroizing;

use crate::bundle::{bundle_files, material};
use crate::{Artifact, Engine, Passphrase, Progress, Request, Response};

/// 2026-01-01.
const NOW: i64 = 1_767_225_600;

fn engine() -> Engine<SoftwareKeys> {
    Engine::new(SoftwareKeys::new(&Zeroizing::new([7; 32])))
}

fn plan(change: impl FnOnce(&mut Plan)) -> Plan {
    let mut plan = Plan::default();
    plan.keys.all = Algorithm::EcdsaP256;
    change(&mut plan);
    plan
}

fn order(plan: &Plan, ca_key_format: CaKeyFormat) -> Request {
    order_with(plan, ca_key_format, ["of the pfx", "of the ca"])
}

fn order_with(plan: &Plan, ca_key_format: CaKeyFormat, [pfx, ca_key]: [&str; 2]) -> Request {
    let mut plan = plan.clone();
    plan.packaging.ca_key_format = ca_key_format;
    Request::Generate {
        plan: to_json(&plan),
        pfx_passphrase: Passphrase::new(pfx.into()),
        ca_key_passphrase: Passphrase::new(ca_key.into()),
    }
}

fn answer(engine: &Engine<SoftwareKeys>, request: Request) -> (Response, Vec<Progress>) {
    let heard = RefCell::new(Vec::new());
    let progress = |step| heard.borrow_mut().push(step);
    let response = block_on(engine.handle(request, NOW, &progress));
    (response, heard.into_inner())
}

fn generated(request: Request) -> (Vec<CertificateFacts>, Vec<Artifact>) {
    match answer(&engine(), request).0 {
        Response::Generated {
            facts, artifacts, ..
        } => (facts, artifacts),
        other => panic!("{other:?}"),
    }
}

fn paths(artifacts: &[Artifact]) -> Vec<&str> {
    artifacts
        .iter()
        .map(|artifact| artifact.path.as_str())
        .collect()
}

fn find<'a>(artifacts: &'a [Artifact], path: &str) -> &'a Artifact {
    artifacts
        .iter()
        .find(|artifact| artifact.path == path)
        .unwrap_or_else(|| panic!("{path} is missing"))
}

fn label(artifact: &Artifact) -> String {
    pem::parse(&artifact.bytes).unwrap().tag().to_owned()
}

#[test]
fn one_authority_gives_the_fixed_layout() {
    let plan = plan(|_| ());
    let (facts, artifacts) = generated(order(&plan, CaKeyFormat::EncryptedPkcs8));
    assert_eq!(
        paths(&artifacts),
        [
            "pki/ca.crt",
            "pki/ca.cer",
            "pki/server.crt",
            "pki/server.key",
            "pki/server.csr",
            "pki/server.pfx",
            "pki/client.crt",
            "pki/client.cer",
            "pki/client.key",
            "pki/client.csr",
            "pki/client.pfx",
            "ca.key",
        ]
    );
    let roles: Vec<_> = facts.iter().map(|facts| facts.role).collect();
    assert_eq!(roles, [Role::Ca, Role::Server, Role::Client]);
    for artifact in &artifacts {
        let private = artifact.path.ends_with(".key") || artifact.path.ends_with(".pfx");
        assert_eq!(artifact.secret, private, "{}", artifact.path);
    }
    assert_eq!(label(find(&artifacts, "ca.key")), "ENCRYPTED PRIVATE KEY");
    assert_eq!(label(find(&artifacts, "pki/server.key")), "PRIVATE KEY");
    assert_eq!(
        label(find(&artifacts, "pki/client.csr")),
        "CERTIFICATE REQUEST"
    );
}

#[test]
fn separate_authorities_have_files_of_their_own() {
    let plan = plan(|plan| plan.issuer.authorities = Authorities::Separate);
    let (_, artifacts) = generated(order(&plan, CaKeyFormat::PlainPkcs8));
    let paths = paths(&artifacts);
    assert_eq!(
        paths[..4],
        [
            "pki/server-ca.crt",
            "pki/server-ca.cer",
            "pki/client-ca.crt",
            "pki/client-ca.cer"
        ]
    );
    assert_eq!(paths[paths.len() - 2..], ["server-ca.key", "client-ca.key"]);
    assert_eq!(label(find(&artifacts, "client-ca.key")), "PRIVATE KEY");
}

#[test]
fn a_server_certificate_from_elsewhere_leaves_no_server_files() {
    let plan = plan(|plan| plan.existing.server_certificate = true);
    let (_, artifacts) = generated(order(&plan, CaKeyFormat::EncryptedPkcs8));
    assert!(
        !paths(&artifacts)
            .iter()
            .any(|path| path.starts_with("pki/server."))
    );
}

#[test]
fn the_files_hold_what_the_facts_say() {
    let plan = plan(|_| ());
    let (facts, artifacts) = generated(order(&plan, CaKeyFormat::EncryptedPkcs8));
    let der = &find(&artifacts, "pki/client.cer").bytes;
    let pem = pem::parse(&find(&artifacts, "pki/client.crt").bytes).unwrap();
    assert_eq!(pem.contents(), der);
    let (_, certificate) = X509Certificate::from_der(der).unwrap();
    let client = facts
        .iter()
        .find(|facts| facts.role == Role::Client)
        .unwrap();
    assert_eq!(
        certificate.validity().not_after.timestamp(),
        client.not_after
    );
    assert_eq!(client.not_after, NOW + 397 * 86_400);
}

#[test]
fn a_pfx_holds_the_key_and_its_chain() {
    let plan = plan(|_| ());
    let (_, artifacts) = generated(order(&plan, CaKeyFormat::Pfx));
    for (path, passphrase, certificates) in [
        ("pki/client.pfx", "of the pfx", 2),
        ("pki/server.pfx", "of the pfx", 2),
        ("ca.pfx", "of the ca", 1),
    ] {
        let bytes = &find(&artifacts, path).bytes;
        let store = KeyStore::from_pkcs12(bytes, passphrase, Pkcs12ImportPolicy::Strict).unwrap();
        let (_, chain) = store.private_key_chain().unwrap();
        assert_eq!(chain.certs().len(), certificates, "{path}");
    }
}

#[test]
fn kept_keys_are_used_once() {
    let plan = plan(|_| ());
    let engine = engine();
    let algorithms = vec![Algorithm::EcdsaP256; 3];
    let (ready, _) = answer(&engine, Request::PrepareKeys { algorithms });
    assert!(matches!(ready, Response::KeysReady));
    let started = |progress: &[Progress]| {
        progress
            .iter()
            .filter(|step| matches!(step, Progress::KeyStarted { .. }))
            .count()
    };
    let (_, first) = answer(&engine, order(&plan, CaKeyFormat::PlainPkcs8));
    assert_eq!(started(&first), 0);
    assert_eq!(
        first[first.len() - 2..],
        [Progress::Signing, Progress::Packing]
    );
    let (_, second) = answer(&engine, order(&plan, CaKeyFormat::PlainPkcs8));
    assert_eq!(started(&second), 3);
}

#[test]
fn the_same_seed_and_time_give_the_same_certificates() {
    let plan = plan(|_| ());
    let once = generated(order(&plan, CaKeyFormat::PlainPkcs8));
    let again = generated(order(&plan, CaKeyFormat::PlainPkcs8));
    assert_eq!(once.0, again.0);
}

#[test]
fn a_bundle_has_everything_but_the_ca_key() {
    let plan = plan(|_| ());
    let (facts, artifacts) = generated(order(&plan, CaKeyFormat::PlainPkcs8));
    let material = material(&artifacts).unwrap();
    assert_eq!(material.certificates.len(), 3);
    let read: Vec<_> = material.facts.iter().map(|facts| &facts.sha256).collect();
    assert_eq!(
        read,
        facts.iter().map(|facts| &facts.sha256).collect::<Vec<_>>()
    );
    let intent = plan::resolve(&plan).value.unwrap();
    let bundle = bundle_files(&intent, &material, "{}", &artifacts);
    let paths = paths(&bundle);
    assert!(paths.contains(&"plan.json") && paths.contains(&"pki/server.key"));
    assert!(!paths.contains(&"ca.key"));
    let ca_key = &find(&artifacts, "ca.key").bytes;
    let ca_key = pem::parse(ca_key).unwrap();
    for file in &bundle {
        let text = String::from_utf8_lossy(&file.bytes);
        let held = pem::parse_many(text.as_bytes()).map(|found| {
            found
                .iter()
                .any(|found| found.contents() == ca_key.contents())
        });
        assert!(!held.unwrap_or_default(), "{} holds the CA key", file.path);
    }
}

#[test]
fn a_useless_passphrase_is_refused_at_its_field() {
    let plan = plan(|_| ());
    for (pfx, ca, format, code, place) in [
        (
            "",
            "x",
            CaKeyFormat::EncryptedPkcs8,
            "passphrase-empty",
            "passphrases.pfx",
        ),
        (
            "x",
            "",
            CaKeyFormat::EncryptedPkcs8,
            "passphrase-empty",
            "passphrases.ca_key",
        ),
        (
            "\u{1f511}",
            "x",
            CaKeyFormat::Pfx,
            "passphrase-not-bmp",
            "passphrases.pfx",
        ),
        (
            "x",
            "\u{1f511}",
            CaKeyFormat::Pfx,
            "passphrase-not-bmp",
            "passphrases.ca_key",
        ),
    ] {
        let request = order_with(&plan, format, [pfx, ca]);
        let (response, progress) = answer(&engine(), request);
        let Response::Failed { finding } = response else {
            panic!("{pfx:?} and {ca:?} were taken");
        };
        assert_eq!((&*finding.code, &*finding.place), (code, place));
        assert!(progress.is_empty());
    }
    let request = order_with(&plan, CaKeyFormat::PlainPkcs8, ["x", ""]);
    assert!(matches!(
        answer(&engine(), request).0,
        Response::Generated { .. }
    ));
}

#[test]
fn what_quotes_a_certificate_is_named_and_every_expiry_is_in_the_calendar() {
    let plan = plan(|_| ());
    let (response, _) = answer(&engine(), order(&plan, CaKeyFormat::PlainPkcs8));
    let Response::Generated {
        quoting, calendar, ..
    } = response
    else {
        panic!("{response:?}");
    };
    assert!(
        quoting
            .iter()
            .any(|path| path == "kubernetes/10-secrets.yaml")
    );
    assert!(
        !quoting
            .iter()
            .any(|path| path == "kubernetes/40-ingress.yaml")
    );
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 3);
}

#[test]
fn a_plan_with_an_error_is_not_generated() {
    let plan = plan(|plan| plan.names.client.clear());
    let (response, progress) = answer(&engine(), order(&plan, CaKeyFormat::PlainPkcs8));
    let Response::Failed { finding } = response else {
        panic!("{response:?}");
    };
    assert_eq!(finding.place, "names.client");
    assert!(progress.is_empty());
}

#[test]
fn a_bundle_is_rendered_and_zipped() {
    let plan = plan(|_| ());
    let (_, artifacts) = generated(order(&plan, CaKeyFormat::PlainPkcs8));
    let request = Request::Bundle {
        plan: to_json(&plan),
        artifacts,
    };
    let Response::Zipped { bytes } = answer(&engine(), request).0 else {
        panic!("nothing was zipped");
    };
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn debug_output_shows_no_secret() {
    let plan = plan(|_| ());
    let request = order(&plan, CaKeyFormat::PlainPkcs8);
    let asked = format!("{request:?}");
    assert!(!asked.contains("of the"), "{asked}");
    let (response, _) = answer(&engine(), request);
    let answered = format!("{response:?}");
    assert!(!answered.contains("PRIVATE KEY") && answered.contains("pki/server.key"));
}
