//! From the octets a user gave to the items in them. Whatever is wrong with the way they are written down is
//! repaired and said; nothing is guessed in silence.
//!
//! *Architecture invariant:* any octets end in items. The work is bounded by [`Limits`], and nothing recurses
//! deeper than [`Limits::depth`].

mod archive;
mod base_runs;
mod base_text;
mod der;
mod foreign;
mod header;
mod hex_dump;
mod kubernetes;
mod markers;
mod pem_block;
mod pem_repair;
mod ssh;
mod text;
mod yaml;

use diagnostics::Finding;

pub use header::hash_named;

use crate::item::shortened;
use crate::{Container, Content, Item, Limits, Unknown, jks, jwk};

/// The place of findings about what was given.
const PLACE: &str = "source";

/// The items in what a user gave; the first stands for what was given itself, under the name `label`.
///
/// Everything that can be read is read; findings say what could not, and what was repaired. What opens with a password
/// is [`Content::Locked`]: see [`crate::unlock`].
pub fn read(label: &str, octets: &[u8], limits: &Limits) -> Vec<Item> {
    let mut reader = Reader {
        items: Vec::new(),
        limits,
        left: limits.octets,
        unasked: limits.rounds,
    };
    let source = reader.add(
        None,
        label,
        Content::Container(Container::Source {
            length: octets.len(),
            form: String::new(),
        }),
    );
    let form = reader.octets(source, octets, 0);
    if let Content::Container(Container::Source { form: told, .. }) =
        &mut reader.items[source].content
    {
        *told = form;
    }
    reader.items
}

/// Whether octets are text, in any encoding that is read here.
pub fn is_text(octets: &[u8]) -> bool {
    text::decode(octets).is_some()
}

/// What is being read, and how much more may be.
struct Reader<'a> {
    items: Vec<Item>,
    limits: &'a Limits,
    /// Octets that archives may still unpack to.
    left: u64,
    /// Rounds that may still be spent on passwords that nobody typed: of all containers in a source together no more
    /// than a user would be asked for one.
    unasked: u64,
}

