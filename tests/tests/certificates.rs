//! Certificates and requests, judged by OpenSSL and pkilint.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::path::Path;

use pki::{Algorithm, Authorities, CertificateSpec, Issued, Role, Spec, SubjectAltName};
use tempfile::TempDir;
use tests::specs::{self, HOST, NOW};
use tests::tool::{Ended, Tool};

/// Writes every certificate and request as PEM.
fn write(issued: &[Issued]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for issued in issued {
        let file = |ending| {
            let name = format!("{}.{ending}", issued.role.file_stem());
            folder.path().join(name)
        };
        std::fs::write(file("crt"), formats::certificate_pem(&issued.certificate)).unwrap();
        if let Some(request) = &issued.request {
            std::fs::write(file("csr"), formats::request_pem(request)).unwrap();
        }
    }
    folder
}

fn verify(folder: &Path, authority: Role, leaf: Role, more: &[&str]) -> Ended {
    let time = NOW.to_string();
    let trusted = format!("{}.crt", authority.file_stem());
    let file = format!("{}.crt", leaf.file_stem());
    Tool::new("openssl")
        .args(["verify", "-x509_strict", "-check_ss_sig", "-attime", &time])
        .args(["-CAfile", &trusted])
        .args(more)
        .args([&file])
        .within(folder)
        .run()
}

fn accepts(folder: &Path, authority: Role, leaf: Role, more: &[&str]) {
    let ended = verify(folder, authority, leaf, more);
    assert!(ended.success, "{}", ended.describe());
}

fn refuses(folder: &Path, authority: Role, leaf: Role, more: &[&str], reason: &str) {
    let ended = verify(folder, authority, leaf, more);
    assert!(!ended.success, "{}", ended.describe());
    assert!(ended.all().contains(reason), "{}", ended.describe());
}

const SERVER: [&str; 4] = ["-purpose", "sslserver", "-verify_hostname", HOST];
const CLIENT: [&str; 2] = ["-purpose", "sslclient"];

#[test]
fn openssl_accepts_each_leaf_for_its_own_side_alone() {
    for algorithm in Algorithm::ALL {
        let set = specs::spec(Authorities::Single, algorithm, false);
        let folder = write(&specs::issue(&set));
        let folder = folder.path();
        accepts(folder, Role::Ca, Role::Server, &SERVER);
        accepts(folder, Role::Ca, Role::Client, &CLIENT);
        refuses(folder, Role::Ca, Role::Server, &CLIENT, "purpose");
        refuses(folder, Role::Ca, Role::Client, &SERVER[..2], "purpose");
    }
}

#[test]
fn openssl_accepts_either_side_where_both_usages_were_asked_for() {
    for algorithm in Algorithm::ALL {
        let set = specs::spec(Authorities::Single, algorithm, true);
        let folder = write(&specs::issue(&set));
        for leaf in [Role::Server, Role::Client] {
            accepts(folder.path(), Role::Ca, leaf, &SERVER[..2]);
            accepts(folder.path(), Role::Ca, leaf, &CLIENT);
        }
    }
}

#[test]
fn separate_authorities_vouch_for_their_own_side_alone() {
    for algorithm in Algorithm::ALL {
        let set = specs::spec(Authorities::Separate, algorithm, false);
        let folder = write(&specs::issue(&set));
        let folder = folder.path();
        accepts(folder, Role::ServerCa, Role::Server, &SERVER);
        accepts(folder, Role::ClientCa, Role::Client, &CLIENT);
        let unknown = "unable to get local issuer certificate";
        refuses(folder, Role::ClientCa, Role::Server, &[], unknown);
        refuses(folder, Role::ServerCa, Role::Client, &[], unknown);
    }
}

#[test]
fn openssl_matches_every_name_of_the_server() {
    let set = specs::spec(Authorities::Single, Algorithm::EcdsaP256, false);
    let folder = write(&specs::issue(&set));
    let folder = folder.path();
    for host in [HOST, "shop.apps.contoso.example"] {
        accepts(folder, Role::Ca, Role::Server, &["-verify_hostname", host]);
    }
    for address in ["10.0.0.1", "2001:db8::1"] {
        accepts(folder, Role::Ca, Role::Server, &["-verify_ip", address]);
    }
    let other = ["-verify_hostname", "a.shop.apps.contoso.example"];
    refuses(folder, Role::Ca, Role::Server, &other, "hostname mismatch");
    let email = ["-verify_email", "ops@contoso.example"];
    accepts(folder, Role::Ca, Role::Client, &email);
}

#[test]
fn mixed_families_verify() {
    let mut set = specs::spec(Authorities::Single, Algorithm::EcdsaP384, false);
    set.certificates[1].algorithm = Algorithm::Rsa2048;
    set.certificates[2].algorithm = Algorithm::Ed25519;
    let folder = write(&specs::issue(&set));
    accepts(folder.path(), Role::Ca, Role::Server, &SERVER);
    accepts(folder.path(), Role::Ca, Role::Client, &CLIENT);
}

