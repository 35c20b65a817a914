use pki::{Algorithm, Role};
use x509_parser::prelude::{FromDer, X509Certificate};

use super::*;
use crate::verify::test_set;

fn spki(der: &[u8]) -> Vec<u8> {
    let (_, certificate) = X509Certificate::from_der(der).unwrap();
    certificate.public_key().raw.to_vec()
}

#[test]
fn only_the_issuer_has_signed() {
    for algorithm in [
        Algorithm::Rsa2048,
        Algorithm::EcdsaP256,
        Algorithm::EcdsaP384,
        Algorithm::Ed25519,
    ] {
        let issued = test_set::issue(algorithm);
        let (ca, server) = (
            &issued.of(Role::Ca).certificate,
            issued.of(Role::Server).certificate.clone(),
        );
        assert_eq!(signed_object(&spki(ca), ca), Verified::Yes);
        assert_eq!(signed_object(&spki(ca), &server), Verified::Yes);
        assert_eq!(signed_object(&spki(&server), &server), Verified::No);
        let request = issued.of(Role::Server).request.clone().unwrap();
        assert_eq!(signed_object(&spki(&server), &request), Verified::Yes);
        // Each octet of the signature and of what is signed counts.
        for place in [60, server.len() - 1, server.len() - 20] {
            let mut changed = server.clone();
            changed[place] ^= 1;
            assert_ne!(signed_object(&spki(ca), &changed), Verified::Yes);
        }
    }
}

#[test]
fn a_key_of_another_family_has_not_signed() {
    let (rsa, ec) = (
        test_set::issue(Algorithm::Rsa2048),
        test_set::issue(Algorithm::EcdsaP256),
    );
    let (rsa, ec) = (&rsa.of(Role::Ca).certificate, &ec.of(Role::Ca).certificate);
    assert_eq!(signed_object(&spki(rsa), ec), Verified::No);
    assert_eq!(signed_object(&spki(ec), rsa), Verified::No);
}

fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    let element = |tag: u8, content: &[u8]| {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x82][..], &length[..], content].concat()
    };
    let key = [element(2, modulus), element(2, exponent)].concat();
    let algorithm = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
    let bits = [&[0][..], &element(0x30, &key)].concat();
    element(
        0x30,
        &[element(0x30, &algorithm), element(3, &bits)].concat(),
    )
}

fn sha256_with_rsa() -> Vec<u8> {
    [
        0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11, 5, 0,
    ]
    .to_vec()
}

fn check_with(key: &[u8], algorithm: &[u8], length: usize) -> Verified {
    signature(key, algorithm, b"text", &vec![1; length])
}

#[test]
fn absurd_keys_are_refused_before_any_work() {
    let said = |modulus: &[u8], exponent: &[u8]| match check_with(
        &rsa_key(modulus, exponent),
        &sha256_with_rsa(),
        modulus.len(),
    ) {
        Verified::Unsupported(why) => why,
        other => panic!("{other:?}"),
    };
    assert!(said(&[0x7f; 2049], &[1, 0, 1]).contains("2049 octets"));
    assert!(said(&[0x7f; 256], &[1; 200]).contains("200 octets"));
    assert!(said(&[0x7f; 256], &[0x7f, 0, 0, 0, 1]).contains("not usable"));
    for (modulus, exponent) in [
        (&[][..], &[][..]),
        (&[0], &[0]),
        (&[6; 128], &[3]),
        (&[0x7f; 128], &[1]),
    ] {
        said(modulus, exponent);
    }
    // The largest that is checked, and it says no.
    let largest = [0x7f; 2048];
    assert_eq!(
        check_with(&rsa_key(&largest, &[1, 0, 1]), &sha256_with_rsa(), 2048),
        Verified::No
    );
}

#[test]
fn what_is_not_checked_says_why() {
    let mut md5 = sha256_with_rsa();
    md5[12] = 4;
    let Verified::Unsupported(why) = check_with(&rsa_key(&[0x7f; 256], &[3]), &md5, 256) else {
        panic!("MD5 was checked");
    };
    assert!(why.contains("MD5"));
    assert!(matches!(
        check_with(b"no key", &sha256_with_rsa(), 1),
        Verified::Unsupported(_)
    ));
    assert!(matches!(signed_object(b"", b"0"), Verified::Unsupported(_)));
}
