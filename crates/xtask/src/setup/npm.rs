//! What comes from npm's registry: everything that `tests/package.json` names.

use std::fs;

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

/// Makes sure that axe-core is there, in the pinned version.
pub(crate) fn ensure_axe(environment: &Environment) -> anyhow::Result<()> {
    let tests = environment.root().join("tests");
    let wanted = fs::read_to_string(tests.join("package-lock.json"))?;
    let installed = fs::read_to_string(tests.join("node_modules/.package-lock.json"));
    let wanted = axe_version(&wanted);
    if wanted.is_some() && installed.ok().as_deref().and_then(axe_version) == wanted {
        return Ok(());
    }
    install(environment)
}

/// The version of axe-core in a lock, npm's own record of what is installed among these.
fn axe_version(lock: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Lock {
        packages: Packages,
    }
    #[derive(Deserialize)]
    struct Packages {
        #[serde(rename = "node_modules/axe-core")]
        axe: Package,
    }
    #[derive(Deserialize)]
    struct Package {
        version: String,
    }
    let lock: Lock = serde_json::from_str(lock).ok()?;
    Some(lock.packages.axe.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_a_lock_that_has_it() {
        let pinned = include_str!("../../../../tests/package-lock.json");
        assert!(axe_version(pinned).is_some());
        assert_eq!(axe_version(r#"{"packages": {}}"#), None);
        let lock = r#"{"packages": {"": {}, "node_modules/axe-core": {"version": "1.2.3"}}}"#;
        assert_eq!(axe_version(lock).as_deref(), Some("1.2.3"));
    }
}
