//! Rust for the browser from Debian's packages, where rustup cannot download.
//!
//! Debian's `rustc-web` is recent but brings no standard library for the browser. Its source package
//! does: the library is built once and laid where the compiler looks for it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::environment::{self, Environment};
use crate::program;
use crate::setup::debian;
use crate::setup::toolchain::TARGET;
use crate::terminal::say;

const PACKAGES: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "rust-web-clippy",
    "rustfmt-web",
    "clang",
    "lld",
    "llvm",
];

/// Where Debian's Rust keeps the libraries of its targets.
pub(crate) const RUSTLIB: &str = "/usr/lib/rustlib";

/// The name of the empty crate whose build brings the standard library along.
const CARRIER: &str = "carrier";

/// Installs Debian's Rust and its standard library for the browser.
pub(crate) fn install(environment: &Environment) -> anyhow::Result<()> {
    debian::install(environment, PACKAGES)?;
    say(&format!(
        "Building Rust's standard library for {TARGET}, once ..."
    ));
    let folder = environment::cache()?.join("wasm-std");
    write_carrier(&folder)?;
    build(environment, &folder)?;
    let libraries = libraries(&folder)?;
    copy(environment, &libraries)?;
    fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))
}

/// Makes sure that Debian's Rust can link for the browser, also where its library came there otherwise.
pub(crate) fn ensure_linker(environment: &Environment) -> anyhow::Result<()> {
    match missing_linker(Path::new("/usr/bin/rust-lld")) {
        Some(package) => debian::install(environment, &[&package]),
        None => Ok(()),
    }
}

/// Debian's `rust-lld` is a link to the linker of one LLVM release, such as `lld-22`, whose package
/// `rust-web-llvm` does not ask for. The package to install where the link leads nowhere.
fn missing_linker(link: &Path) -> Option<String> {
    let target = fs::read_link(link).ok().filter(|_| !link.exists())?;
    Some(target.file_name()?.to_string_lossy().into_owned())
}

fn write_carrier(folder: &Path) -> anyhow::Result<()> {
    let manifest = format!(
        "[package]\nname = \"{CARRIER}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n"
    );
    // What an earlier, broken attempt left would be copied along.
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "")
        .with_context(|| format!("writing to {}", folder.display()))
}

fn build(environment: &Environment, folder: &Path) -> anyhow::Result<()> {
    program::run(
        environment
            .command("/usr/bin/cargo")?
            .current_dir(folder)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTC", "/usr/bin/rustc")
            // Building std is open to nightly compilers alone; this one is the very release it belongs to.
            .env("RUSTC_BOOTSTRAP", "1")
            // Without bitcode the library could take no part in link-time optimisation.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .args(["build", "--release", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort,proc_macro"),
    )
}

/// The libraries that were built, without the carrier's own.
fn libraries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let built = folder.join("target").join(TARGET).join("release/deps");
    let own = format!("lib{CARRIER}-");
    let mut libraries = Vec::new();
    for entry in fs::read_dir(&built).with_context(|| built.display().to_string())? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with(&own) {
            libraries.push(file);
        }
    }
    libraries.sort();
    Ok(libraries)
}

fn copy(environment: &Environment, libraries: &[PathBuf]) -> anyhow::Result<()> {
    let target = format!("{RUSTLIB}/{TARGET}/lib");
    program::run(debian::as_root(environment, "mkdir")?.args(["-p", &target]))?;
    program::run(
        debian::as_root(environment, "install")?
            .args(["--mode=644", "--target-directory", &target])
            .args(libraries),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linker_is_missing_where_its_link_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("rust-lld");
        assert_eq!(missing_linker(&link), None);
        std::os::unix::fs::symlink("lld-22", &link).unwrap();
        assert_eq!(missing_linker(&link), Some("lld-22".to_owned()));
        fs::write(folder.path().join("lld-22"), "").unwrap();
        assert_eq!(missing_linker(&link), None);
    }

    #[test]
    fn the_carrier_itself_is_not_copied() {
        let folder = tempfile::tempdir().unwrap();
        let built = folder
            .path()
            .join("target")
            .join(TARGET)
            .join("release/deps");
        fs::create_dir_all(&built).unwrap();
        for name in [
            "libstd-1.rlib",
            "libcarrier-1.rlib",
            "std-1.d",
            "libcore-2.rlib",
        ] {
            fs::write(built.join(name), "").unwrap();
        }
        let names: Vec<_> = libraries(folder.path())
            .unwrap()
            .iter()
            .map(|file| file.file_name().unwrap().to_owned())
            .collect();
        assert_eq!(names, ["libcore-2.rlib", "libstd-1.rlib"]);
    }
}
