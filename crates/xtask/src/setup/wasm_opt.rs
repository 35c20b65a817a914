//! binaryen's wasm-opt, which halves the page's size.

use anyhow::bail;

use crate::environment::Environment;
use crate::program;
use crate::setup::cargo_tools::configured_version;
use crate::setup::npm;

/// Makes sure that wasm-opt is there, in the version that Trunk.toml names.
pub(crate) fn ensure(environment: &mut Environment) -> anyhow::Result<()> {
    let version = configured_version(environment, "wasm_opt")?;
    if is_version(environment, &version)? {
        return Ok(());
    }
    let folder = environment.root().join("tests");
    environment.prepend_path(folder.join("node_modules/.bin"));
    if is_version(environment, &version)? {
        return Ok(());
    }
    npm::install(environment)?;
    if !is_version(environment, &version)? {
        bail!("tests/package.json brings another wasm-opt than {version}, which Trunk.toml names");
    }
    Ok(())
}

fn is_version(environment: &Environment, version: &str) -> anyhow::Result<bool> {
    if environment.find("wasm-opt").is_none() {
        return Ok(false);
    }
    let printed = program::output(environment.command("wasm-opt")?.arg("--version"));
    Ok(printed.is_ok_and(|printed| names_version(&printed, version)))
}

/// Whether wasm-opt's own words, such as `wasm-opt version 132 (version_132)`, name the version.
fn names_version(printed: &str, version: &str) -> bool {
    printed
        .split_whitespace()
        .any(|word| word.trim_matches(['(', ')']) == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_it_prints() {
        let printed = "wasm-opt version 132 (version_132)";
        assert!(names_version(printed, "version_132"));
        assert!(!names_version(printed, "version_13"));
        assert!(!names_version("wasm-opt version 108", "version_132"));
    }
}
