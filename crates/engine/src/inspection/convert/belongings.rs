//! What belongs to one item: its key, its chain, where it stood.

use formats::{Container, Content, KubernetesObject, PrivateKey};
use inspect::relate::Proof;

use super::gather::Gather;
use super::parts::Parts;
use crate::inspection::lines;

/// Certificates of a chain that are followed at most.
const CHAIN: usize = 10;

impl<'a> Gather<'a> {
    /// An item with what belongs to it.
    pub(super) fn one(&self, index: usize) -> Parts {
        let mut parts = Parts {
            entry: self.entry(index),
            object: self.object(index),
            friendly_name: self.friendly_name(index),
            name: without_ending(&self.lines.name(self.items, index)),
            ..Parts::default()
        };
        match self.content(index) {
            Some(Content::Certificate(_)) => self.add_certificate(&mut parts, index),
            Some(Content::PrivateKey(key)) => {
                add_key(&mut parts, key);
                parts.is_key = true;
                if let Some(certificate) = self.certificates_of(index).first() {
                    self.add_certificate(&mut parts, *certificate);
                }
            }
            Some(Content::PublicKey(spki)) => parts.public_key = Some(spki.clone()),
            Some(Content::Request(der)) => {
                parts.request = Some(der.clone());
                self.add_key_of(&mut parts, index);
            }
            Some(Content::RevocationList(der)) => parts.revocation_list = Some(der.clone()),
            _ => {}
        }
        parts
    }

    pub(super) fn is_certificate(&self, index: usize) -> bool {
        matches!(self.content(index), Some(Content::Certificate(_)))
    }

    /// The Kubernetes object that an item stands in, and its place.
    fn around(&self, index: usize) -> Option<(usize, &'a KubernetesObject)> {
        let parent = self.items.get(index)?.parent?;
        match self.content(parent)? {
            Content::Container(Container::Kubernetes(object)) => Some((parent, object)),
            _ => None,
        }
    }

    fn friendly_name(&self, index: usize) -> Option<String> {
        let item = self.items.get(index)?;
        let in_pfx = matches!(
            self.content(item.parent?)?,
            Content::Container(Container::Pfx(_))
        );
        (in_pfx && !lines::is_bare(&item.label)).then(|| item.label.clone())
    }

    /// The key of the Kubernetes object that an item stands under.
    pub(super) fn entry(&self, index: usize) -> Option<String> {
        self.around(index)?;
        let item = self.items.get(index)?;
        item.label.split(',').next().map(str::to_owned)
    }

    fn object(&self, index: usize) -> Option<(KubernetesObject, Vec<Vec<u8>>)> {
        let (place, object) = self.around(index)?;
        let authorities = self.items.iter().enumerate().filter_map(|(index, item)| {
            let is_authority = item.parent == Some(place)
                && self.entry(index).is_some_and(|entry| entry == "ca.crt");
            match &item.content {
                Content::Certificate(der) if is_authority => Some(der.clone()),
                _ => None,
            }
        });
        Some((object.clone(), authorities.collect()))
    }

    pub(super) fn certificates_of(&self, key: usize) -> &[usize] {
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

/// A name that is a file's without the ending, which says what it was.
fn without_ending(name: &str) -> String {
    let endings = [
        ".pem", ".crt", ".cer", ".der", ".key", ".csr", ".crl", ".pub", ".p7b", ".pfx", ".p12",
        ".txt", ".json",
    ];
    let ending = endings.iter().find_map(|ending| name.strip_suffix(ending));
    ending.unwrap_or(name).to_owned()
}

fn add_key(parts: &mut Parts, key: &PrivateKey) {
    parts.key = Some(key.pkcs8.clone());
    parts.public_key.clone_from(&key.spki);
}
