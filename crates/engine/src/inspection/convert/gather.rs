use std::collections::BTreeSet;

use formats::{Content, Item};
use inspect::relate::{Proof, Relations};

use super::parts::Parts;
use crate::inspection::lines::Lines;

/// What of the chosen items goes into one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Each item by itself.
    Each,
    /// Each certificate that no other was issued by, with its key and chain; what has no certificate by itself.
    Leaves,
    /// All certificates together.
    Together,
    /// Each value of a Kubernetes object.
    Values,
}

/// Gathers what the chosen items come to; all items, where none is chosen.
pub(super) struct Gather<'a> {
    pub(super) items: &'a [Item],
    pub(super) lines: &'a Lines,
    pub(super) relations: &'a Relations,
    /// For each item the first that is the same; relations name no other.
    firsts: Vec<usize>,
    /// The item that was chosen, where it is one and holds no others.
    single: Option<usize>,
    /// What was chosen, and what lies in it.
    inside: Vec<usize>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(
        items: &'a [Item],
        lines: &'a Lines,
        relations: &'a Relations,
        chosen: &[usize],
    ) -> Self {
        let mut firsts: Vec<usize> = (0..items.len()).collect();
        for copies in &relations.duplicates {
            for copy in copies {
                if let (Some(first), Some(place)) = (copies.first(), firsts.get_mut(*copy)) {
                    *place = *first;
                }
            }
        }
        let single = match chosen {
            [one] => { items.get(*one) }
                .filter(|item| !matches!(item.content, Content::Container(_)))
                .map(|_| *one),
            _ => None,
        };
        let chosen: BTreeSet<usize> = chosen.iter().copied().collect();
        let mut held = vec![false; items.len()];
        for (index, item) in items.iter().enumerate() {
            // A parent stands before its children.
            let in_parent = item.parent.is_some_and(|it| held.get(it) == Some(&true));
            held[index] = chosen.is_empty() || in_parent || chosen.contains(&index);
        }
        let inside = (0..items.len()).filter(|index| held[*index]).collect();
        Self {
            items,
            lines,
            relations,
            firsts,
            single,
            inside,
        }
    }

    /// The certificates and keys in files, as a scope has them.
    pub(super) fn parts(&self, scope: Scope) -> Vec<Parts> {
        if let Some(single) = self.single {
            return vec![self.one(single)];
        }
        match scope {
            Scope::Each => self.each(),
            Scope::Leaves => self.leaves(),
            Scope::Together => self.together().into_iter().collect(),
            Scope::Values => self.values(),
        }
    }

    pub(super) fn first(&self, index: usize) -> usize {
        self.firsts.get(index).copied().unwrap_or(index)
    }

    pub(super) fn content(&self, index: usize) -> Option<&'a Content> {
        self.items.get(index).map(|item| &item.content)
    }

    fn is_something(&self, index: usize) -> bool {
        matches!(
            self.content(index),
            Some(
                Content::Certificate(_)
                    | Content::PrivateKey(_)
                    | Content::Request(_)
                    | Content::RevocationList(_)
                    | Content::PublicKey(_)
            )
        )
    }

    /// What is inside, without what is there a second time.
    fn distinct(&self) -> impl Iterator<Item = usize> {
        let mut seen = BTreeSet::new();
        let inside = self.inside.iter().copied();
        inside.filter(move |item| seen.insert(self.first(*item)))
    }

    fn each(&self) -> Vec<Parts> {
        let items = self.distinct().filter(|item| self.is_something(*item));
        items.map(|item| self.alone(item)).collect()
    }

    /// An item without what belongs to it, which is there by itself.
    fn alone(&self, index: usize) -> Parts {
        let parts = self.one(index);
        match parts.is_key {
            true => Parts {
                certificate: None,
                chain: Vec::new(),
                root: None,
                ..parts
            },
            false => Parts { key: None, ..parts },
        }
    }

    /// Every certificate that issued no other inside, then keys without a certificate, then the rest.
    fn leaves(&self) -> Vec<Parts> {
        let inside: BTreeSet<usize> = self.inside.iter().map(|item| self.first(*item)).collect();
        let links = self.relations.links.iter();
        let issuers: BTreeSet<usize> = links
            .filter(|link| link.subject != link.issuer && link.proof != Proof::Failed)
            .filter(|link| inside.contains(&link.subject) && self.is_certificate(link.subject))
            .map(|link| link.issuer)
            .collect();
        let wanted = |item: &usize| match self.content(*item) {
            Some(Content::Certificate(_)) => !issuers.contains(&self.first(*item)),
            Some(Content::PrivateKey(_)) => {
                let certificates = self.certificates_of(*item);
                !{ certificates.iter() }.any(|one| inside.contains(&self.first(*one)))
            }
            _ => self.is_something(*item),
        };
        let items = self.distinct().filter(wanted);
        items.map(|item| self.one(item)).collect()
    }

    /// All certificates as one chain, the leaves first.
    fn together(&self) -> Option<Parts> {
        let mut certificates: Vec<Parts> = { self.distinct() }
            .filter(|item| self.is_certificate(*item))
            .map(|item| self.one(item))
            .collect();
        certificates.sort_by_key(|parts| parts.is_authority);
        let mut all = certificates
            .iter_mut()
            .filter_map(|it| it.certificate.take());
        let certificate = all.next();
        let chain = all.collect();
        let first = certificates.first()?;
        Some(Parts {
            name: first.name.clone(),
            certificate,
            chain,
            ..Parts::default()
        })
    }

    fn values(&self) -> Vec<Parts> {
        let items = self.inside.iter().copied();
        let items = items.filter(|item| self.is_something(*item) && self.entry(*item).is_some());
        items.map(|item| self.one(item)).collect()
    }
}
