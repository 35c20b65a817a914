//! The service worker of a built page, which must know every file of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The service worker, below the workspace's folder and in a built page.
const SOURCE: &str = "app/service-worker.js";
const NAME: &str = "service-worker.js";
/// Files for the host alone.
const OF_THE_HOST: [&str; 1] = ["_headers"];

/// Writes the service worker that keeps the page in `dist`.
///
/// # Errors
///
/// When the service worker of the sources has no place for the files, or a file cannot be read.
pub(crate) fn write(root: &Path, dist: &Path) -> anyhow::Result<()> {
    let source = root.join(SOURCE);
    let source = fs::read_to_string(&source).with_context(|| source.display().to_string())?;
    let script = with_files(&source, &files(dist)?)?;
    fs::write(dist.join(NAME), script).context(NAME)
}

/// Every file of the page, and the hash by which a browser knows it (Subresource Integrity, 3.5).
fn files(dist: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dist).with_context(|| dist.display().to_string())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name == NAME || OF_THE_HOST.contains(&name.as_str()) {
            continue;
        }
        let content = fs::read(dist.join(&name)).with_context(|| name.clone())?;
        let digest = STANDARD.encode(Sha256::digest(content));
        // A page is opened by its folder: some hosts send its name on to that.
        let path = if name == "index.html" {
            "./".to_owned()
        } else {
            name
        };
        files.insert(path, format!("sha256-{digest}"));
    }
    Ok(files)
}

/// The script with the files, and a name for the build that they are.
fn with_files(source: &str, files: &BTreeMap<String, String>) -> anyhow::Result<String> {
    let list = serde_json::to_string(files)?;
    let digest = Sha256::digest(&list);
    let build: String = digest
        .iter()
        .take(8)
        .map(|octet| format!("{octet:02x}"))
        .collect();
    let mut script = source.to_owned();
    for (empty, filled) in [
        ("const BUILD = \"\";", format!("const BUILD = \"{build}\";")),
        ("const FILES = {};", format!("const FILES = {list};")),
    ] {
        if !script.contains(empty) {
            bail!("{SOURCE} has no `{empty}` to be filled");
        }
        script = script.replacen(empty, &filled, 1);
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "const BUILD = \"\";\nconst FILES = {};\n";

    fn listing(hash: &str) -> BTreeMap<String, String> {
        BTreeMap::from([("worker.js".to_owned(), hash.to_owned())])
    }

    #[test]
    fn a_build_is_named_after_its_files() {
        let [one, same, other] =
            ["a", "a", "b"].map(|hash| with_files(SCRIPT, &listing(hash)).unwrap());
        assert!(
            one.contains("const FILES = {\"worker.js\":\"a\"};"),
            "{one}"
        );
        assert_eq!(one, same);
        let build = |script: &str| script.lines().next().unwrap().to_owned();
        assert_ne!(build(&one), build(&other));
    }

    #[test]
    fn a_script_without_a_place_for_them_is_refused() {
        assert!(with_files("const BUILD = \"\";", &listing("a")).is_err());
    }
}
