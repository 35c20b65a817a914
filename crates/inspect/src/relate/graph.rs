//! Chains as a picture: what stands where.

mod describe;
mod layout;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use formats::{Content, Item};
use serde::{Deserialize, Serialize};

use super::labels::shown;
use super::{Proof, Relations};
use crate::Kind;
use describe::describe;
use layout::Layout;

/// Nodes that are drawn at most, whoever asks for more: a picture of more helps nobody.
const NODES: usize = 500;

/// Chains, laid out: roots in the first column, what they issued in the columns after, keys and requests after their
/// certificate. A node stands in the row of the first that it leads to, and no two in one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Graph {
    /// What is drawn.
    pub nodes: Vec<Node>,
    /// What connects them.
    pub edges: Vec<Edge>,
    /// Columns in use.
    pub columns: usize,
    /// Rows in use.
    pub rows: usize,
    /// Nodes that were left out because there are too many.
    pub left_out: usize,
}

/// A node of the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Node {
    /// Which item; none for an issuer that is not among them.
    pub item: Option<usize>,
    /// A short name.
    pub label: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Whether it is its own issuer.
    pub root: bool,
    /// Place from the left, from 0.
    pub column: usize,
    /// Place from the top, from 0.
    pub row: usize,
}

/// A connection, from the issuer to what it issued, or from a certificate to its key or request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Edge {
    /// The node where it starts.
    pub from: usize,
    /// The node where it ends.
    pub to: usize,
    /// What it says.
    pub tie: Tie,
}

/// What a connection says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tie {
    /// Issued, as the signature proves.
    Signature,
    /// Issued, by the name alone.
    Name,
    /// Of the right name, but the signature is another's.
    Failed,
    /// Has the same key.
    Key,
}

/// Draws certificates, requests, revocation lists and keys, at most `limit` of them. Where there are more, those are
/// kept that are connected to the item `around`, the nearest first, or those that come first.
pub fn graph(items: &[Item], relations: &Relations, around: Option<usize>, limit: usize) -> Graph {
    let limit = limit.min(NODES);
    let whole = Whole::new(items, relations);
    let kept = whole.keep(around, limit);
    let places = Layout::of(&whole, &kept);
    let nodes: Vec<_> = kept
        .iter()
        .zip(&places)
        .map(|(id, place)| whole.node(*id, *place))
        .collect();
    let edges = kept.iter().flat_map(|id| whole.down(*id));
    let edges = edges.filter_map(|(from, to, tie)| {
        Some(Edge {
            from: kept.binary_search(&from).ok()?,
            to: kept.binary_search(&to).ok()?,
            tie,
        })
    });
    Graph {
        edges: edges.collect(),
        columns: nodes.iter().map(|node| node.column + 1).max().unwrap_or(0),
        rows: nodes.iter().map(|node| node.row + 1).max().unwrap_or(0),
        left_out: whole.drawn.len() - kept.len(),
        nodes,
    }
}

/// An item, or, after all items, a missing issuer.
type Id = usize;

struct Whole<'a> {
    items: &'a [Item],
    relations: &'a Relations,
    /// All that could be drawn, in order.
    drawn: Vec<Id>,
    /// From each to what hangs on it.
    down: BTreeMap<Id, Vec<(Id, Tie)>>,
    up: BTreeMap<Id, Vec<Id>>,
    roots: BTreeSet<Id>,
    /// Duplicates, by the one that stands for them.
    first: BTreeMap<Id, Id>,
}

impl<'a> Whole<'a> {
    fn new(items: &'a [Item], relations: &'a Relations) -> Self {
        let mut first = BTreeMap::new();
        for all in &relations.duplicates {
            if let Some((one, rest)) = all.split_first() {
                first.extend(rest.iter().map(|other| (*other, *one)));
            }
        }
        let has_node = |item: &Item| {
            matches!(
                item.content,
                Content::Certificate(_)
                    | Content::Request(_)
                    | Content::RevocationList(_)
                    | Content::PrivateKey(_)
                    | Content::PublicKey(_)
            )
        };
        let drawn = items
            .iter()
            .enumerate()
            .filter(|(index, item)| has_node(item) && !first.contains_key(index));
        let mut whole = Self {
            items,
            relations,
            drawn: drawn.map(|(index, _)| index).collect(),
            down: BTreeMap::new(),
            up: BTreeMap::new(),
            roots: BTreeSet::new(),
            first,
        };
        whole.connect();
        whole
    }

