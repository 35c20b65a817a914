//! What else than certificates has a key, or a signature.

use formats::{Content, Item};
use inspect::relate::{CHECKS, Proof, relate};

use crate::workshop::{CA, LEAF, RSA, Workshop};

#[test]
fn keys_requests_and_lists_find_their_certificates() {
    let mut shop = Workshop::new("others");
    shop.key("ca", RSA);
    shop.key("leaf", RSA);
    shop.issue("ca", ("ca", "/CN=CA"), None, (CA, ""));
    shop.issue("leaf", ("leaf", "/CN=leaf"), Some(("ca", "ca")), (LEAF, ""));
    shop.list("revoked", "ca", "ca");
    assert!(shop.run("pkey -in leaf.key -pubout -out leaf.pub").success);
    let items = vec![
        Item::new(
            None,
            "crl",
            Content::RevocationList(shop.der("revoked.crl")),
        ),
        Item::new(None, "leaf", Content::Certificate(shop.der("leaf.crt"))),
        Item::new(None, "csr", Content::Request(shop.der("leaf.csr"))),
        Item::new(
            None,
            "pub",
            Content::PublicKey(without_null(&shop.der("leaf.pub"))),
        ),
        Item::new(None, "ca", Content::Certificate(shop.der("ca.crt"))),
    ];
    let relations = relate(&items, CHECKS);
    let issued = |item| {
        relations
            .links
            .iter()
            .any(|link| link.subject == item && link.issuer == 4 && link.proof == Proof::Signature)
    };
    assert!(issued(0) && issued(1) && issued(4));
    assert_eq!(relations.keys.len(), 1);
    let group = &relations.keys[0];
    assert_eq!(
        (&group.certificates, &group.requests, &group.public_keys),
        (&vec![1], &vec![2], &vec![3])
    );
    assert!(relations.findings.is_empty(), "{:?}", relations.findings);
}

/// An RSA public key whose algorithm has no parameters, as some write it.
fn without_null(spki: &[u8]) -> Vec<u8> {
    // SEQUENCE of two octets of length, SEQUENCE of OID and NULL.
    assert_eq!(
        (spki[1], &spki[4..6], &spki[17..19]),
        (0x82, &[0x30, 13][..], &[5, 0][..])
    );
    let rest = [&[0x30, 11][..], &spki[6..17], &spki[19..]].concat();
    let length = u16::try_from(rest.len()).unwrap().to_be_bytes();
    [&[0x30, 0x82][..], &length, &rest].concat()
}
