/// Where everything stands in one of the two drawings, in units of its view box.
pub(super) struct Shape {
    /// The `viewBox`.
    pub(super) view_box: &'static str,
    /// Caller, ingress, service.
    pub(super) boxes: [Frame; 3],
    /// What the client sends, what the server sends, what the ingress forwards; as path data.
    pub(super) arrows: [&'static str; 3],
    /// Where the words on the arrows begin.
    pub(super) labels: [[u32; 2]; 3],
}

/// One box.
pub(super) struct Frame {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    /// The number of characters that fit below it.
    pub(super) note_characters: usize,
}

impl Frame {
    const fn new(x: u32, y: u32, width: u32, note_characters: usize) -> Self {
        Self {
            x,
            y,
            width,
            height: 54,
            note_characters,
        }
    }

    /// The number of characters of a title that fit inside: 7 units each, 14 left free on both sides.
    pub(super) fn characters(&self) -> usize {
        ((self.width - 28) / 7) as usize
    }

    /// The same of the smaller text below the title, of 5.8 units each.
    pub(super) fn detail_characters(&self) -> usize {
        ((self.width - 28) * 10 / 58) as usize
    }
}

/// From left to right.
pub(super) static WIDE: Shape = Shape {
    view_box: "0 0 880 104",
    boxes: [
        Frame::new(1, 8, 196, 50),
        Frame::new(322, 8, 240, 56),
        Frame::new(684, 8, 195, 32),
    ],
    arrows: [
        "M197 28H317M311 24l6 4-6 4",
        "M322 46H202M208 42l-6 4 6 4",
        "M562 35H679M673 31l6 4-6 4",
    ],
    labels: [[208, 21], [208, 62], [572, 28]],
};

/// From top to bottom, for narrow screens.
pub(super) static TALL: Shape = Shape {
    view_box: "0 0 360 308",
    boxes: [
        Frame::new(1, 1, 358, 36),
        Frame::new(1, 117, 358, 36),
        Frame::new(1, 233, 358, 58),
    ],
    arrows: [
        "M226 55V112M222 106l4 6 4-6",
        "M244 117V60M240 66l4-6 4 6",
        "M226 171V228M222 222l4 6 4-6",
    ],
    labels: [[256, 80], [256, 98], [256, 204]],
};