    fn connect(&mut self) {
        let relations = self.relations;
        for link in &relations.links {
            let tie = match link.proof {
                Proof::Signature => Tie::Signature,
                Proof::Name(_) => Tie::Name,
                Proof::Failed => Tie::Failed,
            };
            if link.subject != link.issuer {
                self.tie(link.issuer, link.subject, tie);
            } else if tie != Tie::Failed {
                self.roots.insert(link.subject);
            }
        }
        for (index, missing) in relations.missing.iter().enumerate() {
            let id = self.items.len() + index;
            self.drawn.push(id);
            for item in &missing.items {
                self.tie(id, *item, Tie::Name);
            }
        }
        for group in &relations.keys {
            // Duplicates are not drawn.
            let mut holders: Vec<_> = group
                .certificates
                .iter()
                .filter(|item| !self.first.contains_key(item))
                .copied()
                .collect();
            let requests = group
                .requests
                .iter()
                .filter(|item| !self.first.contains_key(item));
            let mut hanging: Vec<_> = requests
                .chain(&group.private_keys)
                .chain(&group.public_keys)
                .copied()
                .collect();
            if holders.is_empty() && !hanging.is_empty() {
                holders.push(hanging.remove(0));
            }
            for item in hanging {
                // A key that many have hangs on the first few, lest lines be all there is to see.
                for holder in holders.iter().take(4) {
                    self.tie(*holder, item, Tie::Key);
                }
            }
        }
    }

    fn tie(&mut self, from: Id, to: Id, tie: Tie) {
        self.down.entry(from).or_default().push((to, tie));
        self.up.entry(to).or_default().push(from);
    }

    fn down(&self, from: Id) -> impl Iterator<Item = (Id, Id, Tie)> + '_ {
        let down = self.down.get(&from).into_iter().flatten();
        down.map(move |(to, tie)| (from, *to, *tie))
    }

    fn ups(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        self.up.get(&id).into_iter().flatten().copied()
    }

    /// What is kept, in order.
    fn keep(&self, around: Option<usize>, limit: usize) -> Vec<Id> {
        if self.drawn.len() <= limit {
            return self.drawn.clone();
        }
        let mut kept = BTreeSet::new();
        let around = around.map(|item| self.first.get(&item).copied().unwrap_or(item));
        let around = around.filter(|item| self.drawn.binary_search(item).is_ok());
        let starts = around.map_or_else(|| self.drawn.clone(), |item| vec![item]);
        for start in starts {
            let mut queue = VecDeque::from([start]);
            while let Some(id) = queue.pop_front() {
                if kept.len() >= limit {
                    return kept.into_iter().collect();
                }
                if kept.insert(id) {
                    queue.extend(self.ups(id));
                    // No more can be kept, however many there are.
                    queue.extend(self.down(id).map(|(_, to, _)| to).take(limit));
                }
            }
        }
        kept.into_iter().collect()
    }

    fn node(&self, id: Id, (column, row): (usize, usize)) -> Node {
        let (kind, label) = self
            .items
            .get(id)
            .map_or_else(|| (Kind::Authority, self.missing_label(id)), describe);
        Node {
            item: (id < self.items.len()).then_some(id),
            label: shown(&label),
            kind,
            root: self.roots.contains(&id),
            column,
            row,
        }
    }

    fn missing_label(&self, id: Id) -> String {
        let missing = id
            .checked_sub(self.items.len())
            .and_then(|index| self.relations.missing.get(index));
        missing.map_or_else(String::new, |missing| missing.name.clone())
    }
}

#[cfg(test)]
mod tests;
