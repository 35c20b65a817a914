use formats::{Container, Content, Item};
use pki::{Algorithm, Role};

use crate::relate::samples::{certificate, codes, files, key, secret};
use crate::relate::{CHECKS, relate};
use crate::verify::test_set::{Wish, issue, issue_as};

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
        [
            "key-certificate-mismatch",
            "chain-incomplete",
            "key-without-certificate"
        ]
    );
    let unrelated = vec![
        ("tls.crt", server()),
        ("tls.crt", certificate(other.certificate(Role::Ca))),
    ];
    assert_eq!(found(unrelated), ["issuer-remade", "chain-unrelated"]);
    let authority = vec![("ca.crt", ca()), ("ca.key", key(&set, Role::Ca))];
    assert_eq!(found(authority), ["authority-key-in-cluster"]);
    let trust = vec![("ca.crt", server())];
    assert_eq!(found(trust), ["root-not-a-ca"]);
}

#[test]
fn the_key_of_a_ca_is_told_of_on_the_secret_itself() {
    let set = issue(Algorithm::EcdsaP256);
    for (name, code) in [
        ("tls.key", "authority-key-in-cluster"),
        ("ca.key", crate::codes::SECRET_CA_KEY),
    ] {
        let mut items = secret(vec![
            ("ca.crt", certificate(set.certificate(Role::Ca))),
            (name, key(&set, Role::Ca)),
        ]);
        if let Content::Container(Container::Kubernetes(object)) = &mut items[0].content {
            object.keys = vec!["ca.crt".into(), name.into()];
        }
        let relations = relate(&items, CHECKS);
        let report = crate::report_among(&items, 0, Some(&relations), 0);
        let mut found = report.findings.iter();
        let about = |one: &&diagnostics::Finding| {
            one.code.contains("ca-key") || one.code.contains("authority")
        };
        let told: Vec<_> = found.by_ref().filter(about).map(|one| &*one.code).collect();
        assert_eq!(told, [code]);
    }
}

/// ingress-nginx writes the pair and the CAs of clients into one file that nginx trusts.
#[test]
fn a_root_beside_the_cas_of_clients_is_more_than_ballast() {
    let set = issue(Algorithm::EcdsaP256);
    let other = issue_as(&Wish::new(9));
    let ca = |set: &crate::verify::test_set::Set| certificate(set.certificate(Role::Ca));
    let severity = |trusted: Content| {
        let items = secret(vec![
            ("tls.crt", certificate(set.certificate(Role::Server))),
            ("tls.crt, block 2", ca(&set)),
            ("tls.key", key(&set, Role::Server)),
            ("ca.crt", trusted),
        ]);
        let found = relate(&items, CHECKS).findings;
        let mut found = found.into_iter().map(|one| one.finding);
        let root = found.find(|one| one.code == "root-in-chain").unwrap();
        (root.severity, root.message.contains("client"))
    };
    use diagnostics::Severity;
    assert_eq!(severity(ca(&other)), (Severity::Warning, true));
    assert_eq!(severity(ca(&set)), (Severity::Note, false));
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

/// OpenVPN has the CA before the certificate, each at a place of its own.
#[test]
fn a_configuration_has_no_order() {
    let set = issue(Algorithm::EcdsaP256);
    let found = |name: &str| {
        let file = files(vec![
            (name, certificate(set.certificate(Role::Ca))),
            (name, certificate(set.certificate(Role::Server))),
            (name, key(&set, Role::Server)),
        ]);
        let relations = relate(&file, CHECKS);
        let codes = codes(&relations).into_iter();
        codes.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(found("client.ovpn").is_empty() && found("client.conf").is_empty());
    assert_eq!(found("client.pem"), ["chain-order", "root-in-chain"]);
}
