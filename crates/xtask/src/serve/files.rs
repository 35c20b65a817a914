//! From the path of a request to a file of the page, and to no other file.

use std::fs;
use std::path::{Path, PathBuf};

use tiny_http::Header;

use crate::serve::headers::{header, of_file};

/// A file to send.
#[derive(Debug)]
pub(crate) struct ServedFile {
    /// Its content.
    pub(crate) bytes: Vec<u8>,
    /// Its headers, the media type among them.
    pub(crate) headers: Vec<Header>,
}

/// Reads the file of `folder` that a request's target names; `folder` is canonical.
pub(crate) fn read(folder: &Path, target: &str) -> Option<ServedFile> {
    let file = locate(folder, target)?;
    let mut headers = of_file(&file.file_name()?.to_string_lossy()).ok()?;
    headers.push(header("Content-Type", media_type(&file)).ok()?);
    Some(ServedFile {
        bytes: fs::read(&file).ok()?,
        headers,
    })
}

/// The file below `folder` that `target` (RFC 9112, 3.2.1: path and query) names.
fn locate(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    // No file of the page has a name beyond these, so nothing needs decoding and nothing climbs.
    if !path.split('/').all(is_plain_name) {
        return None;
    }
    let file = folder.join(path).canonicalize().ok()?;
    // A link could still lead out.
    (file.starts_with(folder) && file.is_file()).then_some(file)
}

fn is_plain_name(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with('.')
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// The media types of the page's files, by what their names end with.
pub(crate) const MEDIA_TYPES: [(&str, &str); 10] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("txt", "text/plain; charset=utf-8"),
];

fn media_type(file: &Path) -> &'static str {
    let extension = file.extension().unwrap_or_default();
    let known = MEDIA_TYPES.iter().find(|(known, _)| extension == *known);
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder with a page, and a secret beside it.
    fn site() -> (tempfile::TempDir, PathBuf) {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().canonicalize().unwrap().join("dist");
        fs::create_dir_all(folder.join("icons")).unwrap();
        fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        fs::write(folder.join("index.html"), "page").unwrap();
        fs::write(folder.join("app-1_bg.wasm"), "code").unwrap();
        fs::write(folder.join("icons/lock.svg"), "icon").unwrap();
        fs::write(folder.join(".hidden"), "hidden").unwrap();
        symlink("../secret.txt", folder.join("link.txt")).unwrap();
        (outside, folder)
    }

    #[test]
    fn the_page_and_its_files_are_served_with_their_types() {
        let (_outside, folder) = site();
        for (target, bytes, media_type) in [
            ("/", "page", "text/html; charset=utf-8"),
            ("/?build=1", "page", "text/html; charset=utf-8"),
            ("/app-1_bg.wasm", "code", "application/wasm"),
            ("/icons/lock.svg", "icon", "image/svg+xml"),
        ] {
            let file = read(&folder, target).unwrap();
            assert_eq!(file.bytes, bytes.as_bytes(), "{target}");
            let sent = file.headers.iter();
            let mut sent = sent.filter(|header| header.field.equiv("Content-Type"));
            assert_eq!(sent.next().unwrap().value, media_type, "{target}");
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let (_outside, folder) = site();
        for target in [
            "/../secret.txt",
            "/icons/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..\\secret.txt",
            "//secret.txt",
            "/link.txt",
            "/.hidden",
            "/icons",
            "/icons/",
            "/absent.js",
            "secret.txt",
            "",
        ] {
            assert!(locate(&folder, target).is_none(), "{target}");
        }
        let absolute = format!("/{}", folder.join("../secret.txt").display());
        assert!(locate(&folder, &absolute).is_none(), "{absolute}");
    }
}
