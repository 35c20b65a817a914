//! Who issued whom, as Twinlock and OpenSSL see it.

use formats::{Content, Item};
use inspect::relate::{CHECKS, Edge, Graph, Proof, Tie, graph, relate};

use crate::workshop::{CA, EC, LEAF, LEAF_WITHOUT_KEYS, RSA, Workshop, codes};

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
    let items = shop.items();
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
    let items = shop.items();
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
    let mut items = shop.items();
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
