use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// An element of a small XML document.
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

enum Node {
    Element(Element),
    Text(String),
    Comment(&'static str),
}

impl Element {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    pub(crate) fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// A comment; it must not hold `--` (XML 1.0, 2.5).
    pub(crate) fn comment(mut self, comment: &'static str) -> Self {
        self.children.push(Node::Comment(comment));
        self
    }

    /// The document with this element as its root, indented, everything escaped. Characters that no
    /// XML 1.0 document can hold (2.2) become U+FFFD.
    pub(crate) fn document(&self) -> String {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 4);
        writer.config_mut().add_space_before_slash_in_empty_elements = true;
        let written = self.write(&mut writer);
        let mut text = String::from_utf8_lossy(&writer.into_inner()).into_owned();
        if let Err(error) = written {
            // Writing to memory does not fail; if it ever did, the reader must know.
            text.push_str(&format!("\nThis file could not be written: {error}"));
        }
        text.push('\n');
        text
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, storable(value).as_str()));
        }
        if self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(writer)?,
                Node::Text(text) => {
                    writer.write_event(Event::Text(BytesText::new(&storable(text))))?;
                }
                Node::Comment(comment) => {
                    let comment = BytesText::from_escaped(format!(" {comment} "));
                    writer.write_event(Event::Comment(comment))?;
                }
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// The text with every character outside `Char` (XML 1.0, 2.2) replaced.
fn storable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'.. => character,
            _ => '\u{fffd}',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn documents_are_indented_and_escaped() {
        let document = Element::new("a")
            .comment("One line.")
            .child(Element::new("b").attribute("c", "\"<&>'\n"))
            .child(Element::new("d").text("<&]]>"))
            .document();
        assert_eq!(
            document,
            "<a>\n    <!-- One line. -->\n    <b c=\"&quot;&lt;&amp;&gt;&apos;&#10;\" />\n    <d>&lt;&amp;]]&gt;</d>\n</a>\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_parses_back(attribute in any::<String>(), text in any::<String>()) {
            let document = Element::new("a").attribute("b", &attribute).text(&text).document();
            let parsed = roxmltree::Document::parse(&document).unwrap();
            let root = parsed.root_element();
            prop_assert_eq!(root.attribute("b").unwrap(), storable(&attribute));
            prop_assert_eq!(root.text().unwrap_or_default(), storable(&text));
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            storable("a\0b\u{1f}\u{fffe}c\u{1f600}\t"),
            "a\u{fffd}b\u{fffd}\u{fffd}c\u{1f600}\t"
        );
    }
}
