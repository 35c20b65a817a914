//! Every crate comes from where crates come from, has a licence that is allowed, and is none of those that are not
//! wanted: `.cargo/deny.toml`, read by cargo-deny.
//!
//! It also knows advisories, but their list is a repository that must be downloaded anew, and a check that passes today
//! must pass tomorrow; they are for whoever updates the crates.

use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::program;

pub(super) fn check(environment: &Environment, _: &Metadata) -> anyhow::Result<()> {
    let mut deny = environment.command("cargo-deny")?;
    deny.args(["--all-features", "--locked", "--offline"])
        .args(["--log-level", "error", "--config", ".cargo/deny.toml"])
        .args(["check", "--hide-inclusion-graph"]);
    program::run(deny.args(["bans", "licenses", "sources"]))
}
