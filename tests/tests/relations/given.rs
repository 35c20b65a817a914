//! From what a user drops to what is said about it: read by `formats`, related by `inspect`.

use formats::{Item, Limits, read};
use inspect::relate::{CHECKS, Relations, relate};

use crate::workshop::{CA, EC, LEAF, Workshop};

fn shop(name: &str) -> Workshop {
    let mut shop = Workshop::new(name);
    for key in ["root", "one", "leaf", "stray"] {
        shop.key(key, EC);
    }
    shop.issue("root", ("root", "/CN=Root"), None, (CA, ""));
    shop.issue("one", ("one", "/CN=One"), Some(("root", "root")), (CA, ""));
    shop.issue(
        "leaf",
        ("leaf", "/CN=leaf"),
        Some(("one", "one")),
        (LEAF, ""),
    );
    shop
}

/// A Secret with these keys, each of these files one after the other.
fn secret(shop: &Workshop, keys: &[(&str, &[&str])]) -> String {
    let mut text = "apiVersion: v1\nkind: Secret\nmetadata: {name: tls}\nstringData:\n".to_owned();
    for (key, files) in keys {
        text += &format!("  {key}: |\n");
        for line in files.iter().flat_map(|file| shop.lines(file)) {
            text += &format!("    {line}\n");
        }
    }
    text
}

fn said(items: &[Item]) -> (Vec<String>, Relations) {
    let relations = relate(items, CHECKS);
    let codes = relations
        .findings
        .iter()
        .map(|one| one.finding.code.to_string());
    (codes.collect(), relations)
}

#[test]
fn a_secret_is_judged_by_its_keys() {
    let shop = shop("secret");
    let judge = |keys: &[(&str, &[&str])]| {
        let text = secret(&shop, keys);
        said(&read("secret.yaml", text.as_bytes(), &Limits::default())).0
    };
    let chain: &[&str] = &["leaf.crt", "one.crt"];
    let key: (&str, &[&str]) = ("tls.key", &["leaf.key"]);
    let trust: (&str, &[&str]) = ("ca.crt", &["root.crt"]);
    assert_eq!(judge(&[("tls.crt", chain), key, trust]), [""; 0]);
    assert_eq!(
        judge(&[("tls.crt", &["one.crt", "leaf.crt"]), key, trust]),
        ["chain-order"]
    );
    assert_eq!(
        judge(&[("tls.crt", &["leaf.crt", "one.crt", "root.crt"]), key]),
        ["root-in-chain"]
    );
    assert_eq!(
        judge(&[("tls.crt", chain), ("tls.key", &["stray.key"]), trust]),
        ["key-certificate-mismatch", "key-without-certificate"]
    );
    assert_eq!(
        judge(&[("tls.crt", chain), key, ("ca.crt", &["one.crt"])]),
        ["root-missing"]
    );
    assert_eq!(
        judge(&[trust, ("ca.key", &["root.key"])]),
        ["authority-key-in-cluster"]
    );
}

/// As one drops them: each is a source of its own.
#[test]
fn files_that_are_dropped_together_are_judged_together() {
    let shop = shop("dropped");
    let dropped = |files: &[(&str, &[&str])]| {
        let mut items: Vec<Item> = Vec::new();
        for (name, parts) in files {
            let lines: Vec<_> = parts.iter().flat_map(|part| shop.lines(part)).collect();
            let base = items.len();
            for mut item in read(name, lines.join("\n").as_bytes(), &Limits::default()) {
                item.parent = item.parent.map(|parent| base + parent);
                items.push(item);
            }
        }
        said(&items).0
    };
    let chain: &[&str] = &["leaf.crt", "one.crt"];
    assert_eq!(
        dropped(&[("a/server.crt", chain), ("a/server.key", &["leaf.key"])]),
        [""; 0]
    );
    assert_eq!(
        dropped(&[("a/server.crt", chain), ("a/server.key", &["stray.key"])]),
        ["key-certificate-mismatch", "key-without-certificate"]
    );
    // Keys of other folders are not for this file.
    assert_eq!(
        dropped(&[("a/server.crt", chain), ("b/server.key", &["stray.key"])]),
        ["key-without-certificate"]
    );
    assert_eq!(
        dropped(&[("all.pem", &["one.crt", "leaf.key", "leaf.crt"])]),
        ["chain-order"]
    );
    assert_eq!(
        dropped(&[("all.pem", &["stray.key", "leaf.crt", "one.crt"])])[0],
        "key-certificate-mismatch"
    );
}
