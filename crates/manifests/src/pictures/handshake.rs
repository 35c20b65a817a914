//! The handshake between caller and ingress, message by message, and what is handed to the service.

use super::canvas::{CLIENT_FILE, Canvas, FILE, Face, LINE, MESSAGE, NAME, NOTE, SERVER_FILE};
use super::fitting::needed;
use super::parties::{Party, caller, ingress, service};
use super::story::{Event, Side, story};
use super::{Picture, Room};
use crate::Intent;

/// Where the columns stand.
struct Plan {
    width: i32,
    /// Where the box of each begins, and its width.
    boxes: [(i32, i32); 3],
    /// Where the line of each runs.
    lines: [i32; 3],
    /// Width of what is said beside a line.
    check: i32,
    /// Whether the service stands below the others.
    below: bool,
}

static WIDE: Plan = Plan {
    width: 720,
    boxes: [(1, 214), (238, 262), (523, 196)],
    lines: [108, 369, 621],
    check: 330,
    below: false,
};

static NARROW: Plan = Plan {
    width: 360,
    boxes: [(1, 174), (185, 174), (101, 258)],
    lines: [20, 340, 340],
    check: 330,
    below: true,
};

const CAPTION: &str = "In the order of TLS 1.2; in TLS 1.3 message 3 comes before message 2.";

pub(super) fn draw(intent: &Intent, room: Room) -> Picture {
    let plan = match room {
        Room::Wide => &WIDE,
        Room::Narrow => &NARROW,
    };
    let events = story(intent);
    let mut drawing = Drawing {
        canvas: Canvas::new(plan.width),
        plan,
        y: 0,
        number: 0,
    };
    let [from, at, to] = [caller(intent), ingress(intent), service(intent)];
    let bottom = drawing
        .party(0, &from, CLIENT_FILE)
        .max(drawing.party(1, &at, SERVER_FILE));
    drawing.y = match plan.below {
        true => bottom,
        false => drawing.party(2, &to, FILE).max(bottom),
    } + 12;
    for event in &events {
        drawing.event(event);
    }
    drawing.life();
    if plan.below {
        drawing.y += 8;
        drawing.y = drawing.party(2, &to, FILE);
    }
    drawing.y += 24;
    drawing
        .canvas
        .words(NOTE, [1, drawing.y], plan.width, CAPTION);
    let title = format!("Mutual TLS with {}", intent.call_host);
    let description = description(&events, &[from, at, to]);
    drawing.canvas.picture(&title, &description, drawing.y + 6)
}

struct Drawing {
    canvas: Canvas,
    plan: &'static Plan,
    /// Where what comes next begins.
    y: i32,
    /// Of the last message.
    number: usize,
}

impl Drawing {
    /// Draws who takes part; returns where its box ends.
    fn party(&mut self, column: usize, party: &Party, face: Face) -> i32 {
        let (x, width) = self.plan.boxes[column];
        let (inside, room) = (x + 10, width - 20);
        let files = [&party.holds, &party.trusts];
        let files: Vec<_> = files.into_iter().filter(|file| !file.is_empty()).collect();
        let mut y = self.y + 21;
        let name = if self.plan.below { MESSAGE } else { NAME };
        self.canvas.words(name, [inside, y], room, &party.name);
        y += 1;
        y = self
            .canvas
            .paragraph(NOTE, [inside, y + LINE], room, &party.kind);
        for file in files {
            y = self.canvas.paragraph(face, [inside, y + LINE], room, file);
        }
        y = self
            .canvas
            .paragraph(NOTE, [inside, y + LINE], room, &party.by);
        let end = y + 11;
        self.canvas
            .frame("picture__box", [x, self.y + 1], [width, end - self.y - 1]);
        end
    }

    fn event(&mut self, event: &Event) {
        match event {
            Event::Message {
                from,
                to,
                name,
                what,
                file,
                ..
            } => self.message([*from, *to], name, what, *file),
            Event::Check { side, title, lines } => self.check(*side, title, lines),
        }
    }

