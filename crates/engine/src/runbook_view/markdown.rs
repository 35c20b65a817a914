//! The Markdown that the runbook is written in: of CommonMark 0.31 what the runbook uses, and tables. A library that reads
//! all of it weighs as much as a tenth of the worker. Tests hold it to such a library.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    /// With its level.
    Heading(usize, &'a str),
    /// With its language.
    Code(&'a str, String),
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<&'a str>>),
    /// Whether it is numbered, and its items.
    List(bool, Vec<&'a str>),
    Paragraph(String),
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inline<'a> {
    Text(&'a str),
    Code(&'a str),
    Strong(&'a str),
    /// Its words and its address.
    Link(&'a str, &'a str),
    Image(&'a str, &'a str),
}

/// The parts of a text, in order.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut lines = text.lines().peekable();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        let start = Start::of(line);
        let mut more = |same: &dyn Fn(&str) -> bool| lines.next_if(|next| same(next));
        blocks.push(match start {
            Start::Fence(fence, language) => {
                let mut code = String::new();
                while let Some(line) = more(&|line| line != fence) {
                    code.push_str(line);
                    code.push('\n');
                }
                lines.next();
                Block::Code(language, code)
            }
            Start::Heading(level, words) => Block::Heading(level, words),
            Start::Row(cells) => {
                let mut rows = vec![cells];
                while let Some(Start::Row(cells)) = more(&|line| line.starts_with('|')).map(Start::of) {
                    rows.push(cells);
                }
                rows.retain(|row| !row.iter().all(|cell| cell.starts_with("---")));
                Block::Table(rows)
            }
            Start::Item(numbered, item) => {
                let mut items = vec![item];
                let is_next = |line: &str| matches!(Start::of(line), Start::Item(kind, _) if kind == numbered);
                while let Some(Start::Item(_, item)) = more(&is_next).map(Start::of) {
                    items.push(item);
                }
                Block::List(numbered, items)
            }
            Start::Words => {
                let mut words = line.to_owned();
                let goes_on = |line: &str| !line.trim().is_empty() && Start::of(line) == Start::Words;
                while let Some(line) = more(&goes_on) {
                    words.push(' ');
                    words.push_str(line);
                }
                Block::Paragraph(words)
            }
        });
    }
    blocks
}

/// What a line begins.
#[derive(Debug, PartialEq, Eq)]
enum Start<'a> {
    Fence(&'a str, &'a str),
    Heading(usize, &'a str),
    Row(Vec<&'a str>),
    Item(bool, &'a str),
    Words,
}

impl<'a> Start<'a> {
    fn of(line: &'a str) -> Self {
        if line.starts_with("```") {
            let language = line.trim_start_matches('`');
            return Self::Fence(&line[..line.len() - language.len()], language);
        }
        let words = line.trim_start_matches('#');
        let level = line.len() - words.len();
        if let (1..=6, Some(words)) = (level, words.strip_prefix(' ')) {
            return Self::Heading(level, words);
        }
        if let Some(row) = line.strip_prefix('|') {
            let row = row.strip_suffix('|').unwrap_or(row);
            return Self::Row(row.split('|').map(str::trim).collect());
        }
        if let Some(item) = line.strip_prefix("- ") {
            return Self::Item(false, item);
        }
        let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
        match after.strip_prefix(". ") {
            Some(item) if after.len() < line.len() => Self::Item(true, item),
            _ => Self::Words,
        }
    }
}

/// The parts of a line, in order.
pub(super) fn inlines(line: &str) -> Vec<Inline<'_>> {
    let mut parts = Vec::new();
    let mut rest = line;
    let mut plain = 0;
    while plain < rest.len() {
        let Some((part, length)) = marked(&rest[plain..]) else {
            plain += step(&rest[plain..]);
            continue;
        };
        if plain > 0 {
            parts.push(Inline::Text(&rest[..plain]));
        }
        parts.push(part);
        rest = &rest[plain + length..];
        plain = 0;
    }
    if !rest.is_empty() {
        parts.push(Inline::Text(rest));
    }
    parts
}

/// How much of a text is passed over where no mark begins: all backticks that nothing closes, else one character.
fn step(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    ticks.max(text.chars().next().map_or(1, char::len_utf8))
}

/// The mark that a text begins with, and its length.
fn marked(text: &str) -> Option<(Inline<'_>, usize)> {
    if text.starts_with('`') {
        return code(text);
    }
    if let Some(after) = text.strip_prefix("**") {
        let end = after.find("**").filter(|end| *end > 0)?;
        return Some((Inline::Strong(&after[..end]), end + 4));
    }
    let is_image = text.starts_with('!');
    let after = text.strip_prefix(if is_image { "![" } else { "[" })?;
    let (words, after) = after.split_once("](")?;
    let (address, after) = after.split_once(')')?;
    let length = text.len() - after.len();
    if words.contains(['`', ']', '[']) || address.contains(' ') {
        return None;
    }
    Some(match is_image {
        true => (Inline::Image(words, address), length),
        false => (Inline::Link(words, address), length),
    })
}

/// Code ends at as many backticks as it begins with; one space at each end is taken away (6.1).
fn code(text: &str) -> Option<(Inline<'_>, usize)> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut at = ticks;
    loop {
        at += text[at..].find('`')?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        if run == ticks {
            let inside = &text[ticks..at];
            let bare = inside.strip_prefix(' ').and_then(|it| it.strip_suffix(' '));
            let inside = bare.filter(|it| !it.trim().is_empty()).unwrap_or(inside);
            return Some((Inline::Code(inside), at + ticks));
        }
        at += run;
    }
}
