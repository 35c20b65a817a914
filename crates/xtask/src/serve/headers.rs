//! The headers that a host should send: one table, for `cargo xtask serve`, nginx (`.container/nginx.conf`) and hosts
//! that read `_headers` (`public/_headers`). Tests hold all three to it.

use anyhow::anyhow;
use tiny_http::Header;

use crate::build;

/// What every answer carries.
pub(crate) const ALWAYS: [(&str, &str); 6] = [
    // The page brings its policy in itself; browsers take this one only from a header.
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", PERMISSIONS),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// All that browsers can refuse a page, but for writing to the clipboard.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(self), \
    compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), \
    gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), \
    magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), \
    publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
    storage-access=(), sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()";

/// For files whose names say what they hold.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For all others, such as the page and its worker: the browser asks each time whether they have changed.
pub(crate) const ASK_FIRST: &str = "no-cache";

/// Every header of the answer with this file, but for its media type.
///
/// # Errors
///
/// When one of them is no header.
pub(crate) fn of_file(name: &str) -> anyhow::Result<Vec<Header>> {
    let caching = if build::is_named_by_content(name) {
        FOR_EVER
    } else {
        ASK_FIRST
    };
    let all = ALWAYS.into_iter().chain([("Cache-Control", caching)]);
    all.map(|(name, value)| header(name, value)).collect()
}

/// One header.
pub(crate) fn header(name: &str, value: &str) -> anyhow::Result<Header> {
    Header::from_bytes(name, value).map_err(|()| anyhow!("`{name}: {value}` is no header"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::files::MEDIA_TYPES;

    #[test]
    fn only_what_is_named_by_its_content_is_kept_for_ever() {
        for (name, expected) in [
            ("app-1157f12161cdbb36_bg.wasm", FOR_EVER),
            ("index.html", ASK_FIRST),
            ("worker_bg.wasm", ASK_FIRST),
        ] {
            let headers = of_file(name).unwrap();
            let mut caching = headers
                .iter()
                .filter(|header| header.field.equiv("Cache-Control"));
            assert_eq!(caching.next().unwrap().value, expected, "{name}");
            assert!(caching.next().is_none() && headers.len() == ALWAYS.len() + 1);
        }
    }

    #[test]
    fn hosts_that_read_a_file_are_told_the_same() {
        let told = include_str!("../../../../public/_headers");
        let rules: Vec<_> = told
            .lines()
            .filter(|line| line.starts_with(['/', ' ']))
            .collect();
        let mut expected = vec!["/*".to_owned()];
        expected.extend(ALWAYS.map(|(name, value)| format!("  {name}: {value}")));
        // Rules that match the same file add up, so that each file has one of these alone.
        for start in ["app-", "page-"] {
            expected.extend([format!("/{start}*"), format!("  Cache-Control: {FOR_EVER}")]);
        }
        for path in [
            "",
            "index.html",
            "worker.js",
            "worker_bg.wasm",
            "service-worker.js",
            "manifest.webmanifest",
            "icon.svg",
            "licences.txt",
        ] {
            expected.extend([format!("/{path}"), format!("  Cache-Control: {ASK_FIRST}")]);
        }
        assert_eq!(rules, expected);
    }

    #[test]
    fn nginx_is_told_the_same() {
        let told = include_str!("../../../../.container/nginx.conf");
        let lines: Vec<_> = told.lines().map(str::trim).collect();
        let added: Vec<_> = lines
            .iter()
            .filter(|line| line.starts_with("add_header "))
            .copied()
            .collect();
        let mut expected = ALWAYS
            .map(|(name, value)| format!("add_header {name} \"{value}\" always;"))
            .to_vec();
        expected.push("add_header Cache-Control $caching always;".to_owned());
        assert_eq!(added, expected);
        assert!(lines.contains(&format!("default \"{ASK_FIRST}\";").as_str()));
        assert!(
            lines
                .iter()
                .any(|line| line.ends_with(&format!("\"{FOR_EVER}\";")))
        );
        for (extension, media_type) in MEDIA_TYPES {
            let bare = media_type.split(';').next().unwrap_or_default();
            let line = format!("{bare} {extension};");
            assert!(lines.contains(&line.as_str()), "{line}");
        }
    }
}
