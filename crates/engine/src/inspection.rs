//! What a user has given to inspect and convert, and what is said about it.

mod compare_view;
mod convert;
mod finding_view;
mod forget;
mod graph_view;
mod lines;
mod list_view;
mod messages;
mod related_view;
mod report_view;
mod seen;
mod tree_view;

use diagnostics::{Finding, Severity};
use formats::{Container, Content, Item, Limits, Locked, UnlockError};
use inspect::relate::{CHECKS, Relations, relate};
use zeroize::Zeroizing;

use lines::Lines;
use seen::Seen;

pub use convert::Conversion;
pub use messages::{Inspect, Inspected, Overview, Part, Source};

use crate::{Element, Sheet};

/// What is found where a limit ended the reading.
const OVER_LIMIT: [&str; 5] = [
    "source-over-limit",
    "archive-over-limit",
    "items-over-limit",
    "source-too-deep",
    "yaml-over-limit",
];

/// Octets of a source that are kept for its tree; larger sources have none.
const KEPT_OCTETS: usize = 4 << 20;

/// All that was given. Keys in it are wiped when it is dropped.
#[derive(Default)]
pub(crate) struct Inspection {
    items: Vec<Item>,
    /// The octets of each source that is no text, by the item that stands for it.
    octets: Vec<(usize, Zeroizing<Vec<u8>>)>,
    lines: Lines,
    /// What opened which item, so that it can be packed anew under the same password.
    passwords: Vec<(usize, Zeroizing<String>)>,
    relations: Option<Relations>,
}

impl Inspection {
    /// Answers everything but a conversion, for which keys may have to be waited for.
    pub(crate) fn answer(&mut self, question: Inspect, now: i64) -> Result<Inspected, Finding> {
        let drawn = |sheet: Vec<Element>| Inspected::Sheet(Sheet::of(&sheet));
        Ok(match question {
            Inspect::Read { sources, limits } => {
                Inspected::Overview(self.read(&sources, &limits, now))
            }
            Inspect::Unlock {
                item,
                password,
                limits,
            } => Inspected::Overview(self.unlock(item, password.expose(), &limits, now)?),
            Inspect::Forget { item } => Inspected::Overview(self.forget(item, now)),
            Inspect::List { from, to } => drawn(self.list(from, to, now)),
            Inspect::Show { item, part } => drawn(self.show(item, part, now)?),
            Inspect::Relate { around } => drawn(self.relate(around, now)),
            Inspect::Compare { old, new } => drawn(self.compare(old, new)?),
            Inspect::Offer { items } => drawn(self.offers(&items)?),
            Inspect::Convert(_) => return Err(not_there()),
        })
    }

    /// Reads sources beside those there are.
    pub(crate) fn read(&mut self, sources: &[Source], limits: &Limits, now: i64) -> Overview {
        let first = self.items.len();
        for source in sources {
            let base = self.items.len();
            let read = formats::read(&source.name, &source.bytes, limits);
            self.items.extend(read.into_iter().map(|mut item| {
                item.parent = item.parent.map(|parent| base + parent);
                if sources.len() > 1 {
                    unrelated(&mut item.findings);
                }
                item
            }));
            if source.bytes.len() <= KEPT_OCTETS && !formats::is_text(&source.bytes) {
                let octets = Zeroizing::new(source.bytes.clone());
                self.octets.push((base, octets));
            }
        }
        self.changed();
        self.overview(Some(first), now)
    }

    /// Opens an item; what was in it follows at the end of the list, so that all others keep their numbers.
    pub(crate) fn unlock(
        &mut self,
        index: usize,
        password: &str,
        limits: &Limits,
        now: i64,
    ) -> Result<Overview, Finding> {
        let locked = self.locked(index)?;
        let opened = formats::unlock(locked, password, limits).map_err(|e| not_opened(&e))?;
        self.passwords.retain(|(at, _)| *at != index);
        self.passwords
            .push((index, Zeroizing::new(password.to_owned())));
        formats::place_opened(&mut self.items, index, opened);
        self.changed();
        Ok(self.overview(Some(index), now))
    }

    fn changed(&mut self) {
        self.relations = None;
        self.lines = Lines::of(&self.items);
    }

    fn overview(&self, from: Option<usize>, now: i64) -> Overview {
        let next = from.and_then(|from| list_view::next(&self.items, &self.lines, from));
        let line = next.and_then(|next| self.lines.position(next));
        let all = |wanted: fn(&Content) -> bool| {
            let items = self.items.iter().enumerate();
            let found = items.filter(move |(_, item)| wanted(&item.content));
            found.map(|(index, _)| index).collect()
        };
        Overview {
            lines: self.lines.shown.len(),
            told: list_view::told(&self.items, now),
            limited: { self.items.iter() }
                .flat_map(|item| &item.findings)
                .any(|finding| OVER_LIMIT.contains(&&*finding.code)),
            forgotten: None,
            next,
            line: line.unwrap_or_default(),
            locked: all(|content| matches!(content, Content::Locked(_))),
            keys: all(|content| matches!(content, Content::PrivateKey(_))),
        }
    }

