//! Pictures of every state of the page, for the eye of who works on it; the README shows two of them.

use std::path::Path;

use anyhow::Context as _;

use crate::build;
use crate::program;
use crate::setup::{self, Purpose};
use crate::terminal::say;

/// Where they go, below the workspace; no commit holds it.
const FOLDER: &str = "target/screenshots";
/// Those that the README shows: which picture, and under which name beside it.
const OF_README: [(&str, &str); 2] = [
    ("setup-overview-1280-light.png", ".github/setup.png"),
    ("inspect-report-1280-light.png", ".github/inspect.png"),
];

/// Builds the page and takes the pictures; `readme`: renews those of the README, too.
pub(crate) fn run(root: &Path, readme: bool) -> anyhow::Result<()> {
    let environment = setup::run(root, Purpose::Test)?;
    let dist = root.join(build::DIST);
    build::page(&environment, &dist, &[])?;
    let folder = root.join(FOLDER);
    let environment = environment.with("TWINLOCK_DIST", &dist);
    let mut cargo = environment.command("cargo")?;
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "tests",
        "--bin",
        "screenshots",
        "--",
    ]);
    cargo.arg(&folder);
    program::run(&mut cargo)?;
    if readme {
        for (picture, shown) in OF_README {
            std::fs::copy(folder.join(picture), root.join(shown))
                .with_context(|| format!("{shown} was not renewed"))?;
        }
    }
    say(&format!("The pictures are in {}.", folder.display()));
    Ok(())
}
