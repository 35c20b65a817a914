//! The runbook to read: its Markdown as elements, with a check box at each step and a button at each block of code that
//! copies it.

mod markdown;

use crate::Element;
use crate::sheet::{Attribute, Tag};
use markdown::{Block, Inline, blocks, inlines};

/// What is drawn for the address of a picture; none where there is no such picture.
type Pictures<'a> = &'a dyn Fn(&str) -> Option<Vec<Element>>;

/// Before the ids of parts, which must differ from those of the page.
const ID: &str = "runbook-";

/// The elements of a text. Each part is one, so that only those that change need to be drawn anew.
pub(crate) fn read(text: &str, pictures: Pictures<'_>) -> Vec<Element> {
    let mut open = vec![Element::new(Tag::Div)];
    for block in blocks(text) {
        if let Block::Heading(level, words) = block {
            // A section goes on until the next heading of its level or a higher one.
            close(&mut open, level.max(2) - 1);
            if level > 1 {
                open.push(section(level, words));
                continue;
            }
        }
        add(&mut open, drawn(&block, pictures));
    }
    close(&mut open, 1);
    open.pop().map(|root| root.children).unwrap_or_default()
}

fn add(open: &mut [Element], element: Element) {
    if let Some(last) = open.last_mut() {
        last.children.push(element);
    }
}

/// Closes sections until so many elements are open.
fn close(open: &mut Vec<Element>, depth: usize) {
    while open.len() > depth {
        if let Some(section) = open.pop() {
            add(open, section);
        }
    }
}

/// The page has a heading of its own above.
fn heading(level: usize) -> Tag {
    match level {
        1 => Tag::H2,
        2 => Tag::H3,
        _ => Tag::H4,
    }
}

fn section(level: usize, words: &str) -> Element {
    let heading = line(Element::new(heading(level)), words);
    if level > 2 {
        return Element::of(Tag::Section, "runbook__piece").child(heading);
    }
    let words = text_of(&heading);
    let heading = heading
        .with(Attribute::Id, format!("{ID}{}", anchor(&words)))
        .with(Attribute::Tabindex, "-1");
    match step(&words) {
        Some((number, title)) => Element::of(Tag::Section, "runbook__part runbook__step").child(
            Element::of(Tag::Div, "runbook__head")
                .child(heading)
                .child(check(number, title)),
        ),
        None => Element::of(Tag::Section, "runbook__part").child(heading),
    }
}

/// The number and the title of a step: `3. Deploy`.
fn step(heading: &str) -> Option<(&str, &str)> {
    let (number, title) = heading.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|octet| octet.is_ascii_digit());
    is_number.then_some((number, title))
}

/// It is called by its title alone, so that it stays checked where other steps come before it.
fn check(number: &str, title: &str) -> Element {
    Element::of(Tag::Label, "runbook__check")
        .child(Element::new(Tag::Check).with(Attribute::Step, anchor(title)))
        .child(Element::new(Tag::Span).text(format!("Step {number} done")))
}

fn drawn(block: &Block<'_>, pictures: Pictures<'_>) -> Element {
    match block {
        Block::Heading(level, words) => line(Element::new(heading(*level)), words),
        Block::Code(language, text) => code(*language == "bash", text.trim_end_matches('\n')),
        Block::Table(rows) => table(rows),
        Block::List(numbered, items) => {
            let tag = if *numbered { Tag::Ol } else { Tag::Ul };
            let item = |item: &&str| line(Element::new(Tag::Li), item);
            Element::new(tag).children(items.iter().map(item))
        }
        Block::Paragraph(words) => {
            picture(words, pictures).unwrap_or_else(|| line(Element::new(Tag::P), words))
        }
    }
}

/// A paragraph that is nothing but a picture. Its own words say more than those of the text.
fn picture(words: &str, pictures: Pictures<'_>) -> Option<Element> {
    let [Inline::Image(_, address)] = inlines(words)[..] else {
        return None;
    };
    Some(Element::of(Tag::Div, "pictures").children(pictures(address)?))
}

fn code(is_command: bool, text: &str) -> Element {
    let (what, class) = match is_command {
        true => ("command", "runbook__code"),
        false => ("output", "runbook__code runbook__code--output"),
    };
    let name = text.lines().next().unwrap_or_default();
    let button = Element::of(Tag::Button, "button button--small")
        .with(Attribute::Copy, text)
        .with(Attribute::Label, format!("Copy the {what} {name}"))
        .text("Copy");
    let pre = Element::new(Tag::Pre).child(Element::new(Tag::Code).lines(text));
    Element::of(Tag::Div, class).child(pre).child(button)
}

fn table(rows: &[Vec<&str>]) -> Element {
    let row = |(index, cells): (usize, &Vec<&str>)| {
        let cell = |words: &&str| {
            let cell = match index {
                0 => Element::new(Tag::Th).with(Attribute::Scope, "col"),
                _ => Element::new(Tag::Td),
            };
            line(cell, words)
        };
        Element::new(Tag::Tr).children(cells.iter().map(cell))
    };
    let body = Element::new(Tag::Tbody).children(rows.iter().enumerate().map(row));
    Element::of(Tag::Table, "table").child(body)
}

/// An element with the parts of a line in it.
fn line(element: Element, words: &str) -> Element {
    let parts = inlines(words);
    if let [Inline::Text(text)] = parts[..] {
        return element.text(text);
    }
    element.children(parts.into_iter().map(inline))
}

/// A link within the text is a button that leads there. One to elsewhere would make the page ask the network, so it is
/// its words, with the address behind them.
fn inline(part: Inline<'_>) -> Element {
    match part {
        Inline::Text(text) | Inline::Image(text, _) => Element::new(Tag::Span).text(text),
        Inline::Code(text) => Element::new(Tag::Code).text(text),
        Inline::Strong(text) => Element::new(Tag::Strong).text(text),
        Inline::Link(words, address) => match address.strip_prefix('#') {
            Some(part) => Element::of(Tag::Button, "button button--text")
                .with(Attribute::Goes, format!("{ID}{part}"))
                .text(words),
            None if words == address => Element::new(Tag::Span).text(words),
            None => Element::new(Tag::Span).text(format!("{words} ({address})")),
        },
    }
}

/// All text in an element.
fn text_of(element: &Element) -> String {
    let mut text = element.text.clone();
    text.extend(element.children.iter().map(text_of));
    text
}

/// As readers of Markdown name the parts of a text.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[cfg(test)]
mod tests;
