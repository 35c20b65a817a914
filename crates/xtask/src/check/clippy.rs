//! Clippy, on both targets.

use std::process::Command;

use crate::check::pure_crates;
use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::program;
use crate::setup::TARGET;

/// What may not be called in the browser; `.clippy.toml` lists it with reasons. The page has no such
/// things, and the pure crates are to need none, so this holds for all that the browser runs.
const DISALLOWED: [&str; 2] = ["clippy::disallowed_methods", "clippy::disallowed_types"];

/// Everything that runs on this machine, its tests too.
pub(super) fn native(environment: &Environment, _: &Metadata) -> anyhow::Result<()> {
    let mut cargo = environment.command("cargo")?;
    cargo.args(["clippy", "--workspace", "--all-targets", "--quiet"]);
    program::run(cargo.args(["--", "--deny", "warnings"]))
}

/// The app and the pure crates, as the browser runs them: as released, and with the crash drill.
pub(super) fn browser(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    program::run(&mut browser_command(environment, metadata, &[])?)?;
    let drill = ["--features", "app/crash-drill"];
    program::run(&mut browser_command(environment, metadata, &drill)?)
}

fn browser_command(
    environment: &Environment,
    metadata: &Metadata,
    options: &[&str],
) -> anyhow::Result<Command> {
    let mut cargo = environment.command("cargo")?;
    cargo.args(["clippy", "--quiet", "--target", TARGET]);
    for package in pure_crates(metadata).into_iter().chain(["app"]) {
        cargo.args(["--package", package]);
    }
    cargo.args(options).args(["--", "--deny", "warnings"]);
    for lint in DISALLOWED {
        cargo.args(["--deny", lint]);
    }
    Ok(cargo)
}
