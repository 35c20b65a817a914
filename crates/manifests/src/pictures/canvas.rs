//! What a picture is made of while it is drawn: boxes, lines and words that fit.

use diagnostics::visible;

use super::fitting::{fitting, wrapped};
use super::{Mark, Picture, Shape};

/// How words look. The style sheet has a rule for each class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub(super) class: &'static str,
    /// Tenths of a unit.
    pub(super) size: u32,
    pub(super) is_mono: bool,
    pub(super) is_strong: bool,
}

const fn sans(class: &'static str, size: u32) -> Face {
    Face {
        class,
        size,
        is_mono: false,
        is_strong: false,
    }
}

const fn mono(class: &'static str) -> Face {
    Face {
        is_mono: true,
        ..sans(class, 115)
    }
}

const fn strong(class: &'static str, size: u32) -> Face {
    Face {
        is_strong: true,
        ..sans(class, size)
    }
}

/// What stands above all else in a box.
pub(super) const NAME: Face = strong("picture__name", 130);
/// What is said of it.
pub(super) const NOTE: Face = sans("picture__note", 115);
/// A message.
pub(super) const MESSAGE: Face = strong("picture__message", 120);
/// A file.
pub(super) const FILE: Face = mono("picture__file");
/// A file of the client's.
pub(super) const CLIENT_FILE: Face = mono("picture__file picture__file--client");
/// A file of the server's.
pub(super) const SERVER_FILE: Face = mono("picture__file picture__file--server");

/// From one line of small words to the next.
pub(super) const LINE: i32 = 16;

/// The lines of a paragraph.
pub(super) fn lines(face: Face, room: i32, words: &str) -> Vec<String> {
    wrapped(&visible(words), face, room, 3)
}

/// A picture that is being drawn, from the top down.
#[derive(Debug)]
pub(super) struct Canvas {
    width: i32,
    /// Lines that run below everything.
    lowest: Vec<Mark>,
    boxes: Vec<Mark>,
    marks: Vec<Mark>,
}

impl Canvas {
    pub(super) fn new(width: i32) -> Self {
        Self {
            width,
            lowest: Vec::new(),
            boxes: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// A box, below all words.
    pub(super) fn frame(
        &mut self,
        class: &'static str,
        [x, y]: [i32; 2],
        [width, height]: [i32; 2],
    ) {
        let shape = Shape::Box {
            x,
            y,
            width,
            height,
        };
        self.boxes.push(Mark::new(class, shape));
    }

    /// A line below all else, by the data of an SVG path.
    pub(super) fn line_below(&mut self, class: &'static str, data: String) {
        self.lowest.push(Mark::new(class, Shape::Line(data)));
    }

    /// A line by the data of an SVG path.
    pub(super) fn line(&mut self, class: &'static str, data: String) {
        self.marks.push(Mark::new(class, Shape::Line(data)));
    }

    /// Words that begin at `x` and have this much room.
    pub(super) fn words(&mut self, face: Face, [x, y]: [i32; 2], room: i32, words: &str) {
        self.place(face, [x, y], room, words, false);
    }

    /// Words on as many lines as they need, up to three; returns where the last one stands.
    pub(super) fn paragraph(
        &mut self,
        face: Face,
        [x, y]: [i32; 2],
        room: i32,
        words: &str,
    ) -> i32 {
        let mut y = y - LINE;
        for line in lines(face, room, words) {
            y += LINE;
            self.words(face, [x, y], room, &line);
        }
        y
    }

    /// Words that end at `x`.
    pub(super) fn words_before(&mut self, face: Face, [x, y]: [i32; 2], room: i32, words: &str) {
        self.place(face, [x, y], room, words, true);
    }

    fn place(&mut self, face: Face, [x, y]: [i32; 2], room: i32, words: &str, before: bool) {
        let words = visible(words);
        let text = fitting(&words, face, room);
        self.marks.push(Mark {
            class: face.class,
            whole: (text != words).then_some(words),
            shape: Shape::Words { x, y, text, before },
        });
    }

    pub(super) fn picture(self, title: &str, description: &str, height: i32) -> Picture {
        Picture {
            title: title.to_owned(),
            description: visible(description),
            width: self.width,
            height,
            marks: [self.lowest, self.boxes, self.marks].concat(),
        }
    }
}
