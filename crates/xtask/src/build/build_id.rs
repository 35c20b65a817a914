//! The build id: what page and worker compare, so that a stale cached worker is noticed.

use crate::environment::Environment;
use crate::program;

/// The id of what is being built: the commit, marked where files differ from it.
pub(crate) fn of_sources(environment: &Environment) -> anyhow::Result<String> {
    let mut git = environment.command("git")?;
    git.args([
        "describe",
        "--always",
        "--dirty",
        "--abbrev=12",
        "--exclude=*",
    ]);
    // Sources without git, as in an archive, are those of a release.
    Ok(program::output(&mut git).unwrap_or_else(|_| env!("CARGO_PKG_VERSION").to_owned()))
}