    /// What is sent stands above its arrow: its name on the left, what is in it on the right, or below where that is long.
    fn message(&mut self, [from, to]: [Side; 2], name: &str, what: &str, file: bool) {
        self.number += 1;
        let name = format!("{} {name}", self.number);
        if self.plan.below && to == Side::Service {
            return self.message_down(&name, what);
        }
        let [start, end] = [from, to].map(|side| self.plan.lines[side as usize]);
        let (left, right) = (start.min(end) + 10, start.max(end) - 10);
        let face = match (file, from) {
            (false, _) => NOTE,
            (true, Side::Caller) => CLIENT_FILE,
            (true, _) => SERVER_FILE,
        };
        self.y += 20;
        let room = right - left;
        let named = needed(&name, MESSAGE);
        let fits = named + 8 + needed(what, face) <= room;
        self.canvas.words(MESSAGE, [left, self.y], room, &name);
        if fits {
            self.canvas
                .words_before(face, [right, self.y], room - named - 8, what);
        }
        self.y += 8;
        let class = match (from, to) {
            (Side::Caller, _) => "picture__arrow picture__arrow--client",
            (_, Side::Caller) => "picture__arrow picture__arrow--server",
            _ => "picture__arrow",
        };
        self.arrow(class, start, end);
        self.y += 8;
        if !fits {
            let y = self.y + 8;
            self.y = self.canvas.paragraph(face, [left, y], room, what) + 8;
        }
    }

    fn arrow(&mut self, class: &'static str, start: i32, end: i32) {
        let y = self.y;
        let toward = (end - start).signum();
        let [start, end] = [start + toward * 2, end - toward * 2];
        let back = end - toward * 6;
        self.canvas.line(
            class,
            format!(
                "M{start} {y}H{end}M{back} {}L{end} {y}L{back} {}",
                y - 4,
                y + 4
            ),
        );
    }

    /// To what stands below.
    fn message_down(&mut self, name: &str, what: &str) {
        let x = self.plan.lines[Side::Service as usize];
        let top = self.y + 4;
        self.y += 22;
        self.canvas
            .words_before(MESSAGE, [x - 12, self.y], x - 24, name);
        self.y += LINE;
        self.canvas
            .words_before(NOTE, [x - 12, self.y], x - 24, what);
        self.y += 14;
        let end = self.y + 7;
        self.canvas.line(
            "picture__arrow",
            format!(
                "M{x} {top}V{end}M{} {}L{x} {end}L{} {}",
                x - 4,
                end - 6,
                x + 4,
                end - 6
            ),
        );
    }

    /// What one side sees to before it goes on.
    fn check(&mut self, side: Side, title: &str, lines: &[String]) {
        let middle = self.plan.lines[side as usize];
        let width = self.plan.check.min(self.plan.width - 2);
        let x = (middle - width / 2).clamp(1, self.plan.width - 1 - width);
        let top = self.y + 6;
        let mut y = top + 19;
        let (inside, room) = (x + 10, width - 20);
        self.canvas.words(MESSAGE, [inside, y], room, title);
        for line in lines {
            y = self.canvas.paragraph(NOTE, [inside, y + LINE], room, line);
        }
        self.canvas
            .frame("picture__check", [x, top], [width, y + 10 - top]);
        self.y = y + 16;
    }

    /// The lines of those who talk. They begin below the boxes, which hide that.
    fn life(&mut self) {
        let columns = if self.plan.below { 2 } else { 3 };
        for x in &self.plan.lines[..columns] {
            self.canvas
                .line_below("picture__life", format!("M{x} 12V{}", self.y));
        }
    }
}

fn description(events: &[Event], parties: &[Party; 3]) -> String {
    let name = |side: Side| parties[side as usize].name.as_str();
    let mut sentences: Vec<String> = parties
        .iter()
        .map(|party| {
            let facts = [&party.kind, &party.holds, &party.trusts];
            let facts: Vec<_> = facts
                .into_iter()
                .filter(|fact| !fact.is_empty())
                .cloned()
                .collect();
            format!("{}: {}; {}.", party.name, facts.join("; "), party.by)
        })
        .collect();
    let mut number = 0;
    sentences.extend(events.iter().map(|event| match event {
        Event::Message {
            from,
            to,
            name: message,
            what,
            ..
        } => {
            number += 1;
            format!(
                "{number}. {} sends {} {message}: {what}.",
                name(*from),
                name(*to)
            )
        }
        Event::Check { side, title, lines } => {
            format!("{}: {title}: {}.", name(*side), lines.join("; "))
        }
    }));
    sentences.join(" ")
}
