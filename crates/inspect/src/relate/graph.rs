use std::collections::{BTreeMap, BTreeSet, VecDeque};

use formats::{Content, Item};
use serde::{Deserialize, Serialize};
use x509_parser::certificate::X509CertificateParser;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::nom::Parser;
use x509_parser::prelude::FromDer;
use x509_parser::x509::X509Name;

use super::{Proof, Relations};
use crate::{Kind, distinguished_name};

/// Nodes that are drawn at most, whoever asks for more: a picture of more helps nobody.
const NODES: usize = 500;

/// Characters of a label.
const LABEL: usize = 60;

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
    let index: BTreeMap<_, _> = kept
        .iter()
        .enumerate()
        .map(|(index, node)| (*node, index))
        .collect();
    let nodes: Vec<_> = kept
        .iter()
        .zip(&places)
        .map(|(id, place)| whole.node(*id, *place))
        .collect();
    let edges = kept.iter().flat_map(|id| whole.down(*id));
    let edges = edges.filter_map(|(from, to, tie)| {
        Some(Edge {
            from: *index.get(&from)?,
            to: *index.get(&to)?,
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
            label: shorten(&label),
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

struct Layout<'a> {
    whole: &'a Whole<'a>,
    kept: BTreeSet<Id>,
    columns: BTreeMap<Id, usize>,
    rows: BTreeMap<Id, usize>,
    next_row: usize,
}

impl<'a> Layout<'a> {
    /// Column and row of each that is kept.
    fn of(whole: &'a Whole<'a>, kept: &[Id]) -> Vec<(usize, usize)> {
        let mut layout = Self {
            whole,
            kept: kept.iter().copied().collect(),
            columns: BTreeMap::new(),
            rows: BTreeMap::new(),
            next_row: 0,
        };
        layout.set_columns(kept);
        layout.set_rows(kept);
        let place = |id: &Id| {
            let of = |map: &BTreeMap<Id, usize>| map.get(id).copied().unwrap_or(0);
            (of(&layout.columns), of(&layout.rows))
        };
        kept.iter().map(place).collect()
    }

    /// Each stands one column after the last of those it hangs on. Where they hang on each other in a ring, the
    /// number of rounds ends it.
    fn set_columns(&mut self, kept: &[Id]) {
        for _ in 0..kept.len() {
            let mut moved = false;
            for id in kept {
                let ups = self.whole.ups(*id).filter(|up| self.kept.contains(up));
                let column = ups
                    .map(|up| self.columns.get(&up).copied().unwrap_or(0) + 1)
                    .max()
                    .unwrap_or(0);
                let column = column.min(kept.len() - 1);
                moved |= self.columns.insert(*id, column) != Some(column);
            }
            if !moved {
                return;
            }
        }
    }

    /// Trees one below the other: what hangs on a node begins in its row, so that no line of a tree crosses another.
    fn set_rows(&mut self, kept: &[Id]) {
        let tops = kept
            .iter()
            .filter(|id| !self.whole.ups(**id).any(|up| self.kept.contains(&up)));
        // What hangs in a ring hangs on no top.
        let order: Vec<_> = tops.chain(kept).copied().collect();
        for top in order {
            let mut open = vec![top];
            let (mut fresh, mut any) = (false, false);
            while let Some(id) = open.pop() {
                if self.rows.contains_key(&id) {
                    continue;
                }
                if fresh {
                    self.next_row += 1;
                }
                self.rows.insert(id, self.next_row);
                any = true;
                let below = self.below(id);
                fresh = below.is_empty();
                open.extend(below.into_iter().rev());
            }
            self.next_row += usize::from(any);
        }
    }

    /// What hangs on it and has no place yet, and on nothing that stands further to the right.
    fn below(&self, id: Id) -> Vec<Id> {
        let column = self.columns.get(&id).copied().unwrap_or(0);
        let mut below: Vec<_> = self
            .whole
            .down(id)
            .map(|(_, to, _)| to)
            .filter(|to| self.kept.contains(to) && !self.rows.contains_key(to))
            .filter(|to| self.columns.get(to).is_none_or(|next| *next <= column + 1))
            .collect();
        let mut seen = BTreeSet::new();
        below.retain(|id| seen.insert(*id));
        below
    }
}

fn describe(item: &Item) -> (Kind, String) {
    match &item.content {
        Content::Certificate(der) => certificate(der),
        Content::Request(der) => {
            let request = X509CertificationRequest::from_der(der);
            let name = request.map_or_else(
                |_| item.label.clone(),
                |(_, request)| name(&request.certification_request_info.subject),
            );
            (Kind::Request, name)
        }
        Content::RevocationList(_) => (Kind::RevocationList, item.label.clone()),
        Content::PublicKey(_) => (Kind::PublicKey, item.label.clone()),
        Content::PrivateKey(_) => (Kind::PrivateKey, item.label.clone()),
        Content::Locked(_) | Content::Container(_) | Content::Named(_) | Content::Unknown(_) => {
            (Kind::Other, item.label.clone())
        }
    }
}

fn certificate(der: &[u8]) -> (Kind, String) {
    let mut parser = X509CertificateParser::new();
    match parser.parse(der) {
        Ok((_, certificate)) if certificate.is_ca() => {
            (Kind::Authority, name(certificate.subject()))
        }
        Ok((_, certificate)) => (Kind::Certificate, name(certificate.subject())),
        Err(_) => (Kind::Certificate, String::new()),
    }
}

/// The common name, or else all of it.
fn name(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().last();
    let common = common.and_then(distinguished_name::utf8);
    common.map_or_else(
        || distinguished_name::oneline(name),
        |octets| String::from_utf8_lossy(&octets).into_owned(),
    )
}

/// Of a length that fits, and without what could turn the text around it.
fn shorten(label: &str) -> String {
    let shown = |c: char| {
        if c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            '\u{fffd}'
        } else {
            c
        }
    };
    let mut text: String = label.chars().take(LABEL).map(shown).collect();
    if label.chars().nth(LABEL).is_some() {
        text.push('…');
    }
    text
}