    /// Lines of the list.
    pub(crate) fn list(&self, from: usize, to: usize, now: i64) -> Vec<Element> {
        let to = to.min(self.lines.shown.len());
        let lines = self.lines.shown.get(from..to).unwrap_or_default();
        let seen = self.seen(now);
        lines
            .iter()
            .filter_map(|(index, indent)| list_view::line(&seen, *index, *indent))
            .collect()
    }

    fn seen(&self, now: i64) -> Seen<'_> {
        Seen {
            items: &self.items,
            lines: &self.lines,
            relations: self.relations.as_ref(),
            now,
        }
    }

    /// One part of what there is to say about an item.
    pub(crate) fn show(
        &mut self,
        index: usize,
        part: Part,
        now: i64,
    ) -> Result<Vec<Element>, Finding> {
        self.item(index)?;
        match part {
            Part::Report => {
                self.relations();
                let repacking = self.repacking(index);
                let mut report = report_view::report(&self.seen(now), index);
                // Below the sentence that says what it is.
                report.splice(report.len().min(1)..report.len().min(1), repacking);
                Ok(report)
            }
            Part::Text => {
                let item = self.item(index)?;
                Ok(report_view::text(inspect::text(&item.content)))
            }
            Part::Tree { secrets } => {
                let (octets, secret) = self.octets_of(index)?;
                Ok(tree_view::tree(octets, secret, secrets))
            }
        }
    }

    /// How all belong together.
    pub(crate) fn relate(&mut self, around: Option<usize>, now: i64) -> Vec<Element> {
        self.relations();
        graph_view::relations(&self.seen(now), around)
    }

    /// Two certificates or requests side by side.
    pub(crate) fn compare(&self, old: usize, new: usize) -> Result<Vec<Element>, Finding> {
        let signed = |index| match &self.item(index)?.content {
            Content::Certificate(der) | Content::Request(der) => Ok(der),
            _ => Err(not_comparable()),
        };
        let comparison = inspect::compare::compare(signed(old)?, signed(new)?);
        let comparison = comparison.map_err(|_| not_comparable())?;
        let place = |index| Ok(self.lines.place(&self.items, self.item(index)?));
        let (old, new) = (place(old)?, place(new)?);
        Ok(compare_view::comparison(&comparison, &old, &new))
    }

    fn relations(&mut self) {
        if self.relations.is_none() {
            self.relations = Some(relate(&self.items, CHECKS));
        }
    }

    fn item(&self, index: usize) -> Result<&Item, Finding> {
        self.items.get(index).ok_or_else(not_there)
    }

    fn locked(&self, index: usize) -> Result<&Locked, Finding> {
        match &self.item(index)?.content {
            Content::Locked(locked) => Ok(locked),
            _ => Err(not_locked()),
        }
    }

    /// The octets of an item, and whether they hold a private key.
    fn octets_of(&self, index: usize) -> Result<(&[u8], bool), Finding> {
        let item = self.item(index)?;
        Ok(match &item.content {
            Content::Certificate(der)
            | Content::Request(der)
            | Content::RevocationList(der)
            | Content::PublicKey(der) => (der, false),
            Content::Unknown(unknown) => {
                let is_tree = unknown.is_whole() && !formats::is_text(&unknown.octets);
                (
                    is_tree.then_some(&unknown.octets).ok_or_else(no_octets)?,
                    unknown.is_secret,
                )
            }
            Content::PrivateKey(key) => (&key.pkcs8, true),
            Content::Locked(locked) => (&locked.bytes, false),
            Content::Container(_) | Content::Named(_) => {
                let source = match &item.content {
                    Content::Container(Container::Source { .. }) => Some(index),
                    _ => item.parent,
                };
                let kept = self.octets.iter().find(|(at, _)| Some(*at) == source);
                let (_, octets) = kept.ok_or_else(no_octets)?;
                (octets, false)
            }
        })
    }
}

/// Whoever gives a folder gives files that have nothing to do with it: that is nothing wrong.
fn unrelated(findings: &mut [Finding]) {
    let unknown = { findings.iter_mut() }.filter(|finding| finding.code == "content-unknown");
    unknown.for_each(|finding| finding.severity = Severity::Note);
}

fn not_there() -> Finding {
    Finding::error(
        "item-gone",
        "inspect",
        "What was asked for is not there any more.",
        "Give the file again.",
    )
}

fn not_locked() -> Finding {
    Finding::error(
        "item-not-locked",
        "inspect",
        "It is open already.",
        "Choose it in the list to see it.",
    )
}

fn no_octets() -> Finding {
    Finding::note(
        "item-without-octets",
        "inspect",
        "There is no tree of it: it is text or very large.",
        "Look at the trees of the items in it.",
    )
}

fn not_comparable() -> Finding {
    Finding::error(
        "item-not-comparable",
        "inspect",
        "Only certificates and requests can be compared.",
        "Choose two of them.",
    )
}

fn not_opened(error: &UnlockError) -> Finding {
    let hint = match error {
        UnlockError::WrongPassword => {
            "Try again; a shell may have changed $ or ! in it, and programs disagree on letters beyond ASCII."
        }
        over if over.is_over_limit() => "If you trust the file, raise the limit and try again.",
        _ => "Open it with the program that made it, and export it anew.",
    };
    Finding::error("item-not-opened", "password", format!("{error}."), hint)
}

#[cfg(test)]
mod tests;
