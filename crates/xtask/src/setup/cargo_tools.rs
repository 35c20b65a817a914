//! The tools that cargo installs: trunk, wasm-bindgen's command line, cargo-deny, and the driver of Firefox.

use std::fs;

use anyhow::{Context, bail};

use crate::environment::{self, Environment};
use crate::metadata::Metadata;
use crate::program;
use crate::terminal::say;

/// The trunk that the project is built with.
const TRUNK: &str = "0.21.14";
/// The cargo-deny that reads `.cargo/deny.toml`.
const CARGO_DENY: &str = "0.20.2";
/// The geckodriver that the tests were written with.
const GECKODRIVER: &str = "0.37.1";

/// Makes sure that trunk and wasm-bindgen are there in the right versions.
pub(crate) fn ensure(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let bindgen = metadata.locked_version("wasm-bindgen")?;
    let configured = configured_version(environment, "wasm_bindgen")?;
    if configured != bindgen {
        bail!(
            "Trunk.toml names wasm-bindgen {configured}, but Cargo.lock holds {bindgen}, and the \
             two must be equal: change wasm_bindgen in Trunk.toml to {bindgen}"
        );
    }
    ensure_tool(environment, "trunk", "trunk", TRUNK, &["--locked"])?;
    ensure_tool(
        environment,
        "wasm-bindgen-cli",
        "wasm-bindgen",
        bindgen,
        &[],
    )
}

/// What [`ensure`] has installed.
pub(crate) fn versions(metadata: &Metadata) -> anyhow::Result<[(&'static str, String); 2]> {
    let bindgen = metadata.locked_version("wasm-bindgen")?;
    Ok([
        ("trunk", TRUNK.to_owned()),
        ("wasm-bindgen", bindgen.to_owned()),
    ])
}

/// Makes sure that what judges licences and sources of crates is there.
pub(crate) fn ensure_cargo_deny(environment: &Environment) -> anyhow::Result<()> {
    ensure_tool(
        environment,
        "cargo-deny",
        "cargo-deny",
        CARGO_DENY,
        &["--locked"],
    )
}

/// Makes sure that what drives Firefox is there.
pub(crate) fn ensure_geckodriver(environment: &Environment) -> anyhow::Result<()> {
    ensure_tool(environment, "geckodriver", "geckodriver", GECKODRIVER, &[])
}

/// The version of a tool that Trunk.toml's `[tools]` names.
pub(crate) fn configured_version(environment: &Environment, tool: &str) -> anyhow::Result<String> {
    let file = environment.root().join("Trunk.toml");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    version_in(&text, tool)
        .map(str::to_owned)
        .with_context(|| format!("Trunk.toml names no version of {tool}"))
}

fn version_in<'a>(trunk_toml: &'a str, tool: &str) -> Option<&'a str> {
    trunk_toml.lines().find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim() == tool).then(|| value.trim().trim_matches('"'))
    })
}

fn ensure_tool(
    environment: &Environment,
    package: &str,
    command: &str,
    version: &str,
    options: &[&str],
) -> anyhow::Result<()> {
    if is_version(environment, command, version)? {
        return Ok(());
    }
    say(&format!(
        "Installing {package} {version}, which takes some minutes ..."
    ));
    let mut cargo = environment.command("cargo")?;
    // A wrapper or another target meant for the project must not reach its tools.
    cargo
        .current_dir("/")
        .args(["install", package, "--version", version, "--root"])
        .arg(environment::cache()?)
        .args(options);
    program::run(&mut cargo)?;
    if !is_version(environment, command, version)? {
        bail!("{command} {version} was installed, but does not run");
    }
    Ok(())
}

fn is_version(environment: &Environment, command: &str, version: &str) -> anyhow::Result<bool> {
    if environment.find(command).is_none() {
        return Ok(false);
    }
    let printed = program::output(environment.command(command)?.arg("--version"));
    Ok(printed.is_ok_and(|printed| printed.split_whitespace().nth(1) == Some(version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_trunk_toml() {
        let text = "[build]\nrelease = true\n\n[tools]\nwasm_bindgen = \"0.2.130\"\n";
        assert_eq!(version_in(text, "wasm_bindgen"), Some("0.2.130"));
        assert_eq!(version_in(text, "wasm_opt"), None);
    }
}
