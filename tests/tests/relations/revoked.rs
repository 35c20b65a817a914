//! What a revocation list among the items revokes, against what OpenSSL says with that list.

use formats::{Container, Content, Item, KubernetesObject};
use inspect::relate::{CHECKS, relate};

use crate::workshop::{CA, EC, LEAF, Workshop, codes};

fn made(name: &str) -> Workshop {
    let mut workshop = Workshop::new(name);
    for key in ["ca", "other-ca", "kept", "lost", "held"] {
        workshop.key(key, EC);
    }
    workshop.issue("ca", ("ca", "/CN=Contoso"), None, (CA, ""));
    workshop.issue("other-ca", ("other-ca", "/CN=Contoso"), None, (CA, ""));
    for leaf in ["kept", "lost", "held"] {
        let subject = format!("/CN={leaf}");
        workshop.issue(leaf, (leaf, &subject), Some(("ca", "ca")), (LEAF, ""));
    }
    let revoked = [("lost", "keyCompromise"), ("held", "certificateHold")];
    workshop.list_of("list", ("ca", "ca"), &revoked);
    workshop.list_of("other", ("other-ca", "other-ca"), &[("kept", "superseded")]);
    workshop
}

fn items(workshop: &Workshop, names: &[&str]) -> Vec<Item> {
    let one = |name: &&str| {
        let content = match *name {
            "list" | "other" => Content::RevocationList(workshop.der(&format!("{name}.crl"))),
            name => Content::Certificate(workshop.der(&format!("{name}.crt"))),
        };
        Item::new(None, *name, content)
    };
    names.iter().map(one).collect()
}

/// The items that are revoked, and what is said of each.
fn revoked(items: &[Item]) -> Vec<(String, String)> {
    let relations = relate(items, CHECKS);
    let found = relations.findings.into_iter();
    found
        .filter(|one| one.finding.code == "revoked")
        .map(|one| (items[one.items[0]].label.clone(), one.finding.message))
        .collect()
}

#[test]
fn what_openssl_calls_revoked_is_told() {
    let workshop = made("revoked");
    let items = items(&workshop, &["kept", "lost", "held", "ca", "list"]);
    let told = revoked(&items);
    for leaf in ["kept", "lost", "held"] {
        let ended = workshop.run(&format!(
            "verify -crl_check -CAfile ca.crt -CRLfile list.crl {leaf}.crt"
        ));
        let is_told = told.iter().any(|(label, _)| label == leaf);
        assert_eq!(is_told, !ended.success, "{leaf}: {}", ended.describe());
        assert_eq!(is_told, ended.all().contains("certificate revoked"));
    }
    let said = |leaf: &str| &told.iter().find(|(label, _)| label == leaf).unwrap().1;
    assert!(said("lost").contains("(Key Compromise)"), "{told:?}");
    assert!(said("held").contains("(Certificate Hold)"), "{told:?}");
    assert!(!said("lost").contains("not checked"), "{told:?}");
}

#[test]
fn a_list_of_another_ca_of_the_same_name_revokes_nothing() {
    let workshop = made("revoked-by-other");
    let with_both = items(&workshop, &["kept", "ca", "other-ca", "other"]);
    assert!(revoked(&with_both).is_empty());
    // Without the CA the key identifiers still tell.
    assert!(revoked(&items(&workshop, &["kept", "other"])).is_empty());
}

#[test]
fn a_list_whose_ca_is_not_here_is_told_as_such() {
    let workshop = made("revoked-alone");
    let told = revoked(&items(&workshop, &["lost", "list"]));
    assert_eq!(told.len(), 1);
    assert!(told[0].1.contains("was not checked"), "{told:?}");
}

/// With a list of the root alone OpenSSL, and nginx with it, refuses what an intermediate has issued.
#[test]
fn a_secret_has_a_list_for_each_ca_or_is_told_of() {
    let mut workshop = Workshop::new("lists");
    for key in ["root", "issuing", "leaf"] {
        workshop.key(key, EC);
    }
    workshop.issue("root", ("root", "/CN=Root"), None, (CA, ""));
    let root = Some(("root", "root"));
    workshop.issue("issuing", ("issuing", "/CN=Issuing"), root, (CA, ""));
    let issuing = Some(("issuing", "issuing"));
    workshop.issue("leaf", ("leaf", "/CN=leaf"), issuing, (LEAF, ""));
    workshop.list("root-list", "root", "root");
    workshop.list("issuing-list", "issuing", "issuing");
    for lists in [&["root-list"][..], &["root-list", "issuing-list"]] {
        let files: Vec<_> = lists.iter().map(|list| format!("{list}.crl")).collect();
        let all: String = files
            .iter()
            .map(|file| workshop.lines(file).join("\n") + "\n")
            .collect();
        let ended = workshop.verify_with_lists(&all, "root", "issuing", "leaf");
        let object = KubernetesObject {
            kind: "Secret".into(),
            name: "ca".into(),
            namespace: String::new(),
            secret_type: "Opaque".into(),
            keys: vec!["ca.crt".into(), "ca.crl".into()],
        };
        let container = Content::Container(Container::Kubernetes(object));
        let mut items = vec![Item::new(None, "secret.yaml", container)];
        for name in ["root", "issuing"] {
            let der = workshop.der(&format!("{name}.crt"));
            items.push(Item::new(Some(0), "ca.crt", Content::Certificate(der)));
        }
        for file in &files {
            let list = Content::RevocationList(workshop.der(file));
            items.push(Item::new(Some(0), "ca.crl, block 1", list));
        }
        let relations = relate(&items, CHECKS);
        let told = codes(&relations).contains(&"list-missing");
        assert_eq!(told, !ended.success, "{lists:?}: {}", ended.describe());
        assert_eq!(told, ended.all().contains("unable to get certificate CRL"));
        let report = inspect::report_among(&items, 0, Some(&relations), 0);
        let on_report = report.findings.iter().any(|one| one.code == "list-missing");
        assert_eq!(on_report, told);
    }
}
