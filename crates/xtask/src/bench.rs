//! Measures the page against the openssl command line.

use std::path::Path;

use crate::build;
use crate::program;
use crate::setup::{self, Purpose};

/// Sets up, builds the page and runs the benchmark, which lies with the browser tests.
pub(crate) fn run(root: &Path, runs: usize) -> anyhow::Result<()> {
    let environment = setup::run(root, Purpose::Test)?;
    let dist = root.join(build::DIST);
    build::page(&environment, &dist, &[])?;
    let environment = environment.with("TWINLOCK_DIST", &dist);
    let mut cargo = environment.command("cargo")?;
    cargo.args(["bench", "--package", "tests", "--bench", "click_to_bundle"]);
    program::run(cargo.args(["--", &runs.to_string()]))
}
