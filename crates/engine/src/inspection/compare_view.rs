use std::borrow::Cow;

use inspect::compare::{Comparison, Difference};

use super::finding_view;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// Two certificates or requests side by side.
pub(super) fn comparison(comparison: &Comparison, old: &str, new: &str) -> Vec<Element> {
    let findings: Vec<_> = comparison.findings.iter().map(Cow::Borrowed).collect();
    let head = ["", old, new].map(|title| {
        Element::new(Tag::Th)
            .with(Attribute::Scope, "col")
            .text(title)
    });
    let table = Element::of(Tag::Table, "table compare").child(
        Element::new(Tag::Tbody)
            .child(Element::new(Tag::Tr).children(head))
            .children(comparison.differences.iter().map(row)),
    );
    let mut sheet = vec![Element::of(Tag::P, "sentence").text(&*comparison.sentence)];
    sheet.extend(finding_view::findings(&findings));
    sheet.push(table);
    sheet
}

fn row(difference: &Difference) -> Element {
    let Difference {
        label,
        left,
        right,
        same,
        note,
    } = difference;
    let cell = |text: &str| Element::new(Tag::Td).lines(text);
    let right = cell(right).children(
        note.iter()
            .map(|note| Element::of(Tag::Span, "row__note").text(&**note)),
    );
    Element::new(Tag::Tr)
        .with(Attribute::Kind, if *same { "same" } else { "changed" })
        .child(
            Element::new(Tag::Th)
                .with(Attribute::Scope, "row")
                .text(&**label),
        )
        .child(cell(left))
        .child(right)
}
