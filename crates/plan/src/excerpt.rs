//! How a message shows what was typed.

/// A text within backticks, cut to what a message can hold; unprintable characters and backticks as `U+XXXX`.
pub(crate) fn excerpt(value: &str) -> String {
    let mut shown = String::from("`");
    for (index, character) in value.chars().enumerate() {
        if index == 60 {
            shown.push('…');
            break;
        }
        // A backtick would end the text in the eyes of whoever sets it as code.
        if is_hidden(character) || character == '`' {
            shown.push_str(&code_point(character));
        } else {
            shown.push(character);
        }
    }
    shown.push('`');
    shown
}

/// Control characters, and those that change how text looks without being seen. The joiners U+200C and
/// U+200D are letters' business in several scripts and pass.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(character) & 0xfffe == 0xfffe
}

/// A character as Unicode names it.
pub(crate) fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_what_cannot_be_seen_and_cuts_what_is_long() {
        assert_eq!(excerpt("a\u{202e}b\n"), "`aU+202EbU+000A`");
        assert_eq!(excerpt("a`b"), "`aU+0060b`");
        assert_eq!(excerpt("👩‍🔧"), "`👩‍🔧`");
        let long = excerpt(&"é".repeat(10_000));
        assert_eq!(long.chars().count(), 63);
        assert!(long.ends_with("…`"));
    }
}
