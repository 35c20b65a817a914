//! What people would rather look at than read: the way of a call, the handshake, the chains and how long they hold, drawn
//! with the user's own names. As files they are SVG; the page draws the same marks with its own style sheet.

mod axis;
mod canvas;
mod chain;
mod fitting;
mod handshake;
mod parties;
mod path;
mod story;
mod svg;
mod validity;

use crate::{Document, Intent, Material};
pub use validity::renewal;

/// One picture. Its words hold nothing that is invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it shows.
    pub title: String,
    /// All it says, in sentences, for those who do not see it.
    pub description: String,
    /// Its width, in units that are pixels where it is not scaled.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What is drawn, in order.
    pub marks: Vec<Mark>,
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The classes that say how it looks.
    pub class: &'static str,
    /// The whole text, where what is drawn is shortened.
    pub whole: Option<String>,
    /// Its geometry.
    pub shape: Shape,
}

/// The geometry of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the attribute of SVG of that name")]
pub enum Shape {
    /// A rectangle with round corners.
    Box {
        x: i32,
        y: i32,
        width: i32,
        height: i32,
    },
    /// The data of a path.
    Line(String),
    /// Words on one line.
    Words {
        x: i32,
        y: i32,
        text: String,
        /// Whether they end at `x`.
        before: bool,
    },
}

impl Mark {
    fn new(class: &'static str, shape: Shape) -> Self {
        Self {
            class,
            whole: None,
            shape,
        }
    }

    /// All classes of it.
    pub fn classes(&self) -> String {
        match self.shape {
            Shape::Words { before: true, .. } => format!("{} picture__before", self.class),
            _ => self.class.to_owned(),
        }
    }
}

/// For how much room a picture is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A page or a screen: what belongs together stands side by side.
    Wide,
    /// A phone: it stands one below the other.
    Narrow,
}

/// The pictures there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The way a call takes, in short. It is no file.
    Path,
    /// The TLS handshake, message by message.
    Handshake,
    /// Who signs whom, and which file holds what.
    Chain,
    /// How long each certificate holds, and when to renew it.
    Validity,
}

impl Subject {
    /// The subject of a file.
    pub fn of_path(path: &str) -> Option<Self> {
        let all = [Self::Handshake, Self::Chain, Self::Validity];
        all.into_iter().find(|subject| subject.file() == Some(path))
    }

    /// The path of its file in the bundle.
    pub fn file(self) -> Option<&'static str> {
        match self {
            Self::Path => None,
            Self::Handshake => Some("pictures/handshake.svg"),
            Self::Chain => Some("pictures/chain.svg"),
            Self::Validity => Some("pictures/validity.svg"),
        }
    }
}

/// Draws a picture.
pub fn picture(
    subject: Subject,
    intent: &Intent,
    material: Option<&Material>,
    room: Room,
) -> Picture {
    match subject {
        Subject::Path => path::draw(intent, room),
        Subject::Handshake => handshake::draw(intent, room),
        Subject::Chain => chain::draw(intent, room),
        Subject::Validity => validity::draw(intent, material, room),
    }
}

/// The files of `pictures/`.
pub(crate) fn documents(_intent: &Intent) -> Vec<Document> {
    let file = |path, render| Document {
        path,
        media_type: "image/svg+xml",
        secret: false,
        render,
    };
    vec![
        file("pictures/handshake.svg", |intent, material| {
            drawn(Subject::Handshake, intent, material)
        }),
        file("pictures/chain.svg", |intent, material| {
            drawn(Subject::Chain, intent, material)
        }),
        file("pictures/validity.svg", |intent, material| {
            drawn(Subject::Validity, intent, material)
        }),
    ]
}

fn drawn(subject: Subject, intent: &Intent, material: Option<&Material>) -> String {
    svg::document(&picture(subject, intent, material, Room::Wide))
}

fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
