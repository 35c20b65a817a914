use std::collections::BTreeSet;

use super::marker::Marker;
use super::{INDENTATION, Repair};

/// What had to be forgiven of the markers of one block, and of what else stands on their lines.
pub(super) fn around(text: &str, begin: &Marker<'_>, end: Option<&Marker<'_>>) -> BTreeSet<Repair> {
    let mut repairs = begin.repairs(text);
    if is_preceded_by_text(text.get(..begin.start).unwrap_or_default()) {
        repairs.insert(Repair::Decorated);
    }
    let Some(end) = end else {
        repairs.insert(Repair::EndMissing);
        return repairs;
    };
    repairs.extend(end.repairs(text));
    if is_followed_by_text(text.get(end.end..).unwrap_or_default()) {
        repairs.insert(Repair::Decorated);
    }
    if end.label != begin.label {
        repairs.insert(Repair::EndDiffers);
    }
    repairs
}

/// What stands at the end of a text on the same line, as far as that is looked back.
pub(super) fn line_before(head: &str) -> &str {
    // Not far: all blocks of a file may stand on one line.
    let near = head.char_indices().rev().take(INDENTATION).last();
    let near = near.and_then(|(at, _)| head.get(at..)).unwrap_or_default();
    near.rsplit(['\n', '\r']).next().unwrap_or_default()
}

/// Whether other text than a marker stands before this place, on its line.
fn is_preceded_by_text(head: &str) -> bool {
    let line = line_before(head);
    let line = line.trim_end();
    // Line ends that are written as in JSON, and those that are lost, are repairs of their own.
    !(line.is_empty() || line.ends_with("-----") || line.ends_with("\\n"))
}

/// Whether other text than a marker stands after this place, on its line.
fn is_followed_by_text(tail: &str) -> bool {
    let near = tail.char_indices().nth(INDENTATION);
    let near = near.and_then(|(at, _)| tail.get(..at)).unwrap_or(tail);
    let line = near.split(['\n', '\r']).next().unwrap_or_default();
    let line = line.trim_start();
    !(line.is_empty() || line.starts_with(['-', '\\']))
}
