//! The recipe, run by a real openssl.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use pki::{Algorithm, DnsName, LeafUsage, Profile, SerialNumber, SubjectAltName};

use super::*;
use crate::commands::tests::variants::two_authorities;
use crate::test_intent;

/// Writes `openssl/` and runs the recipe into the folder `made`.
fn run_recipe(intent: &Intent, folder: &Path) -> Output {
    for document in documents(intent) {
        let path = folder.join(document.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, document.render(intent, None)).unwrap();
    }
    Command::new("bash")
        .args(["openssl/recipe.sh", "made"])
        .current_dir(folder)
        .env("PFX_PASSPHRASE", "pfx $ecret")
        .env("CA_KEY_PASSPHRASE", "ca $ecret")
        .output()
        .expect("bash runs")
}

fn made(intent: &Intent) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = run_recipe(intent, folder.path());
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    folder
}

/// What openssl prints, without the white space around lines.
fn openssl(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = Command::new("openssl")
        .args(arguments)
        .current_dir(folder.join("made"))
        .env("PFX_PASSPHRASE", "pfx $ecret")
        .env("CA_KEY_PASSPHRASE", "ca $ecret")
        .output()
        .expect("openssl runs");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    assert!(output.status.success(), "{arguments:?}: {text}");
    text.lines().map(|line| line.trim().to_owned()).collect()
}

fn extensions(folder: &Path, file: &str) -> Vec<String> {
    let names = "basicConstraints,keyUsage,extendedKeyUsage,subjectAltName";
    openssl(folder, &["x509", "-in", file, "-noout", "-ext", names])
}

fn subject(folder: &Path, file: &str) -> String {
    openssl(
        folder,
        &[
            "x509",
            "-in",
            file,
            "-noout",
            "-subject",
            "-nameopt",
            "RFC2253,-esc_msb,utf8",
        ],
    )
    .remove(0)
}

#[test]
fn the_recipe_makes_what_generate_makes() {
    let folder = made(&test_intent::intent());
    let folder = folder.path();
    assert_eq!(subject(folder, "ca.crt"), "subject=CN=My Cert Authority");
    assert_eq!(
        subject(folder, "server.crt"),
        "subject=C=US,L=Redmond,O=Contoso,CN=api.contoso.example"
    );
    assert_eq!(
        extensions(folder, "ca.crt"),
        [
            "X509v3 Basic Constraints: critical",
            "CA:TRUE, pathlen:0",
            "X509v3 Key Usage: critical",
            "Certificate Sign, CRL Sign",
        ]
    );
    for (file, usage, name) in [
        ("server.crt", "TLS Web Server Authentication", "api"),
        ("client.crt", "TLS Web Client Authentication", "apim"),
    ] {
        assert_eq!(
            extensions(folder, file),
            [
                "X509v3 Basic Constraints: critical",
                "CA:FALSE",
                "X509v3 Key Usage: critical",
                "Digital Signature",
                "X509v3 Extended Key Usage:",
                usage,
                "X509v3 Subject Alternative Name:",
                &format!("DNS:{name}.contoso.example"),
            ]
        );
    }
    let text = openssl(folder, &["x509", "-in", "ca.crt", "-noout", "-text"]).join("\n");
    assert!(text.contains("Version: 3 (0x2)"), "{text}");
    let ski = openssl(
        folder,
        &[
            "x509",
            "-in",
            "ca.crt",
            "-noout",
            "-ext",
            "subjectKeyIdentifier",
        ],
    );
    let aki = openssl(
        folder,
        &[
            "x509",
            "-in",
            "server.crt",
            "-noout",
            "-ext",
            "authorityKeyIdentifier",
        ],
    );
    assert_eq!(ski[1], aki[1]);
}

#[test]
fn keys_are_packed_as_generate_packs_them() {
    let folder = made(&test_intent::intent());
    let key = fs::read_to_string(folder.path().join("made/ca.key")).unwrap();
    assert!(
        key.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"),
        "{key}"
    );
    openssl(
        folder.path(),
        &[
            "pkey",
            "-in",
            "ca.key",
            "-passin",
            "env:CA_KEY_PASSPHRASE",
            "-noout",
        ],
    );
    for file in ["server.pfx", "client.pfx"] {
        let info = openssl(
            folder.path(),
            &[
                "pkcs12",
                "-in",
                file,
                "-passin",
                "env:PFX_PASSPHRASE",
                "-info",
                "-noout",
            ],
        )
        .join("\n");
        assert!(info.contains("MAC: sha1, Iteration 2048"), "{info}");
        assert!(
            info.contains("Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048"),
            "{info}"
        );
    }
    let der = fs::read(folder.path().join("made/client.cer")).unwrap();
    assert_eq!(der.first(), Some(&0x30));
}

