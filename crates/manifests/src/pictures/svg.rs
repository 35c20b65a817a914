//! A picture as an SVG document (SVG 1.1), which needs nothing beside it.

use super::{Mark, Picture, Shape};
use crate::xml::Element;

/// Colours for paper and light screens, then those for dark ones. Classes are those that the page's own style sheet has
/// rules for.
const STYLE: &str = include_str!("style.css");

/// The document.
pub(super) fn document(picture: &Picture) -> String {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    let paper = Element::new("rect")
        .attribute("class", "picture__paper")
        .attribute("x", "-12")
        .attribute("y", "-12")
        .attribute("width", (picture.width + 24).to_string())
        .attribute("height", (picture.height + 24).to_string());
    Element::new("svg")
        .attribute("xmlns", "http://www.w3.org/2000/svg")
        .attribute("class", "picture")
        .attribute(
            "viewBox",
            format!("-12 -12 {} {}", picture.width + 24, picture.height + 24),
        )
        .attribute("width", width)
        .attribute("height", height)
        .attribute("role", "img")
        .attribute("aria-labelledby", "title description")
        .child(
            Element::new("title")
                .attribute("id", "title")
                .text(&picture.title),
        )
        .child(
            Element::new("desc")
                .attribute("id", "description")
                .text(&picture.description),
        )
        .child(Element::new("style").text(STYLE))
        .child(paper)
        .children(picture.marks.iter().map(mark))
        .document()
}

fn mark(mark: &Mark) -> Element {
    let drawn = match &mark.shape {
        Shape::Box {
            x,
            y,
            width,
            height,
        } => Element::new("rect")
            .attribute("class", mark.class)
            .attribute("x", x.to_string())
            .attribute("y", y.to_string())
            .attribute("width", width.to_string())
            .attribute("height", height.to_string())
            .attribute("rx", "5"),
        Shape::Line(data) => Element::new("path")
            .attribute("class", mark.class)
            .attribute("d", data),
        Shape::Words { x, y, text, .. } => Element::new("text")
            .attribute("class", mark.classes())
            .attribute("x", x.to_string())
            .attribute("y", y.to_string())
            .text(text),
    };
    match &mark.whole {
        Some(whole) => Element::new("g")
            .child(Element::new("title").text(whole))
            .child(drawn),
        None => drawn,
    }
}
