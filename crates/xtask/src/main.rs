//! The project's own commands: `cargo xtask <command>` sets up, builds, serves, tests and measures
//! Twinlock. `cargo xtask help` lists them.

mod arguments;
mod bench;
mod build;
mod check;
mod environment;
mod metadata;
mod package;
mod program;
mod screenshots;
mod serve;
mod setup;
mod terminal;
mod test;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use crate::arguments::{Command, USAGE};
use crate::setup::Purpose;
use crate::terminal::{complain, say};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            complain(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let root = root()?;
    match arguments::parse(env::args_os().skip(1))? {
        Command::Help => say(USAGE),
        Command::Setup => {
            setup::run(&root, Purpose::Test)?;
            say("Everything that building and testing needs is there.");
        }
        Command::Build => build::run(&root)?,
        Command::Package { twice } => package::run(&root, twice)?,
        Command::Serve(options) => serve::run(&root, &options)?,
        Command::Check => return check::run(&root),
        Command::Test => return test::run(&root),
        Command::Screenshots { readme } => screenshots::run(&root, readme)?,
        Command::Bench { runs } => bench::run(&root, runs)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The workspace's folder: two above this crate's.
fn root() -> anyhow::Result<PathBuf> {
    // cargo sets the variable when it runs us; a binary that was moved falls back on where it was built.
    let manifest = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let root = manifest
        .ancestors()
        .nth(2)
        .context("the crate does not lie two folders below the workspace")?;
    Ok(root.to_owned())
}
