//! OpenSSL, strictly by RFC 5280.

use std::path::Path;

use formats::PfxProfile;
use pki::Authorities;
use tests::bundle::{CA_KEY_PASSPHRASE, PFX_PASSPHRASE};
use tests::tool::{Ended, Tool};

use crate::sets::{Set, all, broken};

const HOST: &str = "api.contoso.example";

#[test]
fn every_leaf_verifies_for_its_purpose_and_host() {
    for set in all() {
        let [servers, clients] = set.authorities();
        let server = set.pki("server.crt");
        let client = set.pki("client.crt");
        assert_verifies(&verify(
            set,
            servers,
            &["-purpose", "sslserver", "-verify_hostname", HOST],
            &server,
        ));
        assert_verifies(&verify(set, clients, &["-purpose", "sslclient"], &client));

        assert_refused(
            &verify(
                set,
                servers,
                &["-verify_hostname", "other.example"],
                &server,
            ),
            "hostname mismatch",
        );
        assert_refused(
            &verify(set, servers, &["-purpose", "sslclient"], &server),
            "purpose",
        );
        assert_refused(
            &verify(set, clients, &["-purpose", "sslserver"], &client),
            "purpose",
        );
        assert_refused(&verify(set, clients, &[], &broken(&client)), "error");
        if set.plan.issuer.authorities == Authorities::Separate {
            assert_refused(
                &verify(set, servers, &[], &client),
                "unable to get local issuer",
            );
            assert_refused(
                &verify(set, clients, &[], &server),
                "unable to get local issuer",
            );
        }
    }
}

#[test]
fn every_request_verifies_and_names_what_its_certificate_names() {
    for set in all() {
        for leaf in ["server", "client"] {
            let request = set.pki(&format!("{leaf}.csr"));
            let said = request_verdict(&request);
            assert!(said.contains("self-signature verify OK"), "{said}");
            let said = request_verdict(&broken(&request));
            assert!(said.contains("verify failure"), "{said}");

            let in_request = alternative_names(&["req", "-text", "-noout", "-in"], &request);
            let certificate = set.pki(&format!("{leaf}.crt"));
            let in_certificate =
                alternative_names(&["x509", "-text", "-noout", "-in"], &certificate);
            assert_eq!(in_request, in_certificate, "{leaf}");
        }
    }
}

#[test]
fn every_pfx_opens_and_is_encrypted_by_its_profile() {
    for set in all() {
        for leaf in ["server", "client"] {
            let pfx = set.pki(&format!("{leaf}.pfx"));
            let opened = pkcs12(&pfx, PFX_PASSPHRASE);
            assert!(opened.success, "{}", opened.describe());
            let key = public_of_key(&opened.text(), None);
            assert_eq!(key, public_of_certificate(&set.pki(&format!("{leaf}.crt"))));
            // The leaf and the CA that signed it.
            assert_eq!(opened.text().matches("BEGIN CERTIFICATE").count(), 2);

            let expected: &[&str] = match set.plan.packaging.pfx_profile {
                PfxProfile::Compatible => &[
                    "MAC: sha1, Iteration 2048",
                    "pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048",
                ],
                PfxProfile::Modern => &[
                    "MAC: sha256, Iteration 100000",
                    "PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256",
                ],
            };
            for line in expected {
                assert!(opened.stderr.contains(line), "{line}\n{}", opened.stderr);
            }
            assert!(!pkcs12(&pfx, "wrong").success);
        }
    }
}

#[test]
fn every_key_is_the_one_of_its_certificate() {
    for set in all() {
        for leaf in ["server", "client"] {
            let key = std::fs::read_to_string(set.pki(&format!("{leaf}.key"))).unwrap();
            assert_eq!(
                public_of_key(&key, None),
                public_of_certificate(&set.pki(&format!("{leaf}.crt")))
            );
        }
        for authority in set.authorities() {
            let file = set.directory.join(format!("{authority}.key"));
            let key = std::fs::read_to_string(file).unwrap();
            assert!(key.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
            assert_eq!(
                public_of_key(&key, Some(CA_KEY_PASSPHRASE)),
                public_of_certificate(&set.pki(&format!("{authority}.crt")))
            );
            assert!(!read_key(&key, Some("wrong")).success);
        }
    }
}

#[test]
fn der_and_pem_of_a_certificate_are_the_same() {
    for set in all() {
        let mut stems = set.authorities().to_vec();
        stems.push("client");
        for stem in stems {
            let der = set.pki(&format!("{stem}.cer"));
            let pem = set.pki(&format!("{stem}.crt"));
            assert!(are_the_same(&der, &pem), "{}", der.display());
            assert!(!are_the_same(&broken(&der), &pem));
            assert!(!are_the_same(&der, &broken(&pem)));
            assert!(!are_the_same(&der, &set.pki("server.crt")));
        }
    }
}

fn are_the_same(der: &Path, pem: &Path) -> bool {
    let from_der = Tool::new("openssl")
        .args(["x509", "-inform", "DER", "-in"])
        .args([der])
        .succeed();
    from_der == std::fs::read_to_string(pem).unwrap()
}

fn verify(set: &Set, authority: &str, options: &[&str], certificate: &Path) -> Ended {
    Tool::new("openssl")
        .args([
            "verify",
            "-x509_strict",
            "-check_ss_sig",
            "-no-CApath",
            "-no-CAstore",
            "-CAfile",
        ])
        .args([set.pki(&format!("{authority}.crt"))])
        .args(options)
        .args([certificate])
        .run()
}

fn assert_verifies(ended: &Ended) {
    assert!(ended.success, "{}", ended.describe());
}

fn assert_refused(ended: &Ended, reason: &str) {
    assert!(!ended.success, "{}", ended.describe());
    assert!(ended.stderr.contains(reason), "{}", ended.describe());
}

/// What openssl says of a request's signature; its exit status is 0 either way.
fn request_verdict(request: &Path) -> String {
    Tool::new("openssl")
        .args(["req", "-verify", "-noout", "-in"])
        .args([request])
        .run()
        .all()
}

fn alternative_names(command: &[&str], file: &Path) -> String {
    let text = Tool::new("openssl").args(command).args([file]).succeed();
    let mut lines = text
        .lines()
        .skip_while(|line| !line.contains("X509v3 Subject Alternative Name"));
    lines
        .nth(1)
        .unwrap_or_else(|| panic!("no SAN in {}", file.display()))
        .trim()
        .to_owned()
}

fn pkcs12(pfx: &Path, passphrase: &str) -> Ended {
    Tool::new("openssl")
        .args([
            "pkcs12",
            "-info",
            "-nodes",
            "-passin",
            "env:PASSPHRASE",
            "-in",
        ])
        .args([pfx])
        .env("PASSPHRASE", passphrase)
        .run()
}

fn read_key(pem: &str, passphrase: Option<&str>) -> Ended {
    Tool::new("openssl")
        .args(["pkey", "-pubout", "-passin", "env:PASSPHRASE"])
        .env("PASSPHRASE", passphrase.unwrap_or_default())
        .input(pem)
        .run()
}

fn public_of_key(pem: &str, passphrase: Option<&str>) -> String {
    let ended = read_key(pem, passphrase);
    assert!(ended.success, "{}", ended.describe());
    ended.text()
}

fn public_of_certificate(file: &Path) -> String {
    Tool::new("openssl")
        .args(["x509", "-pubkey", "-noout", "-in"])
        .args([file])
        .succeed()
}
