//! What the page draws without knowing what it means: elements, their texts, and what a click on them does.
//!
//! *Architecture invariant:* a sheet cannot hold a link, a script, a style or a handler. What it quotes comes from files of
//! anyone, and the page sets it as text.

use serde::{Deserialize, Serialize};

/// One element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// Its attributes, each at most once.
    pub attributes: Vec<(Attribute, String)>,
    /// The text before its children.
    pub text: String,
    /// The elements in it.
    pub children: Vec<Self>,
}

/// The kinds of elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the HTML or SVG element of that name")]
pub enum Tag {
    Button,
    Caption,
    Code,
    Dd,
    Details,
    Div,
    Dl,
    Dt,
    H2,
    H3,
    Li,
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
    /// Its name in HTML or SVG.
    pub fn name(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Caption => "caption",
            Self::Code => "code",
            Self::Dd => "dd",
            Self::Details => "details",
            Self::Div => "div",
            Self::Dl => "dl",
            Self::Dt => "dt",
            Self::H2 => "h2",
            Self::H3 => "h3",
            Self::Li => "li",
            Self::P => "p",
            Self::Pre => "pre",
            Self::Section => "section",
            Self::Span => "span",
            Self::Strong => "strong",
            Self::Summary => "summary",
            Self::Table => "table",
            Self::Tbody => "tbody",
            Self::Td => "td",
            Self::Th => "th",
            Self::Tr => "tr",
            Self::Ul => "ul",
            Self::G => "g",
            Self::Path => "path",
            Self::Rect => "rect",
            Self::Svg => "svg",
            Self::Text => "text",
            Self::Title => "title",
        }
    }

    /// Whether it is an element of SVG.
    pub fn is_svg(self) -> bool {
        matches!(
            self,
            Self::G | Self::Path | Self::Rect | Self::Svg | Self::Text | Self::Title
        )
    }
}

/// The attributes that an element may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// Its name in HTML or SVG.
    pub fn name(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Id => "id",
            Self::Role => "role",
            Self::Label => "aria-label",
            Self::Hidden => "aria-hidden",
            Self::Title => "title",
            Self::Tabindex => "tabindex",
            Self::Open => "open",
            Self::Scope => "scope",
            Self::Kind => "data-kind",
            Self::Copy => "data-copy",
            Self::Item => "data-item",
            Self::Octets => "data-octets",
            Self::ViewBox => "viewBox",
            Self::X => "x",
            Self::Y => "y",
            Self::Width => "width",
            Self::Height => "height",
            Self::Rx => "rx",
            Self::D => "d",
        }
    }
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

    /// With a text.
    #[must_use]
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
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

    /// All of its text, and that of its children.
    #[cfg(test)]
    pub(crate) fn all_text(&self) -> String {
        let inner = self.children.iter().map(Self::all_text);
        let parts: Vec<_> = std::iter::once(self.text.clone()).chain(inner).collect();
        parts.concat()
    }
}