/// Two authorities of different kinds, an RSA key, fixed serial numbers, every kind of name, and
/// texts that the syntax of a configuration would take for its own.
#[test]
fn the_recipe_follows_every_choice() {
    let mut intent = test_intent::intent();
    two_authorities(&mut intent);
    intent.pfx_profile = formats::PfxProfile::Modern;
    for certificate in &mut intent.spec.certificates {
        certificate.subject.organization = "$O #1 \\ \"Contoso\"; Ä".into();
        certificate.subject.organizational_unit = "it's".into();
        certificate.subject.state = "WA".into();
        certificate.subject.email = "ops@contoso.example".into();
        match certificate.role {
            Role::Server => {
                certificate.algorithm = Algorithm::Rsa2048;
                certificate.profile = Profile::Leaf(LeafUsage::Both);
                certificate.serial = SerialNumber::Fixed(1);
                certificate.days = 3;
                certificate.subject_alt_names.extend([
                    SubjectAltName::Dns(DnsName::parse("*.contoso.example").unwrap()),
                    SubjectAltName::Ip("10.0.0.1".parse().unwrap()),
                    SubjectAltName::Ip("2001:db8::1".parse().unwrap()),
                    SubjectAltName::Email("ops@contoso.example".into()),
                    SubjectAltName::Uri("spiffe://contoso/a,b#c".into()),
                ]);
            }
            Role::Client => {
                certificate.algorithm = Algorithm::Ed25519;
                certificate.serial = SerialNumber::Fixed(2);
            }
            _ => certificate.algorithm = Algorithm::EcdsaP384,
        }
    }
    let folder = made(&intent);
    let folder = folder.path();
    assert_eq!(
        subject(folder, "server.crt"),
        "subject=C=US,ST=WA,L=Redmond,OU=it's,O=$O #1 \\\\ \\\"Contoso\\\"\\; Ä,emailAddress=ops@contoso.example,CN=api.contoso.example"
    );
    let text = openssl(folder, &["x509", "-in", "server.crt", "-noout", "-text"]).join("\n");
    for expected in [
        "Serial Number: 1 (0x1)",
        "Signature Algorithm: ecdsa-with-SHA384",
        "Digital Signature, Key Encipherment",
        "TLS Web Server Authentication, TLS Web Client Authentication",
        "DNS:api.contoso.example, DNS:*.contoso.example, IP Address:10.0.0.1, IP Address:2001:DB8:0:0:0:0:0:1, email:ops@contoso.example, URI:spiffe://contoso/a,b#c",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let issuer = openssl(
        folder,
        &["verify", "-CAfile", "client-ca.crt", "client.crt"],
    );
    assert_eq!(issuer, ["client.crt: OK"]);
    let info = openssl(
        folder,
        &[
            "pkcs12",
            "-in",
            "server.pfx",
            "-passin",
            "env:PFX_PASSPHRASE",
            "-info",
            "-noout",
        ],
    )
    .join("\n");
    assert!(info.contains("MAC: sha256, Iteration 100000"), "{info}");
    assert!(
        info.contains("PBES2, PBKDF2, AES-256-CBC, Iteration 100000"),
        "{info}"
    );
}

#[test]
fn the_recipe_overwrites_nothing() {
    let intent = test_intent::intent();
    let folder = made(&intent);
    let before = fs::read(folder.path().join("made/ca.crt")).unwrap();
    let output = run_recipe(&intent, folder.path());
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not empty"));
    assert_eq!(fs::read(folder.path().join("made/ca.crt")).unwrap(), before);
}

#[test]
fn the_recipe_makes_keys_without_noise_but_not_without_errors() {
    let mut intent = test_intent::intent();
    for certificate in &mut intent.spec.certificates {
        certificate.algorithm = Algorithm::Rsa2048;
    }
    let folder = tempfile::tempdir().unwrap();
    let output = run_recipe(&intent, folder.path());
    let noise = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{noise}");
    assert!(!noise.contains(".."), "{noise}");

    let recipe = fs::read_to_string(folder.path().join("openssl/recipe.sh")).unwrap();
    let command = recipe
        .lines()
        .find(|line| line.starts_with("openssl genpkey"));
    let broken = command.unwrap().replace("bits:2048", "bits:1");
    let output = Command::new("bash")
        .args(["-c", &format!("set -euo pipefail; out=made\n{broken} cat")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(!output.stderr.is_empty(), "{broken}");
}
