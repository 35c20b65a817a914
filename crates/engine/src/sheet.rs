//! What the page draws without knowing what it means: elements, their texts, and what a click on them does.
//!
//! *Architecture invariant:* a sheet cannot hold a link, a script, a style or a handler. What it quotes comes from files of
//! anyone, and the page sets it as text.

use std::fmt;

use diagnostics::{is_invisible, visible};
use serde::ser::SerializeTuple as _;
use serde::{Deserialize, Serialize, Serializer};

/// Elements on their way to the page, as JSON: each is `[tag, [attribute, value, ...], text, [children]]`, tags and
/// attributes by their place in [`Tag::NAMES`] and [`Attribute::NAMES`]. The browser reads it faster than the page could,
/// and the page needs no code for it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet(pub String);

impl Sheet {
    pub(crate) fn of(elements: &[Element]) -> Self {
        // Texts, numbers and lists: nothing that JSON could not hold.
        Self(serde_json::to_string(elements).unwrap_or_default())
    }
}

/// It may quote a private key, so that only its length is shown.
impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheet({} octets)", self.0.len())
    }
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// What it is.
    pub(crate) tag: Tag,
    /// Its attributes, each at most once.
    pub(crate) attributes: Vec<(Attribute, String)>,
    /// The text before its children.
    pub(crate) text: String,
    /// The elements in it.
    pub(crate) children: Vec<Self>,
}

impl Serialize for Element {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            tag,
            attributes,
            text,
            children,
        } = self;
        let mut parts = serializer.serialize_tuple(4)?;
        parts.serialize_element(&(*tag as u8))?;
        parts.serialize_element(&Flat(attributes))?;
        parts.serialize_element(text)?;
        parts.serialize_element(children)?;
        parts.end()
    }
}

/// Attributes and their values, one after the other.
struct Flat<'a>(&'a [(Attribute, String)]);

impl Serialize for Flat<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_tuple(self.0.len() * 2)?;
        for (attribute, value) in self.0 {
            parts.serialize_element(&(*attribute as u8))?;
            parts.serialize_element(value)?;
        }
        parts.end()
    }
}

/// The kinds of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the HTML or SVG element of that name")]
pub enum Tag {
    Button,
    Caption,
    /// A check box.
    Check,
    Code,
    Dd,
    Details,
    Div,
    Dl,
    Dt,
    H2,
    H3,
    H4,
    Label,
    Li,
    Ol,
    P,
    Pre,
    Section,
    Span,
    Strong,
    Summary,
    Table,
    Tbody,
    Td,
    Th,
    Tr,
    Ul,
    // SVG.
    G,
    Path,
    Rect,
    Svg,
    Text,
    Title,
}

impl Tag {
    /// The names of all in HTML or SVG, in order.
    pub const NAMES: [&str; 33] = [
        "button", "caption", "input", "code", "dd", "details", "div", "dl", "dt", "h2", "h3", "h4",
        "label", "li", "ol", "p", "pre", "section", "span", "strong", "summary", "table", "tbody",
        "td", "th", "tr", "ul", "g", "path", "rect", "svg", "text", "title",
    ];

    /// The place of the first element of SVG in [`Self::NAMES`]; all after it are, too.
    pub const FIRST_OF_SVG: usize = Self::G as usize;
}

/// The attributes that an element may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// Its classes.
    Class,
    /// Its id.
    Id,
    /// Its role.
    Role,
    /// Its name for those who do not see it.
    Label,
    /// That it is nothing to those who do not see it.
    Hidden,
    /// What a pointer that rests on it is told.
    Title,
    /// That it can be focused, and how.
    Tabindex,
    /// Whether a `details` is open.
    Open,
    /// `row` or `col`, of a `th`.
    Scope,
    /// What kind of thing it is, for styles: `error`.
    Kind,
    /// A click copies this text.
    Copy,
    /// A click shows the item of this number.
    Item,
    /// Where the octets lie that it stands for: start and length apart by a comma.
    Octets,
    /// A click chooses the form of this name.
    Form,
    /// What that form asks for: `name`, `passphrase`.
    Asks,
    /// A click packs the item anew in the form of this name.
    Repack,
    /// A click leads to the part of this id.
    Goes,
    /// What is checked: a step, by its name.
    Step,
    /// Geometry of SVG.
    ViewBox,
    /// Geometry of SVG.
    X,
    /// Geometry of SVG.
    Y,
    /// Geometry of SVG.
    Width,
    /// Geometry of SVG.
    Height,
    /// Geometry of SVG: rounded corners.
    Rx,
    /// Geometry of SVG: a path.
    D,
}

