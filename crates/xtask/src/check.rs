//! The checks that need no test run. Each one is a sentence of `crates/README.md` that could become
//! untrue; together they keep it true.

mod boundary;
mod clippy;
mod length;
mod lints;
mod map;
mod rust_version;
mod scripts;
mod supply;
mod unsafe_code;

use std::path::Path;
use std::process::ExitCode;

use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::program;
use crate::setup::{self, Purpose};
use crate::terminal::{complain, say};

type Check = fn(&Environment, &Metadata) -> anyhow::Result<()>;

const CHECKS: &[(&str, Check)] = &[
    ("format", format),
    ("clippy, on this machine", clippy::native),
    ("clippy, in the browser", clippy::browser),
    ("only the app knows the browser", boundary::check),
    ("every crate takes the workspace's lints", lints::check),
    ("the map names every crate", map::check),
    ("the oldest Rust is the one named", rust_version::check),
    ("licences and sources of crates", supply::check),
    ("unsafe code is counted and explained", unsafe_code::check),
    ("scripts", scripts::check),
    ("length", length::check),
];

/// The crates that run anywhere: no browser, no clock, no files of their own. All but the page,
/// the project's commands and its tests.
fn pure_crates(metadata: &Metadata) -> Vec<&str> {
    const IMPURE: [&str; 3] = ["app", "xtask", "tests"];
    metadata
        .members()
        .map(|package| package.name.as_str())
        .filter(|name| !IMPURE.contains(name))
        .collect()
}

/// Sets up, runs every check and says which failed.
pub(crate) fn run(root: &Path) -> anyhow::Result<ExitCode> {
    let environment = setup::run(root, Purpose::Check)?;
    let metadata = Metadata::read(&environment)?;
    Ok(if all_hold(&environment, &metadata) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs every check, so that one run shows all that fails.
pub(crate) fn all_hold(environment: &Environment, metadata: &Metadata) -> bool {
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
        say(&format!("Check: {name}"));
        if let Err(error) = check(environment, metadata) {
            complain(&format!("{error:#}"));
            failed.push(*name);
        }
    }
    if !failed.is_empty() {
        complain(&format!("These checks failed: {}.", failed.join("; ")));
    }
    failed.is_empty()
}

fn format(environment: &Environment, _: &Metadata) -> anyhow::Result<()> {
    program::run(
        environment
            .command("cargo")?
            .args(["fmt", "--all", "--check"]),
    )
}
