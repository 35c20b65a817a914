//! The README names the oldest Rust that builds Twinlock. No dependency may ask for a newer one.

use anyhow::{Context, bail};

use crate::environment::Environment;
use crate::metadata::{Metadata, Package};

pub(super) fn check(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let own = metadata
        .members()
        .find_map(|package| package.rust_version.as_deref());
    let own = own.context("Cargo.toml names no rust-version")?;
    let newer = newer(own, &metadata.packages);
    if !newer.is_empty() {
        bail!(
            "Cargo.toml names Rust {own}, but these ask for a newer one: {}",
            newer.join(", ")
        );
    }
    let readme = std::fs::read_to_string(environment.root().join("README.md"))?;
    if !readme.contains(&format!("Rust {own} or later")) {
        bail!("README.md does not say `Rust {own} or later`");
    }
    Ok(())
}

/// The packages that ask for a newer Rust than `own`.
fn newer(own: &str, packages: &[Package]) -> Vec<String> {
    packages
        .iter()
        .filter_map(|package| {
            let asked = package.rust_version.as_deref()?;
            let is_newer = numbers(asked) > numbers(own);
            is_newer.then(|| format!("{} ({asked})", package.name))
        })
        .collect()
}

/// `1.89` and `1.89.0` alike.
fn numbers(version: &str) -> [u32; 3] {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::test_support::package;

    #[test]
    fn a_dependency_that_asks_for_more_is_named() {
        let asking = |name: &str, version: Option<&str>| {
            let mut package = package(name, &[]);
            package.rust_version = version.map(str::to_owned);
            package
        };
        let packages = [
            asking("silent", None),
            asking("old", Some("1.9")),
            asking("same", Some("1.89.0")),
            asking("new", Some("1.90")),
        ];
        assert_eq!(newer("1.89", &packages), ["new (1.90)"]);
    }
}
