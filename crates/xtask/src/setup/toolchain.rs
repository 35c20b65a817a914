//! A Rust toolchain that can build for the browser.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::environment::Environment;
use crate::program;
use crate::setup::wasm_std;
use crate::terminal::say;

/// The browser's target.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// rustup's name for the toolchain that Debian's packages bring.
const SYSTEM: &str = "system";

/// Chooses a toolchain that has the standard library for the browser, installing it if need be.
///
/// The toolchain that runs this command comes first, as it is or with `rustup target add`; where
/// rustup cannot download, Debian's own Rust does the work.
pub(crate) fn ensure(environment: &mut Environment) -> anyhow::Result<()> {
    choose(environment)?;
    if target_folder(environment)?.starts_with(wasm_std::RUSTLIB) {
        wasm_std::ensure_linker(environment)?;
    }
    Ok(())
}

fn choose(environment: &mut Environment) -> anyhow::Result<()> {
    if has_target(environment) {
        return Ok(());
    }
    let system = environment.with("RUSTUP_TOOLCHAIN", SYSTEM);
    let by_rustup = environment.find("rustup").is_some();
    if by_rustup && has_target(&system) {
        *environment = system;
        return Ok(());
    }
    if by_rustup {
        match add_target(environment) {
            Ok(()) if has_target(environment) => return Ok(()),
            _ => say("rustup cannot bring it here, so Debian's Rust is used."),
        }
    }
    wasm_std::install(environment).with_context(|| {
        format!("Rust cannot build for {TARGET} yet; on a system without Debian's packages, run `rustup target add {TARGET}`")
    })?;
    if by_rustup {
        link(environment)?;
        *environment = system;
    }
    if !has_target(environment) {
        bail!("the toolchain still cannot build for {TARGET}: is /usr/bin first on your PATH?");
    }
    Ok(())
}

/// Makes sure that rustfmt and clippy belong to the toolchain.
pub(crate) fn ensure_components(environment: &Environment) -> anyhow::Result<()> {
    let present = |component: &str| -> anyhow::Result<bool> {
        let mut cargo = environment.command("cargo")?;
        Ok(program::output(cargo.args([component, "--version"])).is_ok())
    };
    if present("fmt")? && present("clippy")? {
        return Ok(());
    }
    let mut rustup = environment.command("rustup")?;
    program::run(rustup.args(["component", "add", "rustfmt", "clippy"]))
        .context("this Rust toolchain has no rustfmt or no clippy: add both to it")
}

fn has_target(environment: &Environment) -> bool {
    target_folder(environment).is_ok_and(|folder| holds_std(&folder))
}

fn target_folder(environment: &Environment) -> anyhow::Result<PathBuf> {
    let mut rustc = environment.command("rustc")?;
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    Ok(program::output(&mut rustc)?.into())
}

fn holds_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            name.to_string_lossy().starts_with("libstd-")
        })
    })
}

fn add_target(environment: &Environment) -> anyhow::Result<()> {
    say(&format!("Adding {TARGET} to the toolchain with rustup ..."));
    program::run(
        environment
            .command("rustup")?
            .args(["target", "add", TARGET]),
    )
}

fn link(environment: &Environment) -> anyhow::Result<()> {
    program::run(
        environment
            .command("rustup")?
            .args(["toolchain", "link", SYSTEM, "/usr"]),
    )
    .context("rustup must know Debian's Rust as a toolchain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_std_only_with_its_library() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!holds_std(&folder.path().join("absent")));
        fs::write(folder.path().join("libcore-1.rlib"), "").unwrap();
        assert!(!holds_std(folder.path()));
        fs::write(folder.path().join("libstd-1.rlib"), "").unwrap();
        assert!(holds_std(folder.path()));
    }
}
