//! Measures the page: against the openssl command line, a frame of the screen, and another library.

use std::path::Path;

use crate::build::{self, sizes};
use crate::program;
use crate::setup::{self, Purpose};
use crate::terminal::say;

/// Sets up, builds the page and runs the benchmarks, which lie with the browser tests.
pub(crate) fn run(root: &Path, runs: usize) -> anyhow::Result<()> {
    let environment = setup::run(root, Purpose::Test)?;
    let dist = root.join(build::DIST);
    build::page(&environment, &dist, &[])?;
    let mut natively = environment.command("cargo")?;
    natively.args(["bench", "--quiet", "--package", "tests"]);
    natively.args(["--bench", "reading_natively"]);
    let natively = program::output(&mut natively)?;
    let environment = environment
        .with("TWINLOCK_DIST", &dist)
        .with("TWINLOCK_READING_NATIVELY", natively);
    let mut cargo = environment.command("cargo")?;
    // What is measured is released; what holds the watch need not be.
    cargo.args(["bench", "--profile", "dev", "--package", "tests"]);
    cargo.args(["--bench", "click_to_bundle", "--bench", "typing_to_text"]);
    cargo.args(["--bench", "reading_a_bundle"]);
    cargo.args(["--", &runs.to_string()]);
    program::run(&mut cargo)?;
    say(&sizes::report(&dist)?);
    Ok(())
}