#[test]
fn requests_verify_and_carry_the_names_of_their_certificate() {
    for algorithm in Algorithm::ALL {
        let set = specs::spec(Authorities::Single, algorithm, false);
        let folder = write(&specs::issue(&set));
        for leaf in ["server", "client"] {
            let openssl = |arguments: &[&str]| {
                let tool = Tool::new("openssl").args(arguments).within(folder.path());
                let ended = tool.run();
                assert!(ended.success, "{}", ended.describe());
                ended
            };
            let request = format!("{leaf}.csr");
            let verified = openssl(&["req", "-in", &request, "-noout", "-verify"]);
            assert!(
                verified.all().contains("verify OK"),
                "{}",
                verified.describe()
            );
            let requested = openssl(&["req", "-in", &request, "-noout", "-text"]).text();
            let certificate = format!("{leaf}.crt");
            let certified = openssl(&["x509", "-in", &certificate, "-noout", "-text"]).text();
            for title in [
                "Subject: ",
                "Alternative Name",
                "Key Usage: crit",
                "Extended",
            ] {
                assert_eq!(after(&requested, title), after(&certified, title));
            }
        }
    }
}

/// The line with this title and the one below, without indentation.
fn after(text: &str, title: &str) -> Vec<String> {
    let at = text.lines().position(|line| line.contains(title));
    let at = at.unwrap_or_else(|| panic!("no {title} in\n{text}"));
    let two = text.lines().skip(at).take(2);
    two.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn pkilint_finds_no_error() {
    let sets = Algorithm::ALL
        .map(|algorithm| specs::spec(Authorities::Single, algorithm, false))
        .into_iter()
        .chain([
            specs::spec(Authorities::Separate, Algorithm::EcdsaP256, true),
            until_after_2050(),
        ]);
    for mut set in sets {
        set.certificates
            .iter_mut()
            .for_each(keep_what_pkilint_knows);
        let issued = specs::issue(&set);
        let folder = write(&issued);
        for issued in &issued {
            let ended = lint(folder.path(), issued.role);
            assert!(ended.success, "{}", ended.describe());
        }
    }
}

/// The names it takes for malformed, though each is what it should be: a wildcard (RFC 6125, 6.4.3), a name
/// of one label (RFC 1034, 3.5), a URI of a scheme that is not its own list's (SPIFFE-ID, 2).
const UNKNOWN_TO_PKILINT: [&str; 3] = [
    "*.apps.contoso.example",
    "apim",
    "spiffe://contoso.example/apim",
];

fn keep_what_pkilint_knows(certificate: &mut CertificateSpec) {
    certificate.subject_alt_names.retain(|name| match name {
        SubjectAltName::Dns(name) => !UNKNOWN_TO_PKILINT.contains(&name.as_str()),
        SubjectAltName::Uri(uri) => !UNKNOWN_TO_PKILINT.contains(&uri.as_str()),
        SubjectAltName::Ip(_) | SubjectAltName::Email(_) => true,
    });
}

#[test]
fn pkilint_minds_nothing_else_where_it_does_not_know_a_name() {
    let set = specs::spec(Authorities::Single, Algorithm::EcdsaP256, false);
    let folder = write(&specs::issue(&set));
    let texts = [Role::Server, Role::Client].map(|leaf| lint(folder.path(), leaf).text());
    let errors: Vec<_> = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| line.contains("(ERROR)"))
        .collect();
    assert_eq!(errors.len(), UNKNOWN_TO_PKILINT.len(), "{errors:?}");
    for (error, name) in errors.iter().zip(UNKNOWN_TO_PKILINT) {
        assert!(error.ends_with(&format!(" syntax: \"{name}\"")), "{error}");
    }
}

/// `GeneralizedTime`, and serial numbers that are not random.
fn until_after_2050() -> Spec {
    let mut set = specs::spec(Authorities::Single, Algorithm::Rsa2048, true);
    for (number, certificate) in (1..).zip(&mut set.certificates) {
        certificate.days = 20_000;
        certificate.serial = pki::SerialNumber::Fixed(number);
    }
    set
}

fn lint(folder: &Path, role: Role) -> Ended {
    Tool::new("lint_pkix_cert")
        .args(["lint", &format!("{}.crt", role.file_stem()), "-s", "ERROR"])
        .within(folder)
        .run()
}

#[test]
fn pkilint_would_find_an_error() {
    let mut set = specs::spec(Authorities::Single, Algorithm::EcdsaP256, false);
    set.certificates[1].subject.country = "Contoso".into();
    let folder = write(&specs::issue(&set));
    let ended = lint(folder.path(), Role::Server);
    assert!(!ended.success, "{}", ended.describe());
    assert!(ended.text().contains("(ERROR)"), "{}", ended.describe());
}
