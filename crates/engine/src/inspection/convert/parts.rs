use formats::{Container, Content, Item, PrivateKey};
use inspect::relate::{Proof, Relations};
use zeroize::Zeroizing;

/// Certificates of a chain that are followed at most.
const CHAIN: usize = 10;

/// What belongs together: one file's worth.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What people call it; a file name can be made of it.
    pub(super) name: String,
    /// The certificate.
    pub(super) certificate: Option<Vec<u8>>,
    /// Those that issued it, nearest first; without a root that signed itself, unless nothing else is there.
    pub(super) chain: Vec<Vec<u8>>,
    /// The root above the chain, if it was given.
    pub(super) root: Option<Vec<u8>>,
    /// The private key, as PKCS#8.
    pub(super) key: Option<Zeroizing<Vec<u8>>>,
    /// The public key, as `SubjectPublicKeyInfo`.
    pub(super) public_key: Option<Vec<u8>>,
    /// A request.
    pub(super) request: Option<Vec<u8>>,
    /// A revocation list.
    pub(super) revocation_list: Option<Vec<u8>>,
    /// The key of the Secret or `ConfigMap` that it stood under.
    pub(super) entry: Option<String>,
    /// Whether the certificate issues others.
    pub(super) is_authority: bool,
    /// Whether it is there only as the value of a key of a Secret: another part has all of it already.
    pub(super) is_value_alone: bool,
    /// Whether the key is what was chosen, and the rest what belongs to it.
    pub(super) is_key: bool,
}

/// What an item comes to: itself with what belongs to it, or, of a container, each certificate that no other in it was
/// issued by, each with its own.
pub(super) fn of(items: &[Item], index: usize, relations: &Relations) -> Vec<Parts> {
    let gather = Gather { items, relations };
    match items.get(index).map(|item| &item.content) {
        Some(Content::Container(_)) => gather.container(index),
        Some(_) => vec![gather.one(index)],
        None => Vec::new(),
    }
}

struct Gather<'a> {
    items: &'a [Item],
    relations: &'a Relations,
}

