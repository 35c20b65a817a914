//! What comes from npm's registry: everything that `tests/package.json` names.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context;
use serde::Deserialize;

use crate::environment::Environment;
use crate::program;
use crate::setup::debian;
use crate::terminal::say;

/// Installs everything anew, in the versions that `tests/package-lock.json` pins.
pub(crate) fn install(environment: &Environment) -> anyhow::Result<()> {
    debian::ensure(environment, debian::NPM)?;
    say("Installing npm's packages ...");
    let mut npm = environment.command("npm")?;
    npm.current_dir(environment.root().join("tests"))
        .args(["ci", "--no-audit", "--no-fund"]);
    program::run(&mut npm)
}

/// Makes sure that `package` is there, in the version that `tests/package-lock.json` pins.
pub(crate) fn ensure(environment: &Environment, package: &str) -> anyhow::Result<()> {
    let tests = environment.root().join("tests");
    let wanted = fs::read_to_string(tests.join("package-lock.json"))?;
    let installed = fs::read_to_string(tests.join("node_modules/.package-lock.json"));
    let wanted = version(&wanted, package);
    let installed = installed.ok().and_then(|lock| version(&lock, package));
    if wanted.is_some() && installed == wanted {
        return Ok(());
    }
    install(environment)
}

/// The version of `package` that `tests/package-lock.json` pins.
pub(crate) fn pinned(environment: &Environment, package: &str) -> anyhow::Result<String> {
    let lock = fs::read_to_string(environment.root().join("tests/package-lock.json"))?;
    version(&lock, package).with_context(|| format!("tests/package-lock.json pins no {package}"))
}

/// The version of a package in a lock, npm's own record of what is installed among these.
fn version(lock: &str, package: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Lock {
        packages: BTreeMap<String, Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        version: Option<String>,
    }
    let mut lock: Lock = serde_json::from_str(lock).ok()?;
    lock.packages
        .remove(&format!("node_modules/{package}"))?
        .version
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_a_lock_that_has_it() {
        let pinned = include_str!("../../../../tests/package-lock.json");
        for package in ["axe-core", "esbuild", "@peculiar/x509"] {
            assert!(version(pinned, package).is_some(), "{package}");
        }
        assert_eq!(version(r#"{"packages": {}}"#, "axe-core"), None);
        let lock = r#"{"packages": {"": {}, "node_modules/axe-core": {"version": "1.2.3"}}}"#;
        assert_eq!(version(lock, "axe-core").as_deref(), Some("1.2.3"));
    }
}
