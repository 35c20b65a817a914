//! The runbook, by a parser of CommonMark.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Whether it has no HTML, every fence that opens closes, and every command stands in a script.
pub(super) fn read(text: &str, commands: &str) -> Result<(), String> {
    let mut in_bash = false;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => return Err(format!("HTML: {html}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                return Err(format!("indented code: {}", &text[range]));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_bash = &*language == "bash";
                closes(&text[range])?;
            }
            Event::End(_) => in_bash = false,
            Event::Text(block) if in_bash => {
                let missing = block.lines().find(|line| !commands.contains(line));
                if let Some(line) = missing {
                    return Err(format!("in no script: {line}"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// A fence that nothing closes would take the rest of the file; CommonMark lets it.
fn closes(block: &str) -> Result<(), String> {
    let fence: String = block
        .chars()
        .take_while(|character| *character == '`')
        .collect();
    let last = block.lines().skip(1).last();
    match last == Some(fence.as_str()) {
        true => Ok(()),
        false => Err(format!("a fence that does not close: {block}")),
    }
}
