//! What Twinlock says of a certificate, against what OpenSSL 3.0 says of it.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends at its first broken assumption"
)]

use inspect::certificate_facts;
use pki::{Algorithm, Authorities, Issued, Role, SerialNumber, Spec};
use tests::specs;
use tests::tool::Tool;

fn x509(certificate: &[u8], arguments: &[&str]) -> String {
    Tool::new("openssl")
        .args(["x509", "-inform", "DER", "-noout"])
        .args(arguments)
        .input(certificate)
        .succeed()
}

fn request(request: &[u8]) -> String {
    Tool::new("openssl")
        .args(["req", "-inform", "DER", "-noout", "-text"])
        .input(request)
        .succeed()
}

#[test]
fn texts_are_equal_for_every_algorithm() {
    for algorithm in Algorithm::ALL {
        for issued in specs::issue(&specs::spec(Authorities::Single, algorithm, true)) {
            let der = &issued.certificate;
            let facts = certificate_facts(issued.role, der, issued.request.as_deref()).unwrap();
            assert_eq!(facts.text, x509(der, &["-text"]));
            assert_eq!(facts.key_algorithm, algorithm.to_string());
            assert_eq!(facts.request_text, issued.request.as_deref().map(request));
        }
    }
}

#[test]
fn short_serial_numbers_stand_in_decimal() {
    for serial in [1, 0x7f, 0x80, i64::MAX.unsigned_abs(), u64::MAX] {
        let mut set = specs::spec(Authorities::Single, Algorithm::EcdsaP256, false);
        set.certificates[0].serial = SerialNumber::Fixed(serial);
        let issued = specs::issue(&set);
        let der = &issued[0].certificate;
        let facts = certificate_facts(Role::Ca, der, None).unwrap();
        assert_eq!(facts.text, x509(der, &["-text"]));
        assert_eq!(
            format!("serial={}\n", facts.serial),
            x509(der, &["-serial"])
        );
    }
}

#[test]
fn thumbprints_dates_and_names_are_equal() {
    let issued = specs::issue(&specs::spec(Authorities::Single, Algorithm::Ed25519, false));
    let server = specs::of(&issued, Role::Server);
    let facts = certificate_facts(Role::Server, &server.certificate, None).unwrap();
    let openssl = |arguments: &[&str]| x509(&server.certificate, arguments);
    let thumbprint = |arguments: &[&str]| {
        let line = openssl(arguments);
        line.trim().rsplit('=').next().unwrap().replace(':', "")
    };
    assert_eq!(facts.sha1, thumbprint(&["-fingerprint", "-sha1"]));
    let sha256 = thumbprint(&["-fingerprint", "-sha256"]);
    assert_eq!(facts.sha256, sha256.to_lowercase());
    assert_eq!(format!("issuer={}\n", facts.issuer), openssl(&["-issuer"]));
    assert_eq!(facts.not_before, specs::NOW - 300);
    assert_eq!(facts.not_after, specs::NOW + 397 * 86_400);
    assert_eq!(
        facts.subject_alt_names,
        [
            "DNS:api.contoso.example",
            "DNS:*.apps.contoso.example",
            "IP Address:10.0.0.1",
            "IP Address:2001:db8::1",
            "email:ops@contoso.example",
        ]
    );
}

#[test]
fn subjects_are_escaped_as_openssl_does_it() {
    for common_name in [
        "plain",
        "Contoso, Ltd. + Sons; <tag> \"quoted\" back\\slash = equals",
        " leading and trailing ",
        "#hash first",
        "#",
        " ",
        "not # first",
        "inner  spaces",
        "Bücher \u{20ac} \u{1f600}",
        "ü",
        "\u{202e}right to left",
        "line\nfeed\ttab\u{7f}",
        "quote \"only\"",
        "/slash=C/CN",
    ] {
        let issued = issue_named(common_name);
        let der = &issued.certificate;
        let facts = certificate_facts(Role::Ca, der, None).unwrap();
        assert_eq!(
            format!("subject={}\n", facts.subject),
            x509(der, &["-subject"])
        );
        assert_eq!(
            format!("subject={}\n", facts.subject_rfc2253),
            x509(der, &["-subject", "-nameopt", "RFC2253"])
        );
    }
}

#[test]
fn the_full_subject_reads_as_in_nginx() {
    let issued = specs::issue(&specs::spec(
        Authorities::Single,
        Algorithm::EcdsaP256,
        false,
    ));
    let client = specs::of(&issued, Role::Client);
    let facts = certificate_facts(Role::Client, &client.certificate, None).unwrap();
    assert_eq!(
        facts.subject_rfc2253,
        "C=US,ST=IL,L=Chicago,OU=Platform,O=Contoso,emailAddress=ops@contoso.example,CN=apim"
    );
}

fn issue_named(common_name: &str) -> Issued {
    let set = specs::spec(Authorities::Single, Algorithm::EcdsaP256, false);
    let mut certificate = set.certificates[0].clone();
    certificate.subject.common_name = common_name.into();
    let certificates = vec![certificate];
    specs::issue(&Spec { certificates }).remove(0)
}
