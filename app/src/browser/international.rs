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
    // UTS #46 as registries hold to it refuses hyphens where browsers, for old hosts, let them pass.
    let hyphens = |label: &str| {
        let third = label.chars().skip(2).take(2).all(|c| c == '-') && label.chars().count() > 3;
        label.starts_with('-') || label.ends_with('-') || (third && !label.starts_with("xn--"))
    };
    if name.split('.').any(hyphens) {
        return None;
    }
    let url = Url::new(&format!("https://{name}/")).ok()?;
    Some(url.hostname())
}
