use formats::{Content, Item};
use pki::{Algorithm, Role};

use super::samples::{certificate, codes, files, key};
use super::*;
use crate::verify::test_set::{Wish, issue, issue_as};

fn link(subject: usize, issuer: usize, proof: Proof) -> Link {
    Link {
        subject,
        issuer,
        proof,
    }
}

#[test]
fn a_set_is_a_chain_with_its_keys() {
    for algorithm in [Algorithm::EcdsaP256, Algorithm::Ed25519, Algorithm::Rsa2048] {
        let set = issue(algorithm);
        let items = files(vec![
            ("key", key(&set, Role::Server)),
            ("server", certificate(set.certificate(Role::Server))),
            (
                "request",
                Content::Request(set.of(Role::Server).request.clone().unwrap()),
            ),
            ("ca", certificate(set.certificate(Role::Ca))),
            ("again", certificate(set.certificate(Role::Server))),
        ]);
        let relations = relate(&items, CHECKS);
        assert_eq!(
            relations.links,
            [link(1, 3, Proof::Signature), link(3, 3, Proof::Signature)]
        );
        assert_eq!(relations.duplicates, [vec![1, 4]]);
        let [group] = relations.keys.as_slice() else {
            panic!("{:?}", relations.keys);
        };
        assert_eq!(
            (&group.private_keys, &group.certificates, &group.requests),
            (&vec![0], &vec![1, 4], &vec![2])
        );
        assert!(relations.missing.is_empty() && relations.findings.is_empty());
    }
}

#[test]
fn without_checks_left_names_are_all_there_is() {
    let set = issue(Algorithm::EcdsaP256);
    let items = files(vec![
        ("server", certificate(set.certificate(Role::Server))),
        ("ca", certificate(set.certificate(Role::Ca))),
    ]);
    let relations = relate(&items, 0);
    assert!(relations.exhausted);
    assert!(
        relations
            .links
            .iter()
            .all(|link| matches!(link.proof, Proof::Name(_)))
    );
    assert_eq!(relations.links.len(), 2);
    assert!(relate(&items, 7).exhausted && !relate(&items, 8).exhausted);
}

#[test]
fn an_issuer_that_is_not_there_is_named_once() {
    let set = issue(Algorithm::EcdsaP256);
    let items = files(vec![
        ("server", certificate(set.certificate(Role::Server))),
        ("client", certificate(set.certificate(Role::Client))),
    ]);
    let relations = relate(&items, CHECKS);
    let [missing] = relations.missing.as_slice() else {
        panic!("{:?}", relations.missing);
    };
    assert_eq!(missing.name, "CN = Contoso CA");
    assert_eq!(missing.items, [0, 1]);
    assert!(
        missing
            .key_identifier
            .as_ref()
            .is_some_and(|key| key.len() >= 40)
    );
}

#[test]
fn a_ca_that_was_made_again_is_no_issuer() {
    let (old, new) = (issue_as(&Wish::new(1)), issue_as(&Wish::new(2)));
    let items = files(vec![
        ("server", certificate(old.certificate(Role::Server))),
        ("ca", certificate(new.certificate(Role::Ca))),
    ]);
    let relations = relate(&items, CHECKS);
    assert_eq!(codes(&relations), ["issuer-remade"]);
    assert_eq!(relations.findings[0].items, [0, 1]);
    assert!(relations.links.contains(&link(0, 1, Proof::Failed)));
    assert_eq!(relations.missing.len(), 1);
    // With the old one too, all is well, but for the name.
    let mut items = items;
    items.push(Item::new(
        None,
        "old",
        certificate(old.certificate(Role::Ca)),
    ));
    let relations = relate(&items, CHECKS);
    assert_eq!(codes(&relations), ["authority-name-shared"]);
    assert!(relations.links.contains(&link(0, 2, Proof::Signature)));
}

#[test]
fn a_changed_certificate_is_signed_by_nobody() {
    let set = issue(Algorithm::EcdsaP256);
    let mut server = set.certificate(Role::Server);
    let last = server.len() - 1;
    server[last] ^= 1;
    let mut ca = set.certificate(Role::Ca);
    let last = ca.len() - 1;
    ca[last] ^= 1;
    let items = files(vec![
        ("server", certificate(server)),
        ("ca", certificate(ca)),
    ]);
    let relations = relate(&items, CHECKS);
    assert_eq!(codes(&relations), ["issuer-remade", "self-signature-wrong"]);
}

#[test]
fn families_serials_and_keys_are_compared() {
    let mixed = issue_as(&Wish {
        leaf: Algorithm::Rsa2048,
        ..Wish::new(3)
    });
    let items = files(vec![
        ("server", certificate(mixed.certificate(Role::Server))),
        ("ca", certificate(mixed.certificate(Role::Ca))),
        ("other", key(&issue_as(&Wish::new(4)), Role::Server)),
    ]);
    let relations = relate(&items, CHECKS);
    assert_eq!(
        codes(&relations),
        ["chain-mixed-families", "key-without-certificate"]
    );
    assert_eq!(relations.findings[1].items, [2]);

    // The seed makes the keys, so that these have the same one, and the same serial number.
    let renewed = [90, 91].map(|days| {
        issue_as(&Wish {
            days,
            ..Wish::new(3)
        })
    });
    let items = files(
        renewed
            .iter()
            .map(|set| ("server", certificate(set.certificate(Role::Server))))
            .collect(),
    );
    let relations = relate(&items, CHECKS);
    assert_eq!(codes(&relations), ["serial-repeated", "key-reused"]);
    assert!(relations.findings[1].finding.message.contains("renewed"));
}

#[test]
fn broken_certificates_relate_to_nothing() {
    let set = issue(Algorithm::EcdsaP256);
    let (ca, server) = (set.certificate(Role::Ca), set.certificate(Role::Server));
    for at in 0..server.len() {
        for value in [0, 0x30, 0x80, 0xff] {
            let mut broken = server.clone();
            broken[at] = value;
            let items = files(vec![
                ("tls.crt", certificate(broken)),
                ("tls.crt", certificate(ca.clone())),
                ("tls.crt", certificate(server[..at].to_vec())),
                ("tls.key", key(&set, Role::Server)),
            ]);
            let relations = relate(&items, CHECKS);
            let _ = graph(&items, &relations, Some(at), 2);
        }
    }
}
