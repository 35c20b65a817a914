//! What cargo knows about the workspace.

use std::path::PathBuf;

use anyhow::Context;
use serde::Deserialize;

use crate::environment::Environment;
use crate::program;

/// The part of `cargo metadata` that is used here.
#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    /// Every package of the dependency tree, the workspace's own among them.
    pub(crate) packages: Vec<Package>,
    /// The ids of the workspace's own packages.
    workspace_members: Vec<String>,
    /// Where cargo builds.
    pub(crate) target_directory: PathBuf,
}

/// One package.
#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its licence, as an SPDX expression or in cargo's older form.
    pub(crate) license: Option<String>,
    /// Who wrote it, where it says so.
    pub(crate) authors: Vec<String>,
    /// The oldest Rust it says it builds with, such as `1.89`.
    pub(crate) rust_version: Option<String>,
    /// Its `Cargo.toml`.
    pub(crate) manifest_path: PathBuf,
    /// What it names in its `Cargo.toml`.
    pub(crate) dependencies: Vec<Dependency>,
}

/// One dependency, as a package names it.
#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    /// The package it names.
    pub(crate) name: String,
    /// `dev`, `build`, or nothing for an ordinary one.
    pub(crate) kind: Option<String>,
}

impl Metadata {
    /// Asks cargo, which also checks that `Cargo.lock` fits the manifests.
    pub(crate) fn read(environment: &Environment) -> anyhow::Result<Self> {
        let mut cargo = environment.command("cargo")?;
        cargo.args(["metadata", "--format-version=1", "--locked"]);
        let json = program::output(&mut cargo)?;
        serde_json::from_str(&json).context("cargo metadata has another form than expected")
    }

    /// The workspace's own packages.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| self.workspace_members.contains(&package.id))
    }

    /// The package of this name and version.
    pub(crate) fn package(&self, name: &str, version: &str) -> anyhow::Result<&Package> {
        self.packages
            .iter()
            .find(|package| package.name == name && package.version == version)
            .with_context(|| format!("cargo metadata knows no {name} {version}"))
    }

    /// The version `Cargo.lock` holds of a package.
    pub(crate) fn locked_version(&self, name: &str) -> anyhow::Result<&str> {
        self.packages
            .iter()
            .find(|package| package.name == name)
            .map(|package| package.version.as_str())
            .with_context(|| format!("Cargo.lock holds no {name}"))
    }
}

/// Metadata for tests of what reads it.
#[cfg(test)]
pub(crate) mod test_support {
    use super::{Dependency, Package};

    /// A package that names these dependencies, each with its kind.
    pub(crate) fn package(name: &str, dependencies: &[(&str, Option<&str>)]) -> Package {
        Package {
            id: name.to_owned(),
            name: name.to_owned(),
            version: "0.1.0".to_owned(),
            license: None,
            authors: Vec::new(),
            rust_version: None,
            manifest_path: "Cargo.toml".into(),
            dependencies: dependencies
                .iter()
                .map(|(name, kind)| Dependency {
                    name: (*name).to_owned(),
                    kind: kind.map(str::to_owned),
                })
                .collect(),
        }
    }
}
