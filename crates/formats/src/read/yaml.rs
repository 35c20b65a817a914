//! YAML and JSON as a small tree that knows its lines. Only what certificates stand in is kept: mappings,
//! sequences and scalars.

mod broken;

use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Event, Parser};

pub(super) use broken::{Broken, Ended, alias_ignored};

use crate::Limits;

/// Mappings and sequences in one another, for each container in a container that is allowed; deeper ones are left
/// out.
const DEPTH: usize = 6;
/// Nodes for each item that is allowed: more than any real set of manifests has.
const NODES: usize = 4;

/// A node.
#[derive(Debug)]
pub(super) enum Node {
    /// A text, and the line on which it begins.
    Scalar {
        text: String,
        line: usize,
    },
    Sequence(Vec<Node>),
    Mapping(Vec<(String, Node)>),
}

/// What was read before the first error.
pub(super) struct Documents {
    pub(super) roots: Vec<Node>,
    pub(super) broken: Option<Broken>,
    /// The line of the first alias that stands for nothing here.
    pub(super) ignored: Option<usize>,
}

/// Whether a text looks like Kubernetes objects, so that it should be read as YAML.
pub(super) fn looks_like_objects(text: &str) -> bool {
    // Plain PEM has none, and is spared the search for each key.
    if !text.contains(':') {
        return false;
    }
    let key = |key: &str| {
        text.match_indices(key).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + key.len()..).unwrap_or_default();
            let starts = before
                .trim_end_matches(['"', '\''])
                .chars()
                .next_back()
                .is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ',' | '-'));
            starts && after.trim_start_matches(['"', '\'', ' ']).starts_with(':')
        })
    };
    key("apiVersion") && key("kind")
        || (key("data") || key("stringData")) && (key("tls.crt") || key("ca.crt"))
        || key("certificate-authority-data")
        || key("client-certificate-data")
}

/// The documents of a text.
pub(super) fn documents(text: &str, limits: &Limits) -> Documents {
    let most = limits.items.saturating_mul(NODES);
    let mut builder = Builder {
        depth: limits.depth.saturating_mul(DEPTH),
        aliases: text.len(),
        ..Builder::default()
    };
    let (mut whole, mut document) = (0, 1);
    let mut broken = None;
    for (count, next) in Parser::new_from_str(text).enumerate() {
        let (line, reason, ended) = match next {
            Ok((event, span)) if count < most => {
                let line = span.start.line();
                if let Event::DocumentStart(..) = event {
                    (whole, document) = (builder.roots.len(), line);
                }
                builder.take(event, line);
                continue;
            }
            Ok((_, span)) => {
                let reason = format!("it has more than {most} keys and values");
                (span.start.line(), reason, Ended::Limit)
            }
            Err(error) => match error.kind() {
                ErrorKind::RecursionLimitExceeded => {
                    (error.marker().line(), String::new(), Ended::TooDeep)
                }
                _ => (
                    error.marker().line(),
                    error.info().to_owned(),
                    Ended::Broken,
                ),
            },
        };
        broken = Some(Broken {
            line,
            reason,
            ended,
            whole,
            document,
        });
        break;
    }
    builder.close_all();
    Documents {
        roots: builder.roots,
        broken,
        ignored: builder.ignored,
    }
}

/// A collection that is not yet over.
enum Open {
    Sequence(Vec<Node>),
    Mapping(Vec<(String, Node)>, Option<String>),
}

#[derive(Default)]
struct Builder {
    roots: Vec<Node>,
    open: Vec<Open>,
    /// Collections that are not over and too deep to be kept.
    skipped: usize,
    /// Collections in one another that are kept.
    depth: usize,
    /// Texts with an anchor, by its number.
    anchors: BTreeMap<usize, String>,
    /// Octets that aliases may still stand for, so that they multiply nothing.
    aliases: usize,
    ignored: Option<usize>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Scalar(text, _, anchor, _) if self.skipped == 0 => {
                let text = text.into_owned();
                if anchor > 0 {
                    self.anchors.insert(anchor, text.clone());
                }
                self.put(Node::Scalar { text, line });
            }
            Event::Alias(anchor) if self.skipped == 0 => {
                let text = self.aliased(anchor, line);
                self.put(Node::Scalar { text, line });
            }
            Event::SequenceStart(..) => self.start(Open::Sequence(Vec::new())),
            Event::MappingStart(..) => self.start(Open::Mapping(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            _ => {}
        }
    }

    /// The text that an alias stands for.
    fn aliased(&mut self, anchor: usize, line: usize) -> String {
        let text = self.anchors.get(&anchor);
        let Some(text) = text.filter(|text| text.len() <= self.aliases) else {
            self.ignored.get_or_insert(line);
            return String::new();
        };
        self.aliases -= text.len();
        text.clone()
    }

    fn start(&mut self, collection: Open) {
        if self.skipped > 0 || self.open.len() >= self.depth {
            self.skipped += 1;
        } else {
            self.open.push(collection);
        }
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            if self.skipped == 0 {
                self.put(Node::Sequence(Vec::new()));
            }
            return;
        }
        match self.open.pop() {
            Some(Open::Sequence(nodes)) => self.put(Node::Sequence(nodes)),
            Some(Open::Mapping(entries, _)) => self.put(Node::Mapping(entries)),
            None => {}
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.roots.push(node),
            Some(Open::Sequence(nodes)) => nodes.push(node),
            Some(Open::Mapping(entries, key)) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => {
                    *key = Some(match node {
                        Node::Scalar { text, .. } => text,
                        _ => String::new(),
                    });
                }
            },
        }
    }

    /// Ends what an error left open.
    fn close_all(&mut self) {
        self.skipped = 0;
        while !self.open.is_empty() {
            self.end();
        }
    }
}

impl Node {
    /// The value below a key of a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Mapping(entries) = self else {
            return None;
        };
        entries
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, node)| node)
    }

    /// The text below a key of a mapping; empty where there is none.
    pub(super) fn text(&self, key: &str) -> &str {
        match self.get(key) {
            Some(Self::Scalar { text, .. }) => text,
            _ => "",
        }
    }

    /// The entries of a mapping.
    pub(super) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The nodes of a sequence.
    pub(super) fn nodes(&self) -> &[Self] {
        match self {
            Self::Sequence(nodes) => nodes,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests;
