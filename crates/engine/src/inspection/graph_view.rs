use diagnostics::visible;
use inspect::relate::{Graph, Node, Tie, graph};

use super::finding_view;
use super::seen::Seen;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// Nodes that are drawn; more are no picture.
const NODES: usize = 60;
/// Pixels from one column to the next.
const COLUMN: usize = 224;
/// Pixels from one row to the next.
const ROW: usize = 58;
const BOX_WIDTH: usize = 190;
const BOX_HEIGHT: usize = 42;
/// Characters that fit into a box.
const FITTING: usize = 27;

/// How all belong together: the chains as a picture, and what is to be said about them.
pub(super) fn relations(seen: &Seen<'_>, around: Option<usize>) -> Vec<Element> {
    let Some(relations) = seen.relations else {
        return Vec::new();
    };
    let mut graph = graph(seen.items, relations, around, NODES);
    for node in &mut graph.nodes {
        node.label = match node.item {
            Some(item) => seen.lines.name(seen.items, item),
            None => visible(&node.label),
        };
    }
    let mut sheet = Vec::new();
    if graph.nodes.len() > 1 {
        sheet.push(picture(seen, &graph));
    }
    if graph.left_out > 0 {
        let more = format!(
            "{} more are left out; choose an item to see what is around it.",
            graph.left_out
        );
        sheet.push(Element::of(Tag::P, "row__note").text(more));
    }
    let findings = relations.findings.iter().map(|related| {
        let buttons = related.items.iter().take(6).filter_map(|index| {
            let item = seen.items.get(*index)?;
            let (name, place) = (
                seen.lines.name(seen.items, *index),
                seen.lines.place(seen.items, item),
            );
            let button = Element::of(Tag::Button, "button button--text")
                .with(Attribute::Item, index.to_string())
                .text(if name == place {
                    name
                } else {
                    format!("{name} in {place}")
                });
            Some(button)
        });
        finding_view::one(
            &related.finding,
            [Element::of(Tag::Div, "finding__items").children(buttons)],
        )
    });
    let list = Element::of(Tag::Ul, "findings").children(findings);
    if !list.children.is_empty() {
        sheet.push(list);
    }
    sheet
}

fn picture(seen: &Seen<'_>, graph: &Graph) -> Element {
    let width = (graph.columns.max(1) - 1) * COLUMN + BOX_WIDTH + 4;
    let height = (graph.rows.max(1) - 1) * ROW + BOX_HEIGHT + 4;
    let edges = graph.edges.iter().filter_map(|edge| {
        let from = graph.nodes.get(edge.from)?;
        let to = graph.nodes.get(edge.to)?;
        let tie = match edge.tie {
            Tie::Signature => "signature",
            Tie::Name => "name",
            Tie::Failed => "failed",
            Tie::Key => "key",
        };
        Some(
            Element::of(Tag::Path, "graph__edge")
                .with(Attribute::Kind, tie)
                .with(Attribute::D, line(from, to)),
        )
    });
    let svg = Element::of(Tag::Svg, "graph__picture")
        .with(Attribute::ViewBox, format!("-2 -2 {width} {height}"))
        .with(Attribute::Width, width.to_string())
        .with(Attribute::Height, height.to_string())
        .children(edges)
        .children(graph.nodes.iter().map(|it| node(it, &detail(seen, it))));
    Element::of(Tag::Div, "graph")
        .with(Attribute::Role, "group")
        .with(Attribute::Label, "Chains")
        .child(svg)
}

/// From the right of one box to the left of another, or around where they stand in one column.
fn line(from: &Node, to: &Node) -> String {
    let (x1, y1) = (from.column * COLUMN + BOX_WIDTH, middle(from));
    let (x2, y2) = (to.column * COLUMN, middle(to));
    if to.column <= from.column {
        let (x1, x2) = (
            from.column * COLUMN + BOX_WIDTH,
            to.column * COLUMN + BOX_WIDTH,
        );
        return format!("M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}", x1 + 30, x2 + 30);
    }
    let bend = x1 + (x2 - x1) / 2;
    format!("M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}")
}

fn middle(node: &Node) -> usize {
    node.row * ROW + BOX_HEIGHT / 2
}

/// What tells it from another of the same name: its key and its end.
fn detail(seen: &Seen<'_>, node: &Node) -> String {
    let item = node.item.and_then(|item| seen.items.get(item));
    match item {
        Some(item) => inspect::summary(item).detail,
        None => "not given".to_owned(),
    }
}

fn line_at(x: usize, y: usize, class: &str, text: &str) -> Element {
    Element::of(Tag::Text, class)
        .with(Attribute::X, (x + 10).to_string())
        .with(Attribute::Y, y.to_string())
        .text(shortened(text))
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= FITTING {
        return text.to_owned();
    }
    let head: String = text.chars().take(FITTING - 1).collect();
    format!("{head}…")
}

fn node(node: &Node, detail: &str) -> Element {
    let kind = match node.item {
        None => "missing",
        Some(_) if node.root => "root",
        Some(_) => super::list_view::symbol(node.kind),
    };
    let (x, y) = (node.column * COLUMN, node.row * ROW);
    let group = Element::of(Tag::G, "graph__node")
        .with(Attribute::Kind, kind)
        .child(Element::new(Tag::Title).text(match node.item {
            None => format!("{} (not given)", node.label),
            Some(_) => node.label.clone(),
        }))
        .child(
            Element::new(Tag::Rect)
                .with(Attribute::X, x.to_string())
                .with(Attribute::Y, y.to_string())
                .with(Attribute::Width, BOX_WIDTH.to_string())
                .with(Attribute::Height, BOX_HEIGHT.to_string())
                .with(Attribute::Rx, "5"),
        )
        .child(line_at(x, y + 18, "graph__name", &node.label))
        .child(line_at(x, y + 33, "graph__detail", detail));
    match node.item {
        None => group,
        Some(item) => group
            .with(Attribute::Item, item.to_string())
            .with(Attribute::Role, "button")
            .with(Attribute::Tabindex, "0"),
    }
}
