//! Builds the page into a folder that any static host can serve.

mod policy;
pub(crate) mod sizes;
mod styles;

pub(crate) use policy::of_page;

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::environment::Environment;
use crate::program;
use crate::setup::{self, Purpose};
use crate::terminal::say;

/// The folder `cargo xtask build` writes, below the workspace's.
pub(crate) const DIST: &str = "dist";

/// Sets up, builds the released page and says how large it is.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let environment = setup::run(root, Purpose::Build)?;
    let dist = root.join(DIST);
    page(&environment, &dist, &[])?;
    say(&sizes::report(&dist)?);
    say(&format!("The page is in {DIST}/."));
    Ok(())
}

/// Builds the page into `dist`, with these features of the app switched on.
pub(crate) fn page(
    environment: &Environment,
    dist: &Path,
    features: &[&str],
) -> anyhow::Result<()> {
    let mut trunk = environment.command("trunk")?;
    trunk
        // The tools are there, in the right versions; nothing else is to be asked for.
        .args(["build", "--release", "--skip-version-check"])
        .arg("--dist")
        .arg(dist);
    if !features.is_empty() {
        trunk.arg("--features").arg(features.join(","));
    }
    program::run(&mut trunk).context("the page could not be built")?;
    styles::join(dist)?;
    restrict(&dist.join("index.html"))
}

/// Writes the content security policy into the page.
fn restrict(page: &Path) -> anyhow::Result<()> {
    let html = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let restricted = policy::apply(&html)?;
    fs::write(page, restricted).with_context(|| page.display().to_string())
}
