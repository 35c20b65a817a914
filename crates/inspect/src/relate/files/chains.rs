use std::collections::{BTreeMap, BTreeSet};

use super::place::File;
use crate::relate::Proof;
use crate::relate::issuers::Issued;
use crate::relate::survey::{Authority, Certificate, Survey};

/// Who issued whom, by item.
pub(super) struct Chains<'a> {
    survey: &'a Survey<'a>,
    issuers: Vec<Vec<usize>>,
}

impl<'a> Chains<'a> {
    pub(super) fn new(items: usize, survey: &'a Survey<'a>, issued: &Issued) -> Self {
        let mut issuers = vec![Vec::new(); items];
        for link in issued
            .links
            .iter()
            .filter(|link| link.proof != Proof::Failed)
        {
            if let Some(of) = issuers.get_mut(link.subject) {
                of.push(link.issuer);
            }
        }
        Self { survey, issuers }
    }

    pub(super) fn certificate(&self, item: usize) -> Option<&Certificate<'_>> {
        self.survey.certificate(item)
    }

    /// Its issuers, by the items that stand for all with the same octets.
    pub(super) fn issuers(&self, item: usize) -> &[usize] {
        let first = self.certificate(item).map_or(item, Certificate::item);
        self.issuers.get(first).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_root(&self, item: usize) -> bool {
        let first = self.certificate(item).map_or(item, Certificate::item);
        self.issuers(first).contains(&first)
    }

    fn is_leaf(&self, item: usize) -> bool {
        let Some(certificate) = self.certificate(item) else {
            return false;
        };
        match certificate.authority {
            Authority::Yes => false,
            Authority::No => true,
            // Of version 1: a root, or a leaf made without extensions.
            Authority::Unsaid => !self.is_root(item),
        }
    }

    /// The items of the file that are the chain of its only leaf, in the order they should have; none where it has
    /// another number of leaves.
    pub(super) fn of(&self, file: &File) -> Option<Vec<usize>> {
        let mut here = BTreeMap::new();
        for item in &file.certificates {
            let first = self.certificate(*item).map_or(*item, Certificate::item);
            here.entry(first).or_insert(*item);
        }
        let mut leaves = here.values().filter(|item| self.is_leaf(**item));
        let leaf = *leaves.next()?;
        if leaves.next().is_some() {
            return None;
        }
        let mut chain = vec![leaf];
        let mut seen = BTreeSet::new();
        seen.insert(leaf);
        while let Some(last) = chain.last() {
            let found = self
                .issuers(*last)
                .iter()
                .filter_map(|issuer| here.get(issuer));
            let Some(next) = found.copied().find(|item| !seen.contains(item)) else {
                break;
            };
            seen.insert(next);
            chain.push(next);
        }
        Some(chain)
    }

    /// All in the file that a client could build a chain from this leaf with: where a CA is cross-signed, more than its
    /// chain. By the items that stand for all with the same octets.
    pub(super) fn ancestors(&self, leaf: usize) -> BTreeSet<usize> {
        let first = self.certificate(leaf).map_or(leaf, Certificate::item);
        let (mut all, mut open) = (BTreeSet::new(), vec![first]);
        all.insert(first);
        while let Some(item) = open.pop() {
            let fresh = self.issuers(item).iter();
            open.extend(fresh.filter(|issuer| all.insert(**issuer)));
        }
        all
    }
}
