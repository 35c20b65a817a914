//! The runbook to read: its Markdown (CommonMark, with tables) as elements, with a check box at each step and a button
//! at each block of code that copies it.

mod inline;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag as Mark, TagEnd};

use crate::Element;
use crate::sheet::{Attribute, Tag};
use inline::Inline;

/// What is drawn for the address of a picture; none where there is no such picture.
type Pictures<'a> = &'a dyn Fn(&str) -> Option<Vec<Element>>;

/// Before the ids of parts, which must differ from those of the page.
const ID: &str = "runbook-";

/// The elements of a text.
pub(crate) fn read(markdown: &str, pictures: Pictures<'_>) -> Vec<Element> {
    let mut reader = Reader {
        pictures,
        open: vec![Element::new(Tag::Div)],
        level: 1,
        rows: 0,
        language: String::new(),
    };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.close_sections(2);
    reader.close_to(1);
    reader.open.pop().map(|root| root.children).unwrap_or_default()
}

struct Reader<'a> {
    pictures: Pictures<'a>,
    /// The elements that are begun, the outermost first; the last ones take what comes next.
    open: Vec<Element>,
    /// The level of the section that is open; 1 for none.
    level: usize,
    /// Rows of the table so far.
    rows: usize,
    /// Of the block of code that is open.
    language: String,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(mark) => self.begin(mark),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.add_text(&text),
            Event::Code(text) => self.add(Element::new(Tag::Code).text(text.as_ref())),
            Event::SoftBreak | Event::HardBreak => self.add_text(" "),
            // Markup of others is text like any other.
            Event::Html(text) | Event::InlineHtml(text) => self.add_text(&text),
            _ => {}
        }
    }

    fn begin(&mut self, mark: Mark<'_>) {
        match mark {
            Mark::Heading { level, .. } => {
                self.close_sections(level as usize);
                self.open.push(Element::new(heading(level)));
            }
            Mark::CodeBlock(kind) => {
                self.language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.open.push(Element::new(Tag::Code));
            }
            Mark::Image { dest_url, .. } => {
                let drawn = (self.pictures)(&dest_url);
                self.open.push(match drawn {
                    Some(drawn) => Element::of(Tag::Div, "pictures").children(drawn),
                    None => Element::new(Tag::Span),
                });
            }
            Mark::Link { dest_url, .. } => self.open.push(inline::link(&dest_url)),
            Mark::TableHead | Mark::TableRow => self.open.push(Element::new(Tag::Tr)),
            Mark::TableCell => self.open.push(self.cell()),
            Mark::Table(_) => {
                self.rows = 0;
                self.open.push(Element::of(Tag::Table, "table"));
                self.open.push(Element::new(Tag::Tbody));
            }
            Mark::Paragraph => self.open.push(Element::new(Tag::P)),
            Mark::List(start) => self.open.push(Element::new(match start {
                Some(_) => Tag::Ol,
                None => Tag::Ul,
            })),
            Mark::Item => self.open.push(Element::new(Tag::Li)),
            Mark::Strong | Mark::Emphasis => self.open.push(Element::new(Tag::Strong)),
            _ => self.open.push(Element::new(Tag::Div)),
        }
    }

    fn cell(&self) -> Element {
        match self.rows {
            0 => Element::new(Tag::Th).with(Attribute::Scope, "col"),
            _ => Element::new(Tag::Td),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(level) => self.end_heading(level as usize),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Image => self.end_image(),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.rows += 1;
                self.close();
            }
            TagEnd::Table => {
                self.close();
                self.close();
            }
            TagEnd::Link => {
                if let Some(link) = self.open.pop() {
                    self.add(inline::ended(link));
                }
            }
            _ => self.close(),
        }
    }

    /// A heading begins a section, which goes on until the next of its level or a higher one.
    fn end_heading(&mut self, level: usize) {
        let Some(heading) = self.open.pop() else {
            return;
        };
        if level == 1 {
            return self.add(heading);
        }
        let words = Inline(&heading).text();
        let id = format!("{ID}{}", anchor(&words));
        let section = match (level, step(&words)) {
            (2, Some((number, title))) => Element::of(Tag::Section, "runbook__part runbook__step")
                .child(
                    Element::of(Tag::Div, "runbook__head")
                        .child(heading.with(Attribute::Id, &id).with(Attribute::Tabindex, "-1"))
                        .child(check(number, title)),
                ),
            (2, None) => Element::of(Tag::Section, "runbook__part")
                .child(heading.with(Attribute::Id, &id).with(Attribute::Tabindex, "-1")),
            _ => Element::of(Tag::Section, "runbook__piece").child(heading),
        };
        self.open.push(section);
        self.level = level;
    }

    fn end_code(&mut self) {
        let Some(code) = self.open.pop() else {
            return;
        };
        let text = Inline(&code).text();
        let text = text.trim_end_matches('\n');
        let is_command = self.language == "bash";
        let name = text.lines().next().unwrap_or_default();
        let what = if is_command { "command" } else { "output" };
        let button = Element::of(Tag::Button, "button button--small")
            .with(Attribute::Copy, text)
            .with(Attribute::Label, format!("Copy the {what} {name}"))
            .text("Copy");
        let pre = Element::new(Tag::Pre).child(Element::new(Tag::Code).lines(text));
        let class = match is_command {
            true => "runbook__code",
            false => "runbook__code runbook__code--output",
        };
        self.add(Element::of(Tag::Div, class).child(pre).child(button));
    }

    /// The words of an image are for those who do not see it, and the picture brings its own.
    fn end_image(&mut self) {
        let Some(mut image) = self.open.pop() else {
            return;
        };
        if image.tag == Tag::Div {
            image.children.retain(|child| child.tag == Tag::Svg);
        }
        // A picture is no part of a sentence.
        if let Some(paragraph) = self.open.last_mut() {
            if paragraph.tag == Tag::P && image.tag == Tag::Div {
                paragraph.tag = Tag::Div;
            }
        }
        self.add(image);
    }

    /// Text before other elements needs none of its own.
    fn add_text(&mut self, text: &str) {
        match self.open.last_mut() {
            Some(last) if last.children.is_empty() => {
                let more = Element::new(last.tag).lines(text);
                last.text.push_str(&more.text);
            }
            _ => self.add(Element::new(Tag::Span).lines(text)),
        }
    }

    fn add(&mut self, element: Element) {
        if let Some(last) = self.open.last_mut() {
            last.children.push(element);
        }
    }

    fn close(&mut self) {
        if self.open.len() > 1 {
            if let Some(element) = self.open.pop() {
                self.add(element);
            }
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    /// Closes the sections that a heading of this level ends.
    fn close_sections(&mut self, level: usize) {
        while self.level >= level.max(2) {
            self.close();
            self.level -= 1;
        }
    }
}

/// The page has a heading of its own above.
fn heading(level: HeadingLevel) -> Tag {
    match level {
        HeadingLevel::H1 => Tag::H2,
        HeadingLevel::H2 => Tag::H3,
        _ => Tag::H4,
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

/// As Markdown's readers name the parts of a text.
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
