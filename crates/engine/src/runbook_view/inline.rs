//! What stands within a line.

use super::ID;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// An element, for its text.
pub(super) struct Inline<'a>(pub(super) &'a Element);

impl Inline<'_> {
    /// All text in it.
    pub(super) fn text(&self) -> String {
        let children = self.0.children.iter().map(|child| Inline(child).text());
        let mut text = self.0.text.clone();
        text.extend(children);
        text
    }
}

/// A link within the text is a button that leads there. One to elsewhere would make the page ask the network, so it is
/// its words, with the address behind them.
pub(super) fn link(address: &str) -> Element {
    match address.strip_prefix('#') {
        Some(part) => Element::of(Tag::Button, "button button--text")
            .with(Attribute::Goes, format!("{ID}{part}")),
        None => Element::new(Tag::Span).with(Attribute::Title, address),
    }
}

/// A link with its words.
pub(super) fn ended(mut link: Element) -> Element {
    let address = link
        .attributes
        .iter()
        .find(|(attribute, _)| *attribute == Attribute::Title)
        .map(|(_, address)| address.clone());
    if let Some(address) = address {
        if Inline(&link).text() != address {
            let behind = Element::new(Tag::Span).text(format!(" ({address})"));
            link.children.push(behind);
        }
    }
    link
}
