//! Names from files, fit for a message or a picture.

/// Characters of a label.
const LABEL: usize = 60;

/// Of a length that fits, and without what cannot be seen or would turn the text around it.
pub(super) fn shown(label: &str) -> String {
    let mut text: String = label.chars().take(LABEL).map(visible).collect();
    if label.chars().nth(LABEL).is_some() {
        text.push('…');
    }
    text
}

fn visible(character: char) -> char {
    let unseen = matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    );
    if character.is_control() || unseen {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}