impl Reader<'_> {
    /// Adds an item, and tells its index. Items beyond the limit are counted by the finding of the first of them.
    fn add(&mut self, parent: Option<usize>, label: &str, content: Content) -> usize {
        self.items.push(Item::new(parent, label, content));
        self.items.len() - 1
    }

    fn find(&mut self, item: usize, finding: Finding) {
        self.items[item].findings.push(finding);
    }

    /// Likewise, where a file may have any number of the same: only the first is made and told.
    fn find_once(&mut self, item: usize, code: &str, finding: impl FnOnce() -> Finding) {
        let told = |finding: &Finding| finding.code == code;
        if !self.items[item].findings.iter().any(told) {
            self.find(item, finding());
        }
    }

    /// Whether there may be more items. The first time there may not, `item` is told.
    fn has_room(&mut self, item: usize) -> bool {
        let limit = self.limits.items;
        if self.items.len() < limit {
            return true;
        }
        self.find_once(item, "items-over-limit", || items_over_limit(limit));
        false
    }

    /// Adds what another reader made; its first item takes the place of `label` below `parent`.
    fn graft(&mut self, parent: usize, label: &str, items: Vec<Item>) -> usize {
        let base = self.items.len();
        for (index, mut item) in items.into_iter().enumerate() {
            item.parent = Some(item.parent.map_or(parent, |inner| base + inner));
            if index == 0 {
                item.label = shortened(label.to_owned());
            }
            self.items.push(item);
        }
        base
    }

    /// Reads octets of any kind into `parent`, and says what they turned out to be.
    fn octets(&mut self, parent: usize, octets: &[u8], depth: usize) -> String {
        if octets.is_empty() {
            self.find(parent, empty());
            return "empty".to_owned();
        }
        if u64::try_from(octets.len()).unwrap_or(u64::MAX) > self.limits.octets {
            self.find(parent, over_limit(octets.len(), self.limits.octets));
            return "too large".to_owned();
        }
        if depth > self.limits.depth {
            self.find(parent, too_deep(self.limits.depth));
            return "nested too deep".to_owned();
        }
        if octets.starts_with(b"PK\x03\x04") || octets.starts_with(b"PK\x05\x06") {
            self.zip(parent, octets, depth);
            return "zip archive".to_owned();
        }
        if let Some(items) = jks::read(octets, self.limits) {
            self.graft(parent, "key store", items);
            return "Java key store".to_owned();
        }
        if octets.starts_with(&[0x30]) && self.der(parent, octets) {
            return "DER".to_owned();
        }
        match text::decode(octets) {
            Some(decoded) => {
                for finding in decoded.findings {
                    self.find(parent, finding);
                }
                self.text(parent, &decoded.text, depth)
            }
            None if octets.starts_with(&[0x30]) => {
                let unknown = Content::Unknown(Unknown::of(octets));
                let item = self.add(Some(parent), "structure", unknown);
                self.find(item, der::broken("The DER", octets));
                "broken DER".to_owned()
            }
            None => {
                self.unknown(parent, octets);
                "unknown".to_owned()
            }
        }
    }

    /// Reads text of any kind into `parent`, and says what it turned out to be.
    fn text(&mut self, parent: usize, text: &str, depth: usize) -> String {
        if text.trim_start().starts_with(['{', '['])
            && let Some(items) = jwk::read(text, self.limits)
        {
            self.graft_all(parent, items);
            return "JSON Web Key".to_owned();
        }
        if yaml::looks_like_objects(text)
            && let Some(form) = self.kubernetes(parent, text, depth)
        {
            return form;
        }
        if let Some(form) = self.header(parent, text, depth) {
            return form;
        }
        if let Some(form) = self.pem_anywhere(parent, text, depth) {
            return form;
        }
        let form = { self.base_text(parent, text, depth) }
            .or_else(|| self.hex_dump(parent, text, depth))
            .or_else(|| self.ssh(parent, text));
        if let Some(form) = form {
            return form;
        }
        if self.base_runs(parent, text, depth) {
            return "text with base64 in it".to_owned();
        }
        self.unknown(parent, text.as_bytes());
        "unknown".to_owned()
    }

    /// Reads PEM anywhere in a text, and says how much; none where there is none.
    fn pem_anywhere(&mut self, parent: usize, text: &str, depth: usize) -> Option<String> {
        if let Some((mended, finding)) = markers::mended(text) {
            self.find(parent, finding);
            return Some(self.pem(parent, &mended, depth));
        }
        pem_block::has_marker(text).then(|| self.pem(parent, text, depth))
    }

    /// Adds items whose first stands for itself and keeps its label.
    fn graft_all(&mut self, parent: usize, items: Vec<Item>) {
        let label = items.first().map(|item| item.label.clone());
        self.graft(parent, &label.unwrap_or_default(), items);
    }

    fn unknown(&mut self, parent: usize, octets: &[u8]) {
        let content = Content::Unknown(Unknown::of(octets));
        let item = self.add(Some(parent), "content", content);
        self.find(item, foreign::unknown(octets));
    }
}

fn empty() -> Finding {
    Finding::error(
        "source-empty",
        PLACE,
        "There is nothing in it.",
        "Check that the command that wrote it did not fail, and give the file again.",
    )
}

fn over_limit(length: usize, limit: u64) -> Finding {
    Finding::error(
        "source-over-limit",
        PLACE,
        format!("It has {length} octets; at most {limit} are read."),
        "Check that it is the right file; if it is, raise the limit and read it again.",
    )
}

fn items_over_limit(limit: usize) -> Finding {
    Finding::warning(
        "items-over-limit",
        PLACE,
        format!("It holds more than {limit} items; the others were not read."),
        "Raise the limit, or split the file.",
    )
}

fn too_deep(limit: usize) -> Finding {
    Finding::warning(
        "source-too-deep",
        PLACE,
        format!(
            "Containers stand in containers more than {limit} deep; the innermost was not opened."
        ),
        "Unpack it and give the inner file.",
    )
}

#[cfg(test)]
mod tests;