impl Gather<'_> {
    fn one(&self, index: usize) -> Parts {
        let mut parts = Parts {
            entry: self.entry(index),
            ..Parts::default()
        };
        let Some(item) = self.items.get(index) else {
            return parts;
        };
        parts.name = inspect::summary(item).title;
        match &item.content {
            Content::Certificate(_) => self.add_certificate(&mut parts, index),
            Content::PrivateKey(key) => {
                add_key(&mut parts, key);
                parts.is_key = true;
                if let Some(certificate) = self.certificates_of(index).first() {
                    self.add_certificate(&mut parts, *certificate);
                }
            }
            Content::PublicKey(spki) => parts.public_key = Some(spki.clone()),
            Content::Request(der) => {
                parts.request = Some(der.clone());
                self.add_key_of(&mut parts, index);
            }
            Content::RevocationList(der) => parts.revocation_list = Some(der.clone()),
            Content::Locked(_)
            | Content::Container(_)
            | Content::Named(_)
            | Content::Unknown(_) => {}
        }
        parts
    }

    /// Every certificate that issued no other in the container, then keys without a certificate, then the rest.
    fn container(&self, index: usize) -> Vec<Parts> {
        let inside: Vec<usize> = (0..self.items.len())
            .filter(|item| self.is_inside(*item, index))
            .collect();
        let issues_another = |issuer: usize| {
            self.relations.links.iter().any(|link| {
                link.issuer == self.first(issuer)
                    && link.subject != link.issuer
                    && link.proof != Proof::Failed
                    && inside.iter().any(|subject| {
                        self.first(*subject) == link.subject && self.is_certificate(*subject)
                    })
            })
        };
        let is_copy = |item: usize| {
            let earlier = inside.iter().take_while(|other| **other != item);
            self.first(item) != item && { earlier }
                .any(|other| self.first(*other) == self.first(item))
        };
        let wanted = |item: &usize| match self.items.get(*item).map(|item| &item.content) {
            Some(Content::Certificate(_)) => !issues_another(*item) && !is_copy(*item),
            Some(Content::PrivateKey(_)) => {
                let certificates = self.certificates_of(*item);
                !certificates.iter().any(|one| inside.contains(one))
            }
            Some(Content::Request(_) | Content::RevocationList(_) | Content::PublicKey(_)) => true,
            _ => false,
        };
        let is_value = |item: usize| {
            let content = self.items.get(item).map(|item| &item.content);
            self.entry(item).is_some()
                && matches!(
                    content,
                    Some(Content::Certificate(_) | Content::PrivateKey(_))
                )
        };
        let part = |item: usize| {
            let is_wanted = wanted(&item);
            (is_wanted || is_value(item)).then(|| Parts {
                is_value_alone: !is_wanted,
                ..self.one(item)
            })
        };
        inside.iter().copied().filter_map(part).collect()
    }

    fn is_inside(&self, mut item: usize, container: usize) -> bool {
        while let Some(parent) = self.items.get(item).and_then(|item| item.parent) {
            if parent == container {
                return true;
            }
            item = parent;
        }
        false
    }

    fn is_certificate(&self, index: usize) -> bool {
        matches!(
            self.items.get(index).map(|item| &item.content),
            Some(Content::Certificate(_))
        )
    }

    fn is_kubernetes(&self, index: usize) -> bool {
        matches!(
            self.items.get(index).map(|item| &item.content),
            Some(Content::Container(Container::Kubernetes(_)))
        )
    }

    /// The first of those that are the same as this; relations name no other.
    fn first(&self, index: usize) -> usize {
        let copies = &self.relations.duplicates;
        let copies = copies.iter().find(|copies| copies.contains(&index));
        copies
            .and_then(|copies| copies.first())
            .copied()
            .unwrap_or(index)
    }

    /// The key of the Kubernetes object that an item stands under.
    fn entry(&self, index: usize) -> Option<String> {
        let item = self.items.get(index)?;
        let is_entry = self.is_kubernetes(item.parent?);
        let key = item.label.split(',').next()?;
        is_entry.then(|| key.to_owned())
    }

    fn certificates_of(&self, key: usize) -> &[usize] {
        let groups = &self.relations.keys;
        let group = groups
            .iter()
            .find(|group| group.private_keys.contains(&key));
        group.map_or(&[], |group| &group.certificates)
    }

    fn add_key_of(&self, parts: &mut Parts, index: usize) {
        let groups = &self.relations.keys;
        let group = groups
            .iter()
            .find(|group| group.items().any(|item| item == index));
        let key = group.and_then(|group| group.private_keys.first());
        if let Some(Content::PrivateKey(key)) = key
            .and_then(|key| self.items.get(*key))
            .map(|item| &item.content)
        {
            add_key(parts, key);
        }
    }

    fn add_certificate(&self, parts: &mut Parts, index: usize) {
        let Some(item) = self.items.get(index) else {
            return;
        };
        let Content::Certificate(der) = &item.content else {
            return;
        };
        let summary = inspect::summary(item);
        parts.name = summary.title;
        parts.is_authority = summary.kind == inspect::Kind::Authority;
        parts.certificate = Some(der.clone());
        if parts.key.is_none() {
            self.add_key_of(parts, index);
        }
        self.add_chain(parts, index);
    }

    fn add_chain(&self, parts: &mut Parts, leaf: usize) {
        let mut seen = vec![leaf];
        let mut at = leaf;
        while let Some(issuer) = self.issuer(at).filter(|issuer| !seen.contains(issuer)) {
            seen.push(issuer);
            at = issuer;
            let Some(Content::Certificate(der)) = self.items.get(issuer).map(|i| &i.content) else {
                return;
            };
            if self.is_root(issuer) || seen.len() > CHAIN {
                parts.root = Some(der.clone());
                return;
            }
            parts.chain.push(der.clone());
        }
    }

    fn issuer(&self, subject: usize) -> Option<usize> {
        let subject = self.first(subject);
        let links = self.relations.links.iter();
        links
            .filter(|link| link.subject == subject && link.issuer != subject)
            .find(|link| link.proof != Proof::Failed)
            .map(|link| link.issuer)
    }

    fn is_root(&self, index: usize) -> bool {
        let links = &self.relations.links;
        links
            .iter()
            .any(|link| link.subject == index && link.issuer == index)
    }
}

fn add_key(parts: &mut Parts, key: &PrivateKey) {
    parts.key = Some(key.pkcs8.clone());
    parts.public_key.clone_from(&key.spki);
}
