//! Who issued whom, as Twinlock and OpenSSL see it.

use formats::{Content, Item};
use inspect::relate::{CHECKS, Edge, Graph, Proof, Relations, Tie, graph, relate};
use tests::tool::Ended;

use crate::workshop::{CA, LEAF, LEAF_WITHOUT_KEYS, Workshop};

const EC: &str = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256";
const RSA: &str = "-algorithm RSA -pkeyopt rsa_keygen_bits:2048";

fn items(workshop: &Workshop) -> Vec<Item> {
    let names = workshop.certificates.iter();
    names
        .zip(workshop.ders())
        .map(|(name, der)| Item::new(None, name.clone(), Content::Certificate(der)))
        .collect()
}

fn codes(relations: &Relations) -> Vec<&str> {
    let findings = relations.findings.iter();
    findings.map(|one| one.finding.code.as_ref()).collect()
}

/// All of these in one shop: root, two intermediates, leaf; one of them cross-signed; a root made again with and
/// without key identifiers; every algorithm that certificates come with.
fn everything(folder: &str) -> Workshop {
    let mut shop = Workshop::new(folder);
    let keys = [
        ("root", RSA),
        ("other", EC),
        ("one", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384"),
        ("two", EC),
        ("leaf", RSA),
        ("again", RSA),
        ("edwards", "-algorithm ED25519"),
        ("pss", "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"),
        ("p521", "-algorithm EC -pkeyopt ec_paramgen_curve:P-521"),
    ];
    for (name, kind) in keys {
        shop.key(name, kind);
    }
    let pss = "-sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest";
    shop.issue("root", ("root", "/CN=Root"), None, (CA, "-sha512"));
    shop.issue("other", ("other", "/CN=Other"), None, (CA, "-sha256"));
    shop.issue(
        "one",
        ("one", "/CN=One/O=Contoso"),
        Some(("root", "root")),
        (CA, "-sha1"),
    );
    shop.issue(
        "cross",
        ("one", "/CN=One/O=Contoso"),
        Some(("other", "other")),
        (CA, "-sha384"),
    );
    shop.issue(
        "two",
        ("two", "/CN=Two"),
        Some(("one", "one")),
        (CA, "-sha512"),
    );
    shop.issue(
        "leaf",
        ("leaf", "/CN=Leaf"),
        Some(("two", "two")),
        (LEAF, "-sha1"),
    );
    shop.issue("again", ("again", "/CN=Root"), None, (CA, "-sha256"));
    shop.issue(
        "loose",
        ("leaf", "/CN=Loose"),
        Some(("root", "root")),
        (LEAF_WITHOUT_KEYS, pss),
    );
    shop.issue("edwards", ("edwards", "/CN=Edwards"), None, (CA, ""));
    shop.issue(
        "edged",
        ("leaf", "/CN=Edged"),
        Some(("edwards", "edwards")),
        (LEAF, ""),
    );
    shop.issue("pss", ("pss", "/CN=Pss"), None, (CA, pss));
    shop.issue(
        "salted",
        ("two", "/CN=Salted"),
        Some(("pss", "pss")),
        (LEAF, pss),
    );
    shop.issue("p521", ("p521", "/CN=P521"), None, (CA, "-sha512"));
    shop.issue(
        "wide",
        ("leaf", "/CN=Wide"),
        Some(("p521", "p521")),
        (LEAF, "-sha512"),
    );
    shop.issue(
        "astray",
        ("two", "/CN=Astray"),
        Some(("leaf", "leaf")),
        (LEAF, ""),
    );
    shop
}

#[test]
fn every_pair_is_judged_as_openssl_judges_it() {
    let shop = everything("pairs");
    let items = items(&shop);
    let relations = relate(&items, CHECKS);
    let (mut proven, mut refused, mut unchecked) = (0, 0, 0);
    for (subject, name) in shop.certificates.iter().enumerate() {
        for (issuer, other) in shop.certificates.iter().enumerate() {
            let mut links = relations.links.iter();
            let link = links.find(|link| (link.subject, link.issuer) == (subject, issuer));
            let ended = shop.verify(name, other);
            // OpenSSL finds the issuer, and then that it is no CA.
            let no_authority = ended.all().contains("invalid CA certificate");
            match link.map(|link| &link.proof) {
                Some(Proof::Signature) => {
                    assert!(ended.success || no_authority, "{}", ended.describe());
                    proven += 1;
                }
                Some(Proof::Name(why)) => {
                    assert!(ended.success && why.contains("P-521"), "{why}");
                    unchecked += 1;
                }
                Some(Proof::Failed) | None => {
                    assert!(!ended.success && !no_authority, "{}", ended.describe());
                    refused += 1;
                }
            }
        }
    }
    println!(
        "pairs: {proven} proven by signature, {unchecked} by name (P-521), {refused} unrelated; openssl agrees on all"
    );
    assert_eq!((proven, unchecked), (14, 2));
    assert_eq!(relations.missing, []);
    assert_eq!(
        codes(&relations),
        [
            "issuer-not-a-ca",
            "chain-mixed-families",
            "chain-mixed-families",
            "chain-mixed-families",
            "chain-mixed-families",
            "authority-name-shared",
            "key-reused",
            "key-reused",
            "key-reused"
        ]
    );
}

#[test]
fn a_cross_signed_ca_has_two_issuers_and_a_chain_is_drawn_from_left_to_right() {
    let shop = everything("graph");
    let items = items(&shop);
    let relations = relate(&items, CHECKS);
    let place = |name: &str| {
        shop.certificates
            .iter()
            .position(|other| other == name)
            .unwrap()
    };
    let issuers = |name: &str| {
        let links = relations
            .links
            .iter()
            .filter(|link| link.subject == place(name));
        links
            .map(|link| shop.certificates[link.issuer].as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(issuers("two"), ["one", "cross"]);
    assert_eq!(issuers("cross"), ["other"]);
    let drawn = graph(&items, &relations, None, 60);
    let node = |name: &str| {
        drawn
            .nodes
            .iter()
            .position(|node| node.item == Some(place(name)))
            .unwrap()
    };
    let columns = ["root", "one", "two", "leaf"].map(|name| drawn.nodes[node(name)].column);
    assert_eq!(columns, [0, 1, 2, 3]);
    assert_eq!(crossings(&drawn), 0);
    for edge in &drawn.edges {
        assert!(
            drawn.nodes[edge.from].column < drawn.nodes[edge.to].column,
            "{edge:?}"
        );
    }
    let mut places: Vec<_> = drawn
        .nodes
        .iter()
        .map(|node| (node.column, node.row))
        .collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), drawn.nodes.len(), "two nodes in one place");
    let near = graph(&items, &relations, Some(place("edged")), 3);
    let labels: Vec<_> = near.nodes.iter().map(|node| node.label.as_str()).collect();
    assert!(labels.contains(&"Edwards") && labels.contains(&"Edged"));
    assert_eq!(near.left_out, drawn.nodes.len() - near.nodes.len());
    assert!(drawn.edges.iter().any(|edge| edge.tie == Tie::Name));
}

/// Pairs of lines between the same two columns that cross.
fn crossings(drawn: &Graph) -> usize {
    let ends = |edge: &Edge| (&drawn.nodes[edge.from], &drawn.nodes[edge.to]);
    let mut count = 0;
    for (from, to) in drawn.edges.iter().map(ends) {
        for (other_from, other_to) in drawn.edges.iter().map(ends) {
            let same = from.column == other_from.column && to.column == other_to.column;
            count += usize::from(same && from.row < other_from.row && to.row > other_to.row);
        }
    }
    count
}

/// Alternatives of a cross-signed CA may all be sent; a certificate that is there twice is one.
#[test]
fn a_cross_signed_chain_is_no_mess() {
    let shop = everything("cross");
    let file = |names: &[&str]| {
        let ders = names.iter().map(|name| shop.der(&format!("{name}.crt")));
        let contents = ders.map(Content::Certificate);
        let items: Vec<_> = contents
            .map(|content| Item::new(None, "tls.crt", content))
            .collect();
        let relations = relate(&items, CHECKS);
        let codes = codes(&relations)
            .into_iter()
            .filter(|code| code.starts_with("chain-") || code.starts_with("root-"));
        let codes = codes.filter(|code| *code != "chain-mixed-families");
        codes.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(file(&["leaf", "two", "one", "cross"]), [""; 0]);
    assert_eq!(file(&["leaf", "leaf", "two"]), [""; 0]);
    assert_eq!(file(&["leaf", "two", "one", "root"]), ["root-in-chain"]);
    assert_eq!(file(&["leaf", "one", "two"]), ["chain-order"]);
    assert_eq!(file(&["two", "leaf", "one"]), ["chain-order"]);
    assert_eq!(file(&["leaf", "two", "edwards"]), ["chain-unrelated"]);
}

fn says(ended: &Ended, words: &str) {
    assert!(
        !ended.success && ended.all().contains(words),
        "{}",
        ended.describe()
    );
}

/// The hints of findings quote OpenSSL; it has to say so.
#[test]
fn a_ca_made_again_is_refused_in_the_words_that_the_hint_quotes() {
    for (extensions, words) in [
        (LEAF_WITHOUT_KEYS, "certificate signature failure"),
        (LEAF, "unable to get local issuer certificate"),
    ] {
        let mut shop = Workshop::new(words);
        shop.key("old", RSA);
        shop.key("new", RSA);
        shop.key("leaf", EC);
        shop.issue("old", ("old", "/CN=CA"), None, (CA, ""));
        shop.issue(
            "leaf",
            ("leaf", "/CN=leaf"),
            Some(("old", "old")),
            (extensions, ""),
        );
        shop.issue("new", ("new", "/CN=CA"), None, (CA, ""));
        says(&shop.verify("leaf", "new"), words);
        let mut items = items(&shop);
        items.remove(0);
        let relations = relate(&items, CHECKS);
        assert_eq!(codes(&relations), ["issuer-remade"]);
        assert_eq!(relations.findings[0].items, [0, 1]);
    }
}

/// What findings quote of OpenSSL where a CA has a wrong key identifier, is not trusted up to its root, or names two
/// algorithms.
#[test]
fn other_hints_quote_openssl_too() {
    let mut shop = Workshop::new("hints");
    for key in ["root", "one", "leaf"] {
        shop.key(key, EC);
    }
    let strange = "basicConstraints=CA:FALSE\n2.5.29.35=DER:30:06:80:04:01:02:03:04\n";
    shop.issue("root", ("root", "/CN=Root"), None, (CA, ""));
    shop.issue("one", ("one", "/CN=One"), Some(("root", "root")), (CA, ""));
    shop.issue(
        "leaf",
        ("leaf", "/CN=Leaf"),
        Some(("one", "one")),
        (LEAF, ""),
    );
    shop.issue(
        "strange",
        ("leaf", "/CN=Strange"),
        Some(("root", "root")),
        (strange, ""),
    );
    says(
        &shop.verify("strange", "root"),
        "unable to get local issuer certificate",
    );
    let relations = relate(&items(&shop), CHECKS);
    assert_eq!(codes(&relations), ["key-identifier-mismatch", "key-reused"]);
    assert!(
        relations
            .links
            .iter()
            .any(|link| (link.subject, link.issuer) == (3, 0))
    );

    says(
        &shop.run("verify -CAfile one.crt leaf.crt"),
        "unable to get issuer certificate",
    );
    let trust = vec![Item::new(
        None,
        "ca.crt",
        Content::Certificate(shop.der("one.crt")),
    )];
    assert_eq!(codes(&relate(&trust, CHECKS)), ["root-missing"]);

    // ecdsa-with-SHA256 becomes ecdsa-with-SHA384 beside the signature.
    let mut der = shop.der("leaf.crt");
    let identifier = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
    let last = der
        .windows(8)
        .rposition(|window| window == identifier)
        .unwrap();
    der[last + 7] = 3;
    shop.write("leaf.crt", &der);
    says(&shop.verify("leaf", "one"), "certificate signature failure");
    let relations = relate(&items(&shop), CHECKS);
    assert!(codes(&relations).contains(&"signature-algorithms-differ"));
    assert!(
        !relations
            .links
            .iter()
            .any(|link| link.subject == 2 && link.proof == Proof::Signature)
    );
}

#[test]
fn an_issuer_is_found_where_only_case_and_spaces_of_its_name_differ() {
    let mut shop = Workshop::new("names");
    for key in ["ca", "leaf"] {
        shop.key(key, EC);
    }
    shop.issue("ca", ("ca", "/O=Contoso/CN=ca"), None, (CA, ""));
    // The same key under the name in capitals; only it is known as the issuer.
    shop.issue("loud", ("ca", "/O=CONTOSO/CN=CA"), None, (CA, ""));
    shop.issue(
        "leaf",
        ("leaf", "/CN=leaf"),
        Some(("loud", "ca")),
        (LEAF, ""),
    );
    shop.issue("other", ("ca", "/O=Contosos/CN=ca"), None, (CA, ""));
    assert!(shop.verify("leaf", "ca").success);
    assert!(!shop.verify("leaf", "other").success);
    let mut items = items(&shop);
    items.remove(1);
    let relations = relate(&items, CHECKS);
    assert!(
        relations
            .links
            .iter()
            .any(|link| (link.subject, link.issuer) == (1, 0))
    );
    assert!(
        !relations
            .links
            .iter()
            .any(|link| (link.subject, link.issuer) == (1, 2))
    );
    assert!(codes(&relations).contains(&"name-encoding-differs"));
}

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
