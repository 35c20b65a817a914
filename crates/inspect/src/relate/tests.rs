use formats::{Container, KeyEncoding, KubernetesObject, PrivateKey};
use formats::{Content, Item};
use pki::{Algorithm, Role};
use zeroize::Zeroizing;

use super::*;
use crate::Kind;
use crate::verify::test_set::{Set, Wish, issue, issue_as};

fn certificate(der: Vec<u8>) -> Content {
    Content::Certificate(der)
}

fn key(set: &Set, role: Role) -> Content {
    Content::PrivateKey(PrivateKey {
        pkcs8: Zeroizing::new(Vec::new()),
        spki: Some(set.of(role).key.spki.clone()),
        encoding: KeyEncoding::Pkcs8,
        encryption: None,
    })
}

/// Each is a file of this name.
fn files(files: Vec<(&str, Content)>) -> Vec<Item> {
    let item = |(label, content)| Item::new(None, label, content);
    files.into_iter().map(item).collect()
}

/// A Secret and the blocks in it.
fn secret(blocks: Vec<(&str, Content)>) -> Vec<Item> {
    let object = KubernetesObject {
        kind: "Secret".into(),
        name: "tls".into(),
        namespace: String::new(),
        secret_type: "kubernetes.io/tls".into(),
        keys: Vec::new(),
    };
    let mut items = vec![Item::new(
        None,
        "secret.yaml",
        Content::Container(Container::Kubernetes(object)),
    )];
    for (label, content) in blocks {
        items.push(Item::new(Some(0), label, content));
    }
    items
}

fn codes(relations: &Relations) -> Vec<&str> {
    let findings = relations.findings.iter();
    findings.map(|one| one.finding.code.as_ref()).collect()
}

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
fn a_secret_is_read_as_servers_read_it() {
    let set = issue(Algorithm::EcdsaP256);
    let server = || certificate(set.certificate(Role::Server));
    let ca = || certificate(set.certificate(Role::Ca));
    let found = |blocks| {
        codes(&relate(&secret(blocks), CHECKS))
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let good = vec![
        ("tls.crt", server()),
        ("tls.key", key(&set, Role::Server)),
        ("ca.crt", ca()),
    ];
    assert!(found(good).is_empty());
    let root = vec![
        ("tls.crt", server()),
        ("tls.crt", ca()),
        ("tls.key", key(&set, Role::Server)),
    ];
    assert_eq!(found(root), ["root-in-chain"]);
    let order = vec![
        ("tls.crt", ca()),
        ("tls.crt", server()),
        ("tls.key", key(&set, Role::Server)),
    ];
    assert_eq!(found(order), ["chain-order", "root-in-chain"]);
    let other = issue_as(&Wish::new(9));
    let mismatch = vec![
        ("tls.crt", server()),
        ("tls.key", key(&other, Role::Server)),
    ];
    assert_eq!(
        found(mismatch),
        ["key-certificate-mismatch", "key-without-certificate"]
    );
    let unrelated = vec![
        ("tls.crt", server()),
        ("tls.crt", certificate(other.certificate(Role::Ca))),
    ];
    assert_eq!(found(unrelated), ["issuer-remade", "chain-unrelated"]);
    let authority = vec![("ca.crt", ca()), ("ca.key", key(&set, Role::Ca))];
    assert_eq!(found(authority), ["authority-key-in-cluster"]);
    let trust = vec![("ca.crt", server())];
    assert_eq!(found(trust), ["root-missing"]);
}

/// Whether blocks lie in a container of their own or bear the name of the key.
#[test]
fn blocks_are_of_the_file_they_lie_in() {
    let set = issue(Algorithm::EcdsaP256);
    let source = Container::Source {
        length: 0,
        form: "PEM".into(),
    };
    let items = vec![
        Item::new(None, "x/tls.crt", Content::Container(source)),
        Item::new(Some(0), "block 1", certificate(set.certificate(Role::Ca))),
        Item::new(
            Some(0),
            "block 2",
            certificate(set.certificate(Role::Server)),
        ),
        Item::new(None, "x/tls.key", key(&set, Role::Server)),
        Item::new(None, "y/tls.key", key(&set, Role::Client)),
    ];
    let relations = relate(&items, CHECKS);
    assert_eq!(
        codes(&relations),
        ["chain-order", "root-in-chain", "key-without-certificate"]
    );
    assert_eq!(relations.findings[0].items, [2, 1]);
    let labelled = files(vec![
        ("tls.crt, block 1", certificate(set.certificate(Role::Ca))),
        (
            "tls.crt, block 2",
            certificate(set.certificate(Role::Server)),
        ),
    ]);
    assert_eq!(
        codes(&relate(&labelled, CHECKS)),
        ["chain-order", "root-in-chain"]
    );
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

fn places(graph: &Graph) -> Vec<(Option<usize>, usize, usize)> {
    let nodes = graph.nodes.iter();
    nodes
        .map(|node| (node.item, node.column, node.row))
        .collect()
}

#[test]
fn a_graph_leads_from_the_root_to_the_keys() {
    let set = issue(Algorithm::EcdsaP256);
    let items = files(vec![
        ("server.key", key(&set, Role::Server)),
        ("server", certificate(set.certificate(Role::Server))),
        ("ca", certificate(set.certificate(Role::Ca))),
        ("client", certificate(set.certificate(Role::Client))),
    ]);
    let relations = relate(&items, CHECKS);
    let drawn = graph(&items, &relations, None, 60);
    assert_eq!(
        places(&drawn),
        [
            (Some(0), 2, 0),
            (Some(1), 1, 0),
            (Some(2), 0, 0),
            (Some(3), 1, 1)
        ]
    );
    assert_eq!((drawn.columns, drawn.rows, drawn.left_out), (3, 2, 0));
    assert_eq!(drawn.nodes[2].label, "Contoso CA");
    assert!(drawn.nodes[2].root && drawn.nodes[2].kind == Kind::Authority);
    let ties: Vec<_> = drawn
        .edges
        .iter()
        .map(|edge| (edge.from, edge.to, edge.tie))
        .collect();
    assert_eq!(
        ties,
        [
            (1, 0, Tie::Key),
            (2, 1, Tie::Signature),
            (2, 3, Tie::Signature)
        ]
    );
    // The nearest are kept.
    let near = graph(&items, &relations, Some(3), 2);
    assert_eq!(places(&near), [(Some(2), 0, 0), (Some(3), 1, 0)]);
    assert_eq!(near.left_out, 2);
    assert_eq!(graph(&items, &relations, None, 0).nodes, []);
}

#[test]
fn a_graph_shows_what_is_missing() {
    let set = issue(Algorithm::EcdsaP256);
    let items = files(vec![("server", certificate(set.certificate(Role::Server)))]);
    let drawn = graph(&items, &relate(&items, CHECKS), None, 60);
    assert_eq!(places(&drawn), [(Some(0), 1, 0), (None, 0, 0)]);
    assert_eq!(drawn.nodes[1].label, "CN = Contoso CA");
}
