//! The project's own scripts pass shellcheck.

use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::program;

pub(super) fn check(environment: &Environment, _: &Metadata) -> anyhow::Result<()> {
    let mut git = environment.command("git")?;
    // Files below tests/fixtures are examples of what users have, not scripts of the project.
    git.args([
        "ls-files",
        "*.sh",
        ".ci/run",
        ":!:*/fixtures/*",
        ":!:*/golden/*",
    ]);
    let scripts = program::output(&mut git)?;
    program::run(environment.command("shellcheck")?.args(scripts.lines()))
}
