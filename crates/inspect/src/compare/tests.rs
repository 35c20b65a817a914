use pki::{Algorithm, LeafUsage, Role};

use super::*;
use crate::verify::test_set::{Wish, issue_as};

fn server(wish: &Wish) -> Vec<u8> {
    issue_as(wish).certificate(Role::Server)
}

fn codes(comparison: &Comparison) -> Vec<&str> {
    comparison
        .findings
        .iter()
        .map(|one| one.code.as_ref())
        .collect()
}

fn changed(comparison: &Comparison) -> Vec<&str> {
    let rows = comparison.differences.iter().filter(|row| !row.same);
    rows.map(|row| row.label.as_str()).collect()
}

#[test]
fn a_renewal_differs_in_what_it_must() {
    let old = server(&Wish::new(1));
    let new = server(&Wish {
        days: 455,
        serial: 7,
        ..Wish::new(1)
    });
    let comparison = compare(&old, &new).unwrap();
    assert_eq!(
        comparison.sentence,
        "The same names and the same key, valid 365 days longer, from the same issuer."
    );
    assert_eq!(
        changed(&comparison),
        [
            "Valid until",
            "Days of validity",
            "Serial number",
            "SHA-1 thumbprint",
            "SHA-256 thumbprint"
        ]
    );
    assert_eq!(codes(&comparison), ["thumbprint-changed", "key-kept"]);
    let back = compare(&new, &old).unwrap();
    assert!(back.sentence.contains("valid 365 days less"));
    assert!(codes(&back).contains(&"validity-shorter"));
}

#[test]
fn what_is_lost_is_said() {
    let old = Wish {
        names: vec!["a.example", "b.example"],
        usage: LeafUsage::Both,
        ..Wish::new(1)
    };
    let new = Wish {
        names: vec!["b.example", "c.example"],
        leaf: Algorithm::Rsa2048,
        ..Wish::new(2)
    };
    let comparison = compare(&server(&old), &server(&new)).unwrap();
    assert_eq!(
        comparison.sentence,
        "The same subject, 1 name gone and 1 new, and a new key, RSA 2048 instead of ECDSA P-256, valid until the \
         same day, from another issuer."
    );
    assert_eq!(
        codes(&comparison),
        [
            "names-lost",
            "purposes-lost",
            "issuer-changed",
            "thumbprint-changed",
            "key-changed"
        ]
    );
    assert!(comparison.findings[0].message.contains("DNS:a.example"));
    assert!(comparison.findings[2].message.contains("another key"));
    let names = comparison
        .differences
        .iter()
        .find(|row| row.label == "Alternative names");
    let names = names.unwrap();
    assert_eq!(
        names.note.as_deref(),
        Some("gone: DNS:a.example; new: DNS:c.example")
    );
    assert_eq!(names.left, "DNS:a.example\nDNS:b.example");
}

#[test]
fn a_request_stands_beside_its_certificate() {
    let set = issue_as(&Wish::new(1));
    let request = set.of(Role::Server).request.clone().unwrap();
    let comparison = compare(&request, &set.certificate(Role::Server)).unwrap();
    assert_eq!(comparison.sentence, "The same names and the same key.");
    let client = compare(&request, &set.certificate(Role::Client)).unwrap();
    assert_eq!(
        codes(&client),
        ["purposes-lost", "subject-changed", "key-changed"]
    );
}

#[test]
fn equal_ones_have_no_differences() {
    let one = server(&Wish::new(1));
    let comparison = compare(&one, &one).unwrap();
    assert_eq!(comparison.sentence, "Both are the same, octet by octet.");
    assert!(changed(&comparison).is_empty() && comparison.findings.is_empty());
}

#[test]
fn broken_ones_end_in_no_panic() {
    let one = server(&Wish::new(1));
    assert_eq!(compare(&one, b"x"), Err(InspectError::Certificate));
    for at in 0..one.len() {
        for value in [0, 0x1e, 0x30, 0x80, 0xff] {
            let mut broken = one.clone();
            broken[at] = value;
            let _ = compare(&broken, &one);
            let _ = compare(&one, &broken);
        }
    }
}
