//! Builds the page into a folder that any static host can serve.

pub(crate) mod components;
pub(crate) mod licences;
mod minify;
mod names;
mod offline;
mod policy;
pub(crate) mod sizes;
mod styles;

pub(crate) use minify::esbuild;
pub(crate) use names::is_named_by_content;
pub(crate) use policy::{of_page, restrict_to_itself};

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::environment::Environment;
use crate::metadata::Metadata;
use crate::program;
use crate::setup::{self, Purpose};
use crate::terminal::say;

/// The folder `cargo xtask build` writes, below the workspace's.
pub(crate) const DIST: &str = "dist";

/// Sets up, builds the released page and says how large it is.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let environment = setup::run(root, Purpose::Build)?;
    let dist = root.join(DIST);
    page(&environment, &dist, &[])?;
    say(&sizes::report(&dist)?);
    say(&format!("The page is in {DIST}/."));
    Ok(())
}

/// Builds the page into `dist`, with these features of the app switched on.
pub(crate) fn page(
    environment: &Environment,
    dist: &Path,
    features: &[&str],
) -> anyhow::Result<()> {
    let mut trunk = environment.command("trunk")?;
    trunk
        // The tools are there, in the right versions; nothing else is to be asked for.
        .args(["build", "--release", "--skip-version-check"])
        .arg("--dist")
        .arg(dist);
    if let Some(flags) = without_home(&registry(environment)) {
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    if !features.is_empty() {
        trunk.arg("--features").arg(features.join(","));
    }
    program::run(&mut trunk).context("the page could not be built")?;
    styles::join(dist)?;
    minify::all(environment, dist)?;
    names::settle(dist)?;
    restrict(&dist.join("index.html"))?;
    add_licences(environment, dist)?;
    offline::write(environment.root(), dist)
}

/// Writes the licences of all that the page is made of, beside it.
fn add_licences(environment: &Environment, dist: &Path) -> anyhow::Result<()> {
    let components = components::of_page(environment, &Metadata::read(environment)?)?;
    let text = licences::text(environment.root(), &components)?;
    fs::write(dist.join(licences::FILE), text).context(licences::FILE)
}

/// The folder that cargo unpacks the sources of crates into.
fn registry(environment: &Environment) -> PathBuf {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let home = home.unwrap_or_default();
    environment.root().join(home).join("registry").join("src")
}

/// What has the compiler leave `registry` out of the places that a panic names: they take room in the page, say where
/// its maker's home is, and make every maker's page another. None where the folder has a space, which would end the
/// flag; the page works as well without.
fn without_home(registry: &Path) -> Option<String> {
    let registry = registry.to_str().filter(|path| !path.contains(' '))?;
    Some(format!("--remap-path-prefix={registry}/="))
}

/// Writes the content security policy into the page.
fn restrict(page: &Path) -> anyhow::Result<()> {
    let html = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let restricted = policy::apply(&html)?;
    fs::write(page, restricted).with_context(|| page.display().to_string())
}
