use std::borrow::Cow;

use inspect::tree::{TreeRow, rows};

use super::finding_view;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// Rows and octets that are drawn; a browser draws no more without halting.
const ROWS: usize = 2_000;
const OCTETS: usize = 16_384;
/// Octets on a line of the hex view.
const COLUMNS: usize = 16;

/// The ASN.1 tree beside the octets. The octets of a private key are there only where they are asked for.
pub(super) fn tree(octets: &[u8], is_secret: bool, secrets: bool) -> Vec<Element> {
    let tree = rows(octets, ROWS, is_secret && !secrets);
    let mut sheet = Vec::new();
    if let Some(stopped) = &tree.stopped {
        let text = format!("Octet {}: {}", stopped.at, stopped.sentence);
        sheet.push(Element::of(Tag::P, "view-note").text(text));
    }
    let findings: Vec<_> = tree.findings.iter().map(Cow::Borrowed).collect();
    sheet.extend(finding_view::findings(&findings));
    let mut panes = Element::of(Tag::Div, "asn1").child(
        Element::of(Tag::Ul, "asn1__tree")
            .with(Attribute::Label, "ASN.1")
            .children({ tree.rows.iter().enumerate() }.map(|(index, it)| row(it, index == 0))),
    );
    if !is_secret || secrets {
        panes = panes.child(hex(octets));
    }
    sheet.push(panes);
    sheet
}

/// The first row alone is reached by Tab; from it the arrow keys lead to the others.
fn row(row: &TreeRow, is_first: bool) -> Element {
    Element::of(Tag::Li, "asn1__row")
        .with(Attribute::Kind, format!("indent-{}", row.depth.min(12)))
        .with(
            Attribute::Octets,
            format!("{},{}", row.start, row.header + row.length),
        )
        .with(Attribute::Tabindex, if is_first { "0" } else { "-1" })
        .child(Element::of(Tag::Span, "asn1__name").text(&*row.name))
        .child(Element::of(Tag::Span, "asn1__value").text(&*row.value))
        .child(Element::of(Tag::Span, "asn1__place").text(format!(
            "{}+{}",
            row.start,
            row.header + row.length
        )))
}

fn hex(octets: &[u8]) -> Element {
    let shown = octets.get(..OCTETS).unwrap_or(octets);
    let lines = shown.chunks(COLUMNS).enumerate().map(|(index, line)| {
        let cells: Vec<_> = line.iter().map(|octet| format!("{octet:02x}")).collect();
        let plain = |octet: &u8| match octet {
            0x20..0x7f => char::from(*octet),
            _ => '.',
        };
        Element::of(Tag::Span, "hex__line")
            .with(
                Attribute::Octets,
                format!("{},{}", index * COLUMNS, line.len()),
            )
            .child(Element::of(Tag::Span, "hex__place").text(format!("{:04x}", index * COLUMNS)))
            .child(Element::of(Tag::Span, "hex__cells").text(cells.join(" ")))
            .child(
                Element::of(Tag::Span, "hex__plain")
                    .text(line.iter().map(plain).collect::<String>()),
            )
    });
    let more = octets.len().saturating_sub(shown.len());
    let rest =
        (more > 0).then(|| Element::of(Tag::Span, "hex__line").text(format!("{more} more octets")));
    Element::of(Tag::Pre, "hex")
        .with(Attribute::Tabindex, "0")
        .with(Attribute::Label, "Octets")
        .children(lines)
        .children(rest)
}
