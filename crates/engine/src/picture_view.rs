//! Pictures as the page draws them, with its own style sheet.

use manifests::{Intent, Mark, Material, Picture, Room, Shape, Subject, picture};

use crate::Element;
use crate::sheet::{Attribute, Tag};

/// A picture for wide and for narrow places; the style sheet shows one of them.
pub(crate) fn both(subject: Subject, intent: &Intent, material: Option<&Material>) -> Vec<Element> {
    [
        (Room::Wide, "picture picture--wide"),
        (Room::Narrow, "picture picture--narrow"),
    ]
    .map(|(room, class)| drawn(&picture(subject, intent, material, room), class))
    .to_vec()
}

/// The same below its title.
pub(crate) fn figure(
    subject: Subject,
    intent: &Intent,
    material: Option<&Material>,
) -> [Element; 2] {
    let title = picture(subject, intent, material, Room::Wide).title;
    [
        Element::new(Tag::H3).text(title),
        Element::of(Tag::Div, "pictures").children(both(subject, intent, material)),
    ]
}

fn drawn(picture: &Picture, class: &str) -> Element {
    let Picture {
        title,
        description,
        width,
        height,
        marks,
    } = picture;
    Element::of(Tag::Svg, class)
        .with(
            Attribute::ViewBox,
            format!("-1 -1 {} {}", width + 2, height + 2),
        )
        .with(Attribute::Role, "img")
        .with(Attribute::Label, format!("{title}. {description}"))
        .children(marks.iter().map(mark))
}

fn mark(mark: &Mark) -> Element {
    let drawn = match &mark.shape {
        Shape::Box {
            x,
            y,
            width,
            height,
        } => Element::of(Tag::Rect, mark.class)
            .with(Attribute::X, x.to_string())
            .with(Attribute::Y, y.to_string())
            .with(Attribute::Width, width.to_string())
            .with(Attribute::Height, height.to_string())
            .with(Attribute::Rx, "5"),
        Shape::Line(data) => Element::of(Tag::Path, mark.class).with(Attribute::D, data),
        Shape::Words { x, y, text, .. } => Element::of(Tag::Text, &mark.classes())
            .with(Attribute::X, x.to_string())
            .with(Attribute::Y, y.to_string())
            .text(text),
    };
    match &mark.whole {
        Some(whole) => Element::new(Tag::G)
            .child(Element::new(Tag::Title).text(whole))
            .child(drawn),
        None => drawn,
    }
}
