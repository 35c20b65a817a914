use formats::{Content, Item};

use crate::relate::{Link, Proof, Relations};
use crate::x509::{Certificate, PublicKey};

/// An item, and what is known around it.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) items: &'a [Item],
    pub(crate) index: usize,
    pub(crate) relations: Option<&'a Relations>,
    /// In seconds since the Unix epoch.
    pub(crate) now: i64,
}

impl<'a> Context<'a> {
    /// The items in this one, with where each of them was found.
    pub(crate) fn inside(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        let index = self.index;
        let after = self.items.iter().skip(index.saturating_add(1));
        after.filter(move |item| item.parent == Some(index))
    }

    pub(crate) fn certificates(&self) -> impl Iterator<Item = Certificate<'a>> + use<'a> {
        self.inside().filter_map(|item| match &item.content {
            Content::Certificate(der) => Certificate::read(der),
            _ => None,
        })
    }

    /// The public halves of the private keys in it.
    pub(crate) fn keys(&self) -> impl Iterator<Item = PublicKey<'a>> + use<'a> {
        self.inside().filter_map(|item| match &item.content {
            Content::PrivateKey(key) => key.spki.as_deref().and_then(PublicKey::of),
            _ => None,
        })
    }

    /// The certificate in it that a private key in it belongs to.
    pub(crate) fn leaf(&self) -> Option<Certificate<'a>> {
        let keys: Vec<_> = self.keys().collect();
        let mut all = self.certificates();
        all.find(|one| keys.iter().any(|key| key.bits == one.key.bits))
    }

    /// Who issued the item, where that is among all.
    pub(crate) fn issuer(&self) -> Option<&'a Link> {
        let relations = self.relations?;
        let same = |all: &&Vec<usize>| all.contains(&self.index);
        let duplicates = relations.duplicates.iter().find(same);
        let first = duplicates.and_then(|all| all.first().copied());
        let subject = first.unwrap_or(self.index);
        let links = || {
            relations
                .links
                .iter()
                .filter(|link| link.subject == subject)
        };
        links()
            .find(|link| link.proof == Proof::Signature)
            .or_else(|| links().next())
    }
}