impl Attribute {
    /// The names of all in HTML or SVG, in order.
    pub const NAMES: [&str; 25] = [
        "class",
        "id",
        "role",
        "aria-label",
        "aria-hidden",
        "title",
        "tabindex",
        "open",
        "scope",
        "data-kind",
        "data-copy",
        "data-item",
        "data-octets",
        "data-form",
        "data-asks",
        "data-repack",
        "data-goes",
        "data-step",
        "viewBox",
        "x",
        "y",
        "width",
        "height",
        "rx",
        "d",
    ];
}

impl Element {
    /// An element without anything.
    pub(crate) fn new(tag: Tag) -> Self {
        Self {
            tag,
            attributes: Vec::new(),
            text: String::new(),
            children: Vec::new(),
        }
    }

    /// An element of a class.
    pub(crate) fn of(tag: Tag, class: &str) -> Self {
        Self::new(tag).with(Attribute::Class, class)
    }

    /// With an attribute.
    #[must_use]
    pub(crate) fn with(mut self, attribute: Attribute, value: impl Into<String>) -> Self {
        self.attributes.push((attribute, value.into()));
        self
    }

    /// With a text on one line. Nothing in it is invisible or moves what stands around it, whatever a file says.
    #[must_use]
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        self.text = match text.chars().any(is_invisible) {
            true => visible(&text),
            false => text,
        };
        self
    }

    /// With a sentence on one line, in which what stands in backticks is set as code.
    #[must_use]
    pub(crate) fn prose(self, text: &str) -> Self {
        if !text.contains('`') {
            return self.text(text);
        }
        let parts = diagnostics::prose(text).into_iter();
        self.children(parts.map(|(is_code, text)| {
            Self::new(if is_code { Tag::Code } else { Tag::Span }).text(text)
        }))
    }

    /// With a text of several lines, which are kept, as are tabs.
    #[must_use]
    pub(crate) fn lines(mut self, text: &str) -> Self {
        let keeps = |c: char| matches!(c, '\n' | '\t');
        let parts = text.split_inclusive(keeps);
        self.text = parts
            .map(|part| match part.strip_suffix(keeps) {
                Some(line) => visible(line) + &part[line.len()..],
                None => visible(part),
            })
            .collect();
        self
    }

    /// With one more child.
    #[must_use]
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// With more children.
    #[must_use]
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page knows tags and attributes by their place alone.
    #[test]
    fn names_stand_in_the_order_of_their_kinds() {
        assert_eq!(Tag::NAMES[Tag::Check as usize], "input");
        assert_eq!(Tag::NAMES[Tag::Ol as usize], "ol");
        assert_eq!(Tag::NAMES[Tag::Section as usize], "section");
        assert_eq!(Tag::NAMES[Tag::Ul as usize], "ul");
        assert_eq!(Tag::NAMES[Tag::FIRST_OF_SVG], "g");
        assert_eq!(Tag::NAMES[Tag::Title as usize], "title");
        assert_eq!(Attribute::NAMES[Attribute::Copy as usize], "data-copy");
        assert_eq!(Attribute::NAMES[Attribute::Asks as usize], "data-asks");
        assert_eq!(Attribute::NAMES[Attribute::Step as usize], "data-step");
        assert_eq!(Attribute::NAMES[Attribute::D as usize], "d");
    }

    #[test]
    fn a_sheet_is_lists_of_places_and_texts() {
        let element = Element::of(Tag::P, "a")
            .text("<b>")
            .child(Element::new(Tag::Code));
        assert_eq!(
            Sheet::of(&[element]).0,
            r#"[[15,[0,"a"],"<b>",[[3,[],"",[]]]]]"#
        );
    }

    /// Nothing that a browser follows, loads or runs.
    #[test]
    fn no_sheet_can_hold_a_link_a_script_or_a_handler() {
        for name in Tag::NAMES {
            assert!(
                ![
                    "a", "script", "style", "iframe", "img", "form", "link", "object", "use"
                ]
                .contains(&name)
            );
        }
        for name in Attribute::NAMES {
            assert!(
                !name.starts_with("on")
                    && !["href", "src", "style", "srcdoc", "action"].contains(&name)
            );
        }
    }
}
