//! Names from files, fit for a message or a picture.

/// Characters of a label.
const LABEL: usize = 60;

/// Of a length that fits, and with what cannot be seen, or would turn the text around it, spelled out.
pub(super) fn shown(label: &str) -> String {
    let text = diagnostics::visible(label);
    match text.char_indices().nth(LABEL) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
