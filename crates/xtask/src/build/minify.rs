//! Scripts and style sheets without what only people read.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::environment::Environment;
use crate::program;

/// Minifies every script and style sheet in `dist`, and corrects the digests by which the page knows them.
///
/// # Errors
///
/// When esbuild refuses a file.
pub(crate) fn all(environment: &Environment, dist: &Path) -> anyhow::Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    for entry in fs::read_dir(dist)? {
        let file = entry?.path();
        if !matches!(file.extension().and_then(OsStr::to_str), Some("js" | "css")) {
            continue;
        }
        let before = digest(&fs::read(&file)?);
        minify(environment, &file)?;
        html = html.replace(&before, &digest(&fs::read(&file)?));
    }
    fs::write(&page, html).with_context(|| page.display().to_string())
}

fn minify(environment: &Environment, file: &Path) -> anyhow::Result<()> {
    let mut outfile = OsStr::new("--outfile=").to_owned();
    outfile.push(file);
    let mut command = esbuild(environment)?;
    command
        .arg(file)
        // The browsers that have what the code needs have all that esbuild writes.
        .args([
            "--minify",
            "--charset=utf8",
            "--log-level=warning",
            "--allow-overwrite",
        ])
        .arg(outfile);
    program::run(&mut command)
}

/// esbuild, in the version that `tests/package-lock.json` pins.
pub(crate) fn esbuild(environment: &Environment) -> anyhow::Result<Command> {
    environment.command(environment.root().join("tests/node_modules/.bin/esbuild"))
}

fn digest(octets: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(octets)))
}
