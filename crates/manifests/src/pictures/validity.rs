//! How long each certificate holds, on one axis of time, and from when on it should be renewed.

use inspect::CertificateFacts;

use super::axis::{Axis, DAY, day, ticks};
use super::canvas::{Canvas, NAME, NOTE};
use super::fitting::needed;
use super::{Picture, Room, sentence_case};
use crate::{Intent, Material, ServerCertificate};

/// How long before its end a certificate should be renewed.
const LEAD: i64 = 30 * DAY;

/// When to renew what is valid between these two: 30 days before the end, or in the middle where that is later.
pub fn renewal(not_before: i64, not_after: i64) -> i64 {
    let half = not_after.saturating_sub(not_before) / 2;
    not_after - half.min(LEAD)
}

/// One certificate, in seconds: since 1970, or since it is issued.
struct Bar {
    name: String,
    role: String,
    start: i64,
    end: i64,
}

const BAR: i32 = 12;

pub(super) fn draw(intent: &Intent, material: Option<&Material>, room: Room) -> Picture {
    let (width, row) = match room {
        Room::Wide => (720, 48),
        Room::Narrow => (360, 62),
    };
    let issued = material.and_then(|material| issued(intent, material));
    let is_dated = issued.is_some();
    let bars = issued.unwrap_or_else(|| planned(intent));
    let axis = Axis {
        start: bars.iter().map(|bar| bar.start).min().unwrap_or(0),
        end: bars.iter().map(|bar| bar.end).max().unwrap_or(DAY),
        width: width - 2,
        is_dated,
    };
    let mut canvas = Canvas::new(width);
    let rows = row * i32::try_from(bars.len()).unwrap_or(0);
    draw_axis(&mut canvas, &axis, rows, room);
    let mut y = 24;
    for bar in &bars {
        draw_bar(&mut canvas, &axis, bar, y, room);
        y += row;
    }
    y += 16;
    let note = "The last part of each bar is the time to renew in.";
    canvas.words(NOTE, [1, y], width - 2, note);
    if intent.server_certificate == ServerCertificate::FromPublicCa {
        y += 16;
        let yours = "Your server certificate from a public CA has dates of its own.";
        canvas.words(NOTE, [1, y], width - 2, yours);
    }
    let title = format!("How long the certificates for {} hold", intent.call_host);
    canvas.picture(&title, &description(&bars, &axis), y + 6)
}

/// What was issued, unless the plan asks for other certificates by now.
fn issued(intent: &Intent, material: &Material) -> Option<Vec<Bar>> {
    let bar = |facts: &CertificateFacts, name: &str| Bar {
        name: name.to_owned(),
        role: sentence_case(&facts.role.to_string()),
        start: facts.not_before,
        end: facts.not_after,
    };
    let certificates = intent.spec.certificates.iter();
    certificates
        .map(|certificate| {
            let facts = material.facts(certificate.role)?;
            Some(bar(facts, &certificate.subject.common_name))
        })
        .collect()
}

fn planned(intent: &Intent) -> Vec<Bar> {
    let certificates = intent.spec.certificates.iter();
    certificates
        .map(|certificate| Bar {
            name: certificate.subject.common_name.clone(),
            role: sentence_case(&certificate.role.to_string()),
            start: 0,
            end: i64::from(certificate.days) * DAY,
        })
        .collect()
}

/// What stands on the axis, and lines down from it.
fn draw_axis(canvas: &mut Canvas, axis: &Axis, rows: i32, room: Room) {
    let most = match room {
        Room::Wide => 10,
        Room::Narrow => 4,
    };
    canvas.line_below("picture__life", format!("M1 20H{}", axis.width + 1));
    for (at, words) in ticks(axis, most) {
        let x = axis.place(at);
        canvas.line_below("picture__life", format!("M{x} 14V{}", 20 + rows));
        if x + 60 > axis.width {
            canvas.words_before(NOTE, [x, 10], 76, &words);
        } else {
            canvas.words(NOTE, [x, 10], 76, &words);
        }
    }
}

fn draw_bar(canvas: &mut Canvas, axis: &Axis, bar: &Bar, y: i32, room: Room) {
    let name = format!("{}, {}", bar.role, bar.name);
    let dates = dates(bar, axis);
    let (start, end) = (axis.place(bar.start), axis.place(bar.end));
    let renew = axis
        .place(renewal(bar.start, bar.end))
        .min(end - 3)
        .max(start);
    let top = match room {
        Room::Wide => {
            let room = axis.width - needed(&dates, NOTE) - 16;
            canvas.words(NAME, [1, y + 20], room, &name);
            canvas.words_before(NOTE, [axis.width, y + 20], axis.width / 2, &dates);
            y + 30
        }
        Room::Narrow => {
            canvas.words(NAME, [1, y + 16], axis.width, &name);
            canvas.words(NOTE, [1, y + 32], axis.width, &dates);
            y + 38
        }
    };
    canvas.frame("picture__bar", [start, top], [(end - start).max(3), BAR]);
    canvas.frame(
        "picture__bar picture__bar--renew",
        [renew, top],
        [(end - renew).max(3), BAR],
    );
}

fn dates(bar: &Bar, axis: &Axis) -> String {
    let renew = renewal(bar.start, bar.end);
    match axis.is_dated {
        true => format!(
            "{} to {}; renew from {}",
            day(bar.start),
            day(bar.end),
            day(renew)
        ),
        false => format!(
            "{} days from Generate; renew from day {}",
            bar.end / DAY,
            renew / DAY
        ),
    }
}

fn description(bars: &[Bar], axis: &Axis) -> String {
    let sentences: Vec<String> = bars
        .iter()
        .map(|bar| format!("{}, {}: {}.", bar.role, bar.name, dates(bar, axis)))
        .collect();
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_is_renewed_in_its_middle() {
        assert_eq!(renewal(0, 90 * DAY), 60 * DAY);
        assert_eq!(renewal(0, 10 * DAY), 5 * DAY);
        assert_eq!(renewal(5, 5), 5);
    }
}
