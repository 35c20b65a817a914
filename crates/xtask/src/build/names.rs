//! The names of files that a browser may keep for ever: each says what the file holds.
//!
//! trunk names them so as well, but before they are optimised and minified; another version of a tool would then give
//! other octets under the same name.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

/// Gives the files in `dist` whose names hold a hash the one of what they hold now, in the page as well.
///
/// # Errors
///
/// When the page names none of them.
pub(crate) fn settle(dist: &Path) -> anyhow::Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some((start, end)) = around_hash(&name) else {
            continue;
        };
        if !html.contains(name.as_ref()) {
            bail!("the page does not name {name}");
        }
        let settled = format!("{start}{}{end}", hash(&fs::read(&path)?));
        html = html.replace(name.as_ref(), &settled);
        fs::rename(&path, dist.join(settled))?;
    }
    fs::write(&page, html).with_context(|| page.display().to_string())
}

/// Whether a file's name says what it holds, so that it can be kept for ever.
pub(crate) fn is_named_by_content(name: &str) -> bool {
    around_hash(name).is_some()
}

/// What stands before and behind the hash in a name such as `app-0123456789abcdef_bg.wasm`.
fn around_hash(name: &str) -> Option<(&str, &str)> {
    let (start, rest) = name.split_at_checked(name.find('-')? + 1)?;
    let (hash, end) = rest.split_at_checked(LENGTH)?;
    let is_hash = hash.bytes().all(|octet| octet.is_ascii_alphanumeric());
    (is_hash && end.starts_with(['.', '_'])).then_some((start, end))
}

/// Digits of a hash, as trunk writes them.
const LENGTH: usize = 16;

fn hash(octets: &[u8]) -> String {
    let digest = Sha256::digest(octets);
    let octets = digest.iter().take(LENGTH / 2);
    octets.map(|octet| format!("{octet:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_its_file_holds_and_the_page_follows() {
        let dist = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(dist.path().join(name), text).unwrap();
        write("app-0123456789abcdef_bg.wasm", "hello");
        write("worker_bg.wasm", "worker");
        write(
            "index.html",
            "./app-0123456789abcdef_bg.wasm ./worker_bg.wasm",
        );
        settle(dist.path()).unwrap();
        // printf hello | sha256sum
        let settled = "app-2cf24dba5fb0a30e_bg.wasm";
        let html = fs::read_to_string(dist.path().join("index.html")).unwrap();
        assert_eq!(html, format!("./{settled} ./worker_bg.wasm"));
        assert!(dist.path().join(settled).is_file());
    }

    #[test]
    fn only_sixteen_digits_behind_a_dash_are_a_hash() {
        let of = |name| around_hash(name).is_some();
        assert!(of("page-vbwd4mwjmeweohqt.css") && of("app-695d6218eac4f362.js"));
        assert!(!of("worker.js") && !of("index.html") && !of("a-b.js") && !of("licences.txt"));
        assert!(!of("app-695d6218eac4f3621.js"));
    }
}
