mod findings;
mod passwords;

use super::base_text::{base64, holds_something, is_standard};
use super::yaml::{Documents, Ended, Node, alias_ignored, documents};
use super::{Reader, pem_block};
use crate::item::shortened;
use crate::{Container, Content, KubernetesObject};
use findings::{double_base64, empty, not_in_base64, not_pem, string_data_in_base64, wrapped};

impl Reader<'_> {
    /// Reads Kubernetes objects, and says how many; none where the text is anything else after all.
    pub(super) fn kubernetes(&mut self, parent: usize, text: &str, depth: usize) -> Option<String> {
        let Documents {
            roots,
            broken,
            ignored,
        } = documents(text, self.limits);
        let mut whole = roots.len();
        if let Some(broken) = &broken {
            self.find(parent, broken.finding());
            // A part of an object would be taken for the whole, and called incomplete.
            if broken.ended == Ended::Broken && self.in_pieces(parent, broken.rest(text), depth) {
                whole = broken.whole;
            }
        }
        if let Some(line) = ignored {
            self.find(parent, alias_ignored(line));
        }
        let mut count = 0;
        for root in roots.iter().take(whole) {
            count += self.document(parent, root, depth);
        }
        match count {
            0 if broken.is_some() => Some("broken YAML".to_owned()),
            0 => None,
            1 => Some("a Kubernetes object".to_owned()),
            _ => Some(format!("{count} Kubernetes objects")),
        }
    }

    /// Reads what a template or broken YAML has in PEM or base64; whether there is any.
    fn in_pieces(&mut self, parent: usize, text: &str, depth: usize) -> bool {
        self.pem_anywhere(parent, text, depth).is_some() || self.base_runs(parent, text, depth)
    }

    fn document(&mut self, parent: usize, root: &Node, depth: usize) -> usize {
        if root.text("kind").ends_with("List") && root.get("items").is_some() {
            let items = root.get("items").map(Node::nodes).unwrap_or_default();
            // A list in a list would be no object of the API.
            return items
                .iter()
                .map(|item| self.object(parent, item, depth))
                .sum();
        }
        self.object(parent, root, depth)
    }

    fn object(&mut self, parent: usize, root: &Node, depth: usize) -> usize {
        if root.entries().is_empty() || !self.has_room(parent) {
            return 0;
        }
        let object = described(root);
        let label = match (object.namespace.as_str(), object.name.as_str()) {
            (_, "") => object.kind.clone(),
            ("", name) => name.to_owned(),
            (namespace, name) => format!("{namespace}/{name}"),
        };
        let kind = object.kind.clone();
        let item = self.add(
            Some(parent),
            &label,
            Content::Container(Container::Kubernetes(object)),
        );
        match kind.as_str() {
            "Secret" => self.secret(item, root, depth),
            "ConfigMap" => self.config_map(item, root, depth),
            _ => self.embedded(item, "", root, depth),
        }
        1
    }

    fn secret(&mut self, item: usize, root: &Node, depth: usize) {
        let first = self.items.len();
        for (key, value) in root.get("data").map(Node::entries).unwrap_or_default() {
            self.encoded(item, key, value, depth);
        }
        for (key, value) in root
            .get("stringData")
            .map(Node::entries)
            .unwrap_or_default()
        {
            let Node::Scalar { text, line } = value else {
                continue;
            };
            let hidden = base64(text).filter(|octets| holds_something(octets));
            if !pem_block::has_marker(text) && hidden.is_some() {
                self.find(item, string_data_in_base64(key, *line));
            }
            self.plain(item, key, text, depth);
        }
        self.open_with_own_passwords(item, root, first);
    }

    fn config_map(&mut self, item: usize, root: &Node, depth: usize) {
        for (key, value) in root.get("data").map(Node::entries).unwrap_or_default() {
            if let Node::Scalar { text, .. } = value {
                self.plain(item, key, text, depth);
            }
        }
        for (key, value) in root
            .get("binaryData")
            .map(Node::entries)
            .unwrap_or_default()
        {
            self.encoded(item, key, value, depth);
        }
    }

    /// A value below `data`: base64, and if it is not, then what it is.
    fn encoded(&mut self, item: usize, key: &str, value: &Node, depth: usize) {
        let Node::Scalar { text, line } = value else {
            return;
        };
        if pem_block::has_marker(text) {
            self.find(item, not_in_base64(key, *line, text));
            return self.plain(item, key, text, depth);
        }
        if matches!(text.trim(), "" | "~" | "null") {
            if SERVED.contains(&key) {
                self.find(item, empty(key, *line));
            }
            return;
        }
        if !is_standard(text) {
            self.find(item, not_in_base64(key, *line, text));
        }
        let Some(octets) = base64(text) else {
            return;
        };
        if text.trim_end().contains(char::is_whitespace) {
            self.find(item, wrapped(key, *line));
        }
        let twice = std::str::from_utf8(&octets).ok().and_then(base64);
        if let Some(twice) = twice.filter(|octets| holds_something(octets)) {
            self.find(item, double_base64(key, *line));
            return self.found(item, key, &twice, depth);
        }
        let wants_pem = matches!(key, "tls.crt" | "tls.key" | "ca.crt" | "ca.crl");
        if wants_pem && std::str::from_utf8(&octets).is_err() {
            self.find(item, not_pem(key, *line));
        }
        self.found(item, key, &octets, depth);
    }

    /// A value that stands as it is.
    fn plain(&mut self, item: usize, key: &str, text: &str, depth: usize) {
        self.found(item, key, text.as_bytes(), depth);
    }

    /// Octets below a key; silent about those that hold nothing of interest, such as a password.
    pub(super) fn found(&mut self, item: usize, key: &str, octets: &[u8], depth: usize) {
        let is_text = std::str::from_utf8(octets).is_ok();
        let interesting = holds_something(octets)
            || (is_text
                && base64(&String::from_utf8_lossy(octets)).is_some_and(|o| holds_something(&o)));
        if !interesting || !self.has_room(item) {
            return;
        }
        let key = shortened(key.to_owned());
        let first = self.items.len();
        self.octets(item, octets, depth + 1);
        for found in self.items.iter_mut().skip(first) {
            if found.parent == Some(item) {
                found.label = match found.label.as_str() {
                    "block 1" | "structure 1" | "content" => key.clone(),
                    other => shortened(format!("{key}, {other}")),
                };
            }
        }
    }

    /// Any other object: values anywhere in it that are PEM, or base64 of something known.
    fn embedded(&mut self, item: usize, path: &str, node: &Node, depth: usize) {
        match node {
            Node::Scalar { text, .. } => {
                if pem_block::has_marker(text) {
                    self.found(item, path, text.as_bytes(), depth);
                } else if text.len() > 200
                    && let Some(octets) = base64(text)
                {
                    self.found(item, path, &octets, depth);
                }
            }
            Node::Sequence(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    let name = match node.text("name") {
                        "" => format!("{path}[{index}]"),
                        name => format!("{path}[{name}]"),
                    };
                    self.embedded(item, &shortened(name), node, depth);
                }
            }
            Node::Mapping(entries) => {
                for (key, node) in entries {
                    let joined = match path {
                        "" => key.clone(),
                        path => format!("{path}.{key}"),
                    };
                    self.embedded(item, &shortened(joined), node, depth);
                }
            }
        }
    }
}

fn described(root: &Node) -> KubernetesObject {
    let metadata = root.get("metadata");
    let meta = |key: &str| {
        metadata
            .map_or("", |metadata| metadata.text(key))
            .to_owned()
    };
    let kind = match root.text("kind") {
        "" if root.get("data").is_some() || root.get("stringData").is_some() => "Secret",
        kind => kind,
    };
    let keys = ["data", "stringData", "binaryData"]
        .iter()
        .filter_map(|part| root.get(part))
        .flat_map(Node::entries)
        .map(|(key, _)| key.clone());
    KubernetesObject {
        kind: kind.to_owned(),
        name: meta("name"),
        namespace: meta("namespace"),
        secret_type: root.text("type").to_owned(),
        keys: keys.collect(),
    }
}

/// The keys that controllers read.
const SERVED: [&str; 3] = ["tls.crt", "tls.key", "ca.crt"];

#[cfg(test)]
mod tests;
