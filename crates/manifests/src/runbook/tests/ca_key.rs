//! Another client certificate, made by the runbook's commands and a real openssl.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use pki::{Algorithm, Authorities};

use super::*;
use crate::commands::tests::variants::two_authorities;
use crate::commands::tests::write_bundle;

const PASSPHRASE: &str = " ca $ecret ";

/// Runs bash with this as its input.
fn bash(folder: &Path, input: &str) -> Output {
    let mut bash = Command::new("bash")
        .arg("-e")
        .current_dir(folder)
        .env("PASSPHRASE", PASSPHRASE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keyboard = bash.stdin.take().unwrap();
    keyboard.write_all(input.as_bytes()).unwrap();
    drop(keyboard);
    bash.wait_with_output().unwrap()
}

/// The bundle, and the CA key beside it as the page saves it.
fn bundle(intent: &Intent) -> tempfile::TempDir {
    let folder = write_bundle(intent, Some(&material(intent)));
    let ca = intent.authorities.of_clients().file_stem();
    let save = match intent.ca_key_format {
        CaKeyFormat::EncryptedPkcs8 => format!("cp pki/{ca}.key {ca}.key"),
        CaKeyFormat::PlainPkcs8 => {
            format!("openssl pkey -in pki/{ca}.key -passin env:PASSPHRASE -out {ca}.key")
        }
        CaKeyFormat::Pfx => format!(
            "openssl pkcs12 -export -inkey pki/{ca}.key -passin env:PASSPHRASE -in pki/{ca}.crt -passout env:PASSPHRASE -out {ca}.pfx"
        ),
    };
    let made = bash(
        folder.path(),
        &format!(
            "PFX_PASSPHRASE=x CA_KEY_PASSPHRASE=$PASSPHRASE bash openssl/recipe.sh pki\n{save}\nrm pki/*ca.key\n"
        ),
    );
    assert!(made.status.success(), "{made:?}");
    folder
}

/// The commands of the section, with the passphrase where it is asked for.
fn session(intent: &Intent) -> String {
    let text = readme(intent);
    let (_, section) = text
        .split_once("\n### Another client certificate\n")
        .unwrap();
    let section = section.split("\n## ").next().unwrap();
    parse(section)
        .blocks
        .iter()
        .map(|block| {
            if block.contains("read -r") {
                format!("{block}{PASSPHRASE}\n")
            } else {
                block.clone()
            }
        })
        .collect()
}

#[test]
fn the_kept_key_makes_another_certificate_that_the_deployed_ca_vouches_for() {
    let compare = "for file in client client-2; do
  openssl x509 -in pki/$file.crt -noout -subject -ext subjectAltName,keyUsage,extendedKeyUsage,basicConstraints
done";
    for (format, authorities, algorithm) in [
        (
            CaKeyFormat::EncryptedPkcs8,
            Authorities::Single,
            Algorithm::EcdsaP256,
        ),
        (
            CaKeyFormat::PlainPkcs8,
            Authorities::Single,
            Algorithm::Ed25519,
        ),
        (
            CaKeyFormat::Pfx,
            Authorities::Separate,
            Algorithm::EcdsaP384,
        ),
    ] {
        let mut intent = test_intent::intent();
        intent.ca_key_format = format;
        if authorities == Authorities::Separate {
            two_authorities(&mut intent);
        }
        for certificate in &mut intent.spec.certificates {
            certificate.algorithm = algorithm;
        }
        let folder = bundle(&intent);
        let made = bash(folder.path(), &session(&intent));
        assert!(made.status.success(), "{format:?}: {made:?}");
        assert_eq!(made.stdout, b"pki/client-2.crt: OK\n", "{format:?}");
        let read = |name: &str| fs::read(folder.path().join("pki").join(name)).unwrap();
        assert_ne!(read("client.key"), read("client-2.key"));
        let described = String::from_utf8(bash(folder.path(), compare).stdout).unwrap();
        let (first, second) = described.split_at(described.len() / 2);
        assert_eq!(first, second, "{format:?}");
        assert!(first.contains("TLS Web Client Authentication"), "{first}");
    }
}

#[test]
fn the_reader_is_told_what_the_kept_key_is_for() {
    let mut intent = test_intent::intent();
    let text = readme(&intent);
    let (_, chapter) = text.split_once("\n## 1. Put the CA key away\n").unwrap();
    let chapter = chapter.split("\n## ").next().unwrap();
    assert!(
        chapter.contains("`ca.key` is kept to issue another certificate that the ingress accepts")
    );
    assert!(text.contains("The ingress demands the CN `apim.contoso.example`"));
    intent.ingress.restrict_client = false;
    assert!(readme(&intent).contains("change them there first"));
}
