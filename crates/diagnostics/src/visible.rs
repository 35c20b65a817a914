//! Characters that a reader cannot see, or that change how the rest of a line looks.

/// Whether a character has no shape of its own: controls, line separators, zero-width and
/// bidirectional marks (Unicode TR36, 2.10.5), tags and variation selectors.
pub fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{fffe}'..='\u{ffff}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The text on one line: invisible characters, spaces that only look like one, and what would pile up on a letter are
/// written as `\u{202e}`.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut marks = 0;
    for character in text.chars() {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        if is_invisible(character) || is_odd_space(character) || marks > MARKS {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Marks on one letter: Vietnamese has two.
const MARKS: usize = 2;

/// Whether it is set on the letter before it.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// Whether it is taken for a space and is another character; not the wide one of Chinese and Japanese.
fn is_odd_space(character: char) -> bool {
    matches!(
        character,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        assert_eq!(visible("a\nb\u{202e}c"), "a\\u{a}b\\u{202e}c");
        assert_eq!(visible("Zürich, 東京"), "Zürich, 東京");
        assert_eq!(
            visible("a\u{e0041}\u{ad}\u{fe0f}"),
            "a\\u{e0041}\\u{ad}\\u{fe0f}"
        );
        assert_eq!(visible("a\u{a0}b"), "a\\u{a0}b");
    }

    #[test]
    fn marks_do_not_pile_up() {
        assert_eq!(visible("e\u{302}\u{301}"), "e\u{302}\u{301}");
        let piled = visible(&format!("e{}f", "\u{301}".repeat(25)));
        assert_eq!(piled.matches("\\u{301}").count(), 23);
    }
}
