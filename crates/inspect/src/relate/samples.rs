//! Items that the tests relate.

use formats::{Container, Content, Item, KeyEncoding, KubernetesObject, PrivateKey};
use pki::Role;
use zeroize::Zeroizing;

use super::Relations;
use crate::verify::test_set::Set;

pub(super) fn certificate(der: Vec<u8>) -> Content {
    Content::Certificate(der)
}

pub(super) fn key(set: &Set, role: Role) -> Content {
    Content::PrivateKey(PrivateKey {
        pkcs8: Zeroizing::new(Vec::new()),
        spki: Some(set.of(role).key.spki.clone()),
        encoding: KeyEncoding::Pkcs8,
        encryption: None,
    })
}

/// Each is a file of this name.
pub(super) fn files(files: Vec<(&str, Content)>) -> Vec<Item> {
    let item = |(label, content)| Item::new(None, label, content);
    files.into_iter().map(item).collect()
}

/// A Secret and the blocks in it.
pub(super) fn secret(blocks: Vec<(&str, Content)>) -> Vec<Item> {
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

pub(super) fn codes(relations: &Relations) -> Vec<&str> {
    let findings = relations.findings.iter();
    findings.map(|one| one.finding.code.as_ref()).collect()
}
