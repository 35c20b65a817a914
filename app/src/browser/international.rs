//! The browser's own way from international host names to ASCII.

use web_sys::Url;

/// The host name in ASCII as the browser would ask for it (URL Standard, "host parsing", which takes UTS #46), or
/// none where it refuses.
pub(crate) fn to_ascii(name: &str) -> Option<String> {
    // What else of ASCII may stand in a URL would be taken for a port, a path or an escape.
    let plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if !name.chars().all(plain) {
        return None;
    }
    let url = Url::new(&format!("https://{name}/")).ok()?;
    Some(url.hostname())
}
