//! Installs what building and testing need, and skips what is there.
//!
//! The machine's own tools are taken where they fit. What is installed for the project alone goes to
//! the user's cache folder; what only the system can hold goes through Debian's packages.

mod cargo_tools;
mod debian;
mod npm;
mod python;
mod toolchain;
mod wasm_opt;
mod wasm_std;

pub(crate) use toolchain::TARGET;

use std::path::Path;

use crate::environment::{self, Environment};
use crate::metadata::Metadata;
use crate::program;

/// What is about to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The page is built.
    Build,
    /// The code is checked.
    Check,
    /// The page is built and everything is tested.
    Test,
}

/// What makes the page of the sources, and in which versions.
pub(crate) fn tools(
    environment: &Environment,
    metadata: &Metadata,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let rustc = program::output(environment.command("rustc")?.arg("--version"))?;
    let mut tools = vec![("rustc", rustc.trim_start_matches("rustc ").to_owned())];
    tools.extend(cargo_tools::versions(metadata)?);
    tools.push((
        "wasm-opt",
        cargo_tools::configured_version(environment, "wasm_opt")?,
    ));
    tools.push(("esbuild", npm::pinned(environment, "esbuild")?));
    Ok(tools)
}

/// Makes sure that everything for `purpose` is there, and returns the environment to do it in.
///
/// # Errors
///
/// When something is missing and cannot be installed: a sentence that says what to do.
pub(crate) fn run(root: &Path, purpose: Purpose) -> anyhow::Result<Environment> {
    let mut environment = Environment::inherited(root);
    environment.prepend_path(environment::cache()?.join("bin"));
    toolchain::ensure(&mut environment)?;
    if purpose != Purpose::Build {
        toolchain::ensure_components(&environment)?;
        debian::ensure(&environment, debian::CHECK_TOOLS)?;
        cargo_tools::ensure_cargo_deny(&environment)?;
    }
    if purpose != Purpose::Check {
        let metadata = Metadata::read(&environment)?;
        cargo_tools::ensure(&environment, &metadata)?;
        wasm_opt::ensure(&mut environment)?;
        npm::ensure(&environment, "esbuild")?;
    }
    if purpose == Purpose::Test {
        debian::ensure(&environment, debian::TEST_TOOLS)?;
        cargo_tools::ensure_geckodriver(&environment)?;
        npm::ensure(&environment, "axe-core")?;
        npm::ensure(&environment, "lighthouse")?;
        python::ensure(&mut environment)?;
    }
    Ok(environment)
}
