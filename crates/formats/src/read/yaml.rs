//! YAML and JSON as a small tree that knows its lines. Only what certificates stand in is kept: mappings,
//! sequences and scalars.

use granit_parser::{Event, Parser};

/// Deeper mappings and sequences are left out.
const DEPTH: usize = 48;
/// More nodes than any real set of manifests has.
const NODES: usize = 400_000;

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
    /// The line of the error and what it is.
    pub(super) error: Option<(usize, String)>,
}

/// Whether a text looks like Kubernetes objects, so that it should be read as YAML.
pub(super) fn looks_like_objects(text: &str) -> bool {
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
pub(super) fn documents(text: &str) -> Documents {
    let mut builder = Builder::default();
    let mut error = None;
    for (count, next) in Parser::new_from_str(text).enumerate() {
        match next {
            Ok(_) if count >= NODES => {
                error = Some((0, "it has too many nodes".to_owned()));
                break;
            }
            Ok((event, span)) => builder.take(event, span.start.line()),
            Err(found) => {
                error = Some((found.marker().line(), found.to_string()));
                break;
            }
        }
    }
    builder.close_all();
    Documents {
        roots: builder.roots,
        error,
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
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Scalar(text, ..) if self.skipped == 0 => {
                let text = text.into_owned();
                self.put(Node::Scalar { text, line });
            }
            Event::Alias(..) if self.skipped == 0 => self.put(Node::Scalar {
                text: String::new(),
                line,
            }),
            Event::SequenceStart(..) => self.start(Open::Sequence(Vec::new())),
            Event::MappingStart(..) => self.start(Open::Mapping(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            _ => {}
        }
    }

    fn start(&mut self, collection: Open) {
        if self.skipped > 0 || self.open.len() >= DEPTH {
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
mod tests {
    use super::*;

    #[test]
    fn documents_become_trees_with_lines() {
        let read = documents("a: 1\nb:\n  - x\n  - |\n    two\n    lines\n---\n{\"c\": [\"d\"]}\n");
        assert!(read.error.is_none());
        assert_eq!(read.roots.len(), 2);
        assert_eq!(read.roots[0].text("a"), "1");
        let nodes = read.roots[0].get("b").unwrap().nodes();
        let Node::Scalar { text, line } = &nodes[1] else {
            panic!("{nodes:?}");
        };
        assert_eq!((text.as_str(), *line), ("two\nlines\n", 5));
        assert_eq!(read.roots[1].get("c").unwrap().nodes().len(), 1);
    }

    #[test]
    fn what_stands_before_an_error_is_kept() {
        let read = documents("a: 1\nb: [x, y\nc: }");
        assert_eq!(read.roots[0].text("a"), "1");
        assert!(read.error.is_some());
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = "[".repeat(5_000) + &"]".repeat(5_000);
        let read = documents(&deep);
        let mut node = read.roots.first();
        let mut depth = 0;
        while let Some(Node::Sequence(nodes)) = node {
            depth += 1;
            node = nodes.first();
        }
        assert!(depth <= DEPTH + 1, "{depth}");
    }

    #[test]
    fn aliases_multiply_nothing() {
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n";
        let read = documents(bomb);
        assert_eq!(read.roots[0].get("d").unwrap().nodes().len(), 2);
    }

    #[test]
    fn objects_are_told_from_other_text() {
        for text in [
            "apiVersion: v1\nkind: Secret\n",
            "{\"apiVersion\":\"v1\",\"kind\":\"Secret\"}",
            "data:\n  tls.crt: abc\n",
        ] {
            assert!(looks_like_objects(text), "{text}");
        }
        for text in [
            "-----BEGIN CERTIFICATE-----\n",
            "the kind of apiVersion",
            "data: x",
        ] {
            assert!(!looks_like_objects(text), "{text}");
        }
    }
}
