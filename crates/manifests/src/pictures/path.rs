//! The way a call takes, in short: caller, ingress and service.

use super::canvas::{CLIENT_FILE, Canvas, NAME, NOTE, SERVER_FILE};
use super::parties::{Party, caller, client_file, ingress, server_file, service};
use super::{Picture, Room};
use crate::Intent;

/// Where everything stands in one of the two drawings.
struct Plan {
    size: [i32; 2],
    boxes: [Place; 3],
    /// What the client sends, what the server sends, what the ingress forwards.
    arrows: [&'static str; 3],
    /// Where the words on the arrows begin.
    labels: [[i32; 2]; 3],
}

const HEIGHT: i32 = 54;

static WIDE: Plan = Plan {
    size: [880, 104],
    boxes: [
        ([1, 8], 196, 300),
        ([322, 8], 240, 350),
        ([684, 8], 195, 195),
    ],
    arrows: [
        "M197 28H317M311 24l6 4-6 4",
        "M322 46H202M208 42l-6 4 6 4",
        "M562 35H679M673 31l6 4-6 4",
    ],
    labels: [[208, 21], [208, 62], [568, 28]],
};

static NARROW: Plan = Plan {
    size: [360, 308],
    boxes: [
        ([1, 1], 358, 220),
        ([1, 117], 358, 220),
        ([1, 233], 358, 350),
    ],
    arrows: [
        "M230 55V112M226 106l4 6 4-6",
        "M248 117V60M244 66l4-6 4 6",
        "M230 171V228M226 222l4 6 4-6",
    ],
    labels: [[258, 80], [258, 98], [258, 204]],
};

pub(super) fn draw(intent: &Intent, room: Room) -> Picture {
    let plan = match room {
        Room::Wide => &WIDE,
        Room::Narrow => &NARROW,
    };
    let mut canvas = Canvas::new(plan.size[0]);
    let parties = [caller(intent), ingress(intent), service(intent)];
    let [from, at, _] = &parties;
    let notes = [vec![&from.trusts], vec![&at.holds, &at.trusts], Vec::new()];
    for ((party, place), notes) in parties.iter().zip(&plan.boxes).zip(&notes) {
        draw_party(&mut canvas, party, *place, notes);
    }
    let [sent, answered, forwarded] = plan.arrows;
    canvas.line("picture__arrow picture__arrow--client", sent.to_owned());
    canvas.line("picture__arrow picture__arrow--server", answered.to_owned());
    canvas.line("picture__arrow", forwarded.to_owned());
    let [client, server, header] = plan.labels;
    canvas.words(CLIENT_FILE, client, 110, client_file(intent));
    canvas.words(SERVER_FILE, server, 114, server_file(intent));
    canvas.words(NOTE, header, 114, "ssl-client-verify");
    canvas.picture(
        "The way of a call",
        &sentence(intent, &parties),
        plan.size[1],
    )
}

/// Where a box begins, its width, and the width of what stands below it.
type Place = ([i32; 2], i32, i32);

fn draw_party(
    canvas: &mut Canvas,
    party: &Party,
    ([x, y], width, below): Place,
    notes: &[&String],
) {
    canvas.frame("picture__box", [x, y], [width, HEIGHT]);
    canvas.words(NAME, [x + 14, y + 24], width - 28, &party.name);
    canvas.words(NOTE, [x + 14, y + 42], width - 28, &party.kind);
    for (note, line) in notes.iter().zip(0..) {
        canvas.words(NOTE, [x + 2, y + HEIGHT + 17 + 15 * line], below, note);
    }
}

fn sentence(intent: &Intent, [from, at, to]: &[Party; 3]) -> String {
    format!(
        "{} ({}; {}) presents {} to {} ({}; {}; {}), which presents {} and forwards to {} ({}).",
        from.name,
        from.kind,
        from.trusts,
        client_file(intent),
        at.name,
        at.kind,
        at.holds,
        at.trusts,
        server_file(intent),
        to.name,
        to.kind,
    )
}
