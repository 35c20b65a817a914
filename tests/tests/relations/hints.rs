//! What hints quote of OpenSSL; it has to say so.

use formats::{Content, Item};
use inspect::relate::{CHECKS, Proof, relate};
use tests::tool::Ended;

use crate::workshop::{CA, EC, LEAF, LEAF_WITHOUT_KEYS, RSA, Workshop, codes};

fn says(ended: &Ended, words: &str) {
    assert!(
        !ended.success && ended.all().contains(words),
        "{}",
        ended.describe()
    );
}

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
        let mut items = shop.items();
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
    let relations = relate(&shop.items(), CHECKS);
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
    let relations = relate(&shop.items(), CHECKS);
    assert!(codes(&relations).contains(&"signature-algorithms-differ"));
    assert!(
        !relations
            .links
            .iter()
            .any(|link| link.subject == 2 && link.proof == Proof::Signature)
    );
}
