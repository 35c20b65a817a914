//! How much of a text fits, whatever font of the system draws it: reckoned by the widest in use, DejaVu Sans and
//! Verdana.

use super::canvas::Face;

/// The text, shortened in its middle where it would be wider than the room, so that both ends can still be told.
pub(super) fn fitting(text: &str, face: Face, room: i32) -> String {
    let room = u32::try_from(room).unwrap_or(0) * 10_000;
    if width(text, face) <= room {
        return text.to_owned();
    }
    let left = room.saturating_sub(width("…", face));
    let head = taken(text.chars(), face, left - left / 3);
    let end: String = taken(text.chars().rev(), face, left / 3)
        .chars()
        .rev()
        .collect();
    format!("{head}…{end}")
}

/// The text in lines that fit, broken at spaces; what is longer than the last of them is shortened.
pub(super) fn wrapped(text: &str, face: Face, room: i32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if needed(&longer, face) <= room || lines.len() == most => {
                lines.pop();
                lines.push(longer);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The room that a text takes.
pub(super) fn needed(text: &str, face: Face) -> i32 {
    i32::try_from(width(text, face).div_ceil(10_000)).unwrap_or(i32::MAX)
}

/// The characters that come first and fit.
fn taken(characters: impl Iterator<Item = char>, face: Face, room: u32) -> String {
    let mut used = 0;
    characters
        .take_while(|character| {
            used += advance(*character, face) * face.size;
            used <= room
        })
        .collect()
}

/// Ten-thousandths of a unit.
fn width(text: &str, face: Face) -> u32 {
    text.chars()
        .map(|character| advance(character, face) * face.size)
        .sum()
}

/// Thousandths of the size of the font.
fn advance(character: char, face: Face) -> u32 {
    let is_wide = u32::from(character) >= 0x1100 && character != '…';
    let regular = match character {
        _ if is_wide => 1_050,
        _ if face.is_mono => 610,
        'i' | 'j' | 'l' | '\'' | '|' | 'I' | '.' | ',' | ' ' => 370,
        'f' | 't' | 'r' | ':' | ';' | '!' | '(' | ')' | '[' | ']' | '/' | '-' => 440,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 595,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' | '&' => 1_000,
        'A'..='Z' | '=' | '+' | '<' | '>' | '~' | '#' => 840,
        character if character.is_ascii() => 637,
        _ => 950,
    };
    match face.is_strong {
        true => regular * 113 / 100,
        false => regular,
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::{FILE, NAME, NOTE};
    use super::*;

    #[test]
    fn long_texts_keep_both_ends_and_fit() {
        assert_eq!(fitting("short", NOTE, 100), "short");
        let host = "a-very-long-name-of-a-service.of-a-department.contoso.example";
        for (face, room) in [(NOTE, 120), (NAME, 120), (FILE, 160)] {
            let shown = fitting(host, face, room);
            assert!(
                shown.starts_with("a-very") && shown.ends_with("ple"),
                "{shown}"
            );
            assert!(shown.contains('…') && width(&shown, face) <= 10_000 * room.unsigned_abs());
        }
        assert_eq!(fitting("書籍書籍書籍", NOTE, 40), "書…");
    }

    #[test]
    fn lines_break_at_spaces() {
        let text = "10-secrets.yaml, 40-ingress.yaml, 3-deploy.sh";
        let lines = wrapped(text, NOTE, 130, 9);
        assert_eq!(
            lines,
            ["10-secrets.yaml,", "40-ingress.yaml,", "3-deploy.sh"]
        );
        let lines = wrapped(text, NOTE, 130, 2);
        assert_eq!(lines, ["10-secrets.yaml,", "40-ingress.yaml, 3-deploy.sh"]);
        assert_eq!(wrapped("", NOTE, 130, 2), [""]);
    }

    #[test]
    fn no_room_is_no_panic() {
        assert_eq!(fitting("abc", NOTE, 0), "…");
        assert_eq!(fitting("abc", NOTE, -5), "…");
    }
}
