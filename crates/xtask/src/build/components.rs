//! What the page is made of: the packages that the app needs in the browser, and Rust's standard library.
//!
//! cargo's own tree is asked, since it alone knows which features are on where only the app is built. Macros are no
//! part of it: what runs in the compiler does not go into the page. What the linker drops is a part all the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};

use crate::environment::Environment;
use crate::metadata::{Metadata, Package};
use crate::program;
use crate::setup::TARGET;

/// A package, as one line of `cargo tree` names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Id {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
}

/// One part of the page.
#[derive(Debug)]
pub(crate) struct Component {
    /// Which it is.
    pub(crate) id: Id,
    /// Its licence, as an SPDX expression.
    pub(crate) licence: String,
    /// Who its manifest says wrote it.
    pub(crate) authors: Vec<String>,
    /// The folder with its sources, where the machine has them.
    pub(crate) folder: Option<PathBuf>,
    /// The SHA-256 of the archive in the registry, in hex; none where it does not come from there.
    pub(crate) checksum: Option<String>,
    /// What it needs of the others.
    pub(crate) needs: Vec<Id>,
}

/// The name that the page's own package has.
pub(crate) const APP: &str = "app";

/// Rust's standard library, which stands in no manifest.
const STD: &str = "rust-std";

/// Returns every part of the page, by name.
pub(crate) fn of_page(
    environment: &Environment,
    metadata: &Metadata,
) -> anyhow::Result<Vec<Component>> {
    let tree = needs(&program::output(&mut tree(environment)?)?)?;
    let lock = environment.root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock).with_context(|| lock.display().to_string())?;
    let checksums = checksums(&lock);
    let mut components = vec![standard_library(environment)?];
    for (id, needs) in tree {
        let package = metadata.package(&id.name, &id.version)?;
        let checksum = checksums.get(&id).cloned();
        components.push(component(id, needs, package, checksum)?);
    }
    components.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(components)
}

fn tree(environment: &Environment) -> anyhow::Result<std::process::Command> {
    let mut cargo = environment.command("cargo")?;
    cargo
        .args(["tree", "--locked", "--package", APP, "--target", TARGET])
        .args(["--edges", "normal,no-proc-macro"])
        .args(["--prefix", "depth", "--format", "{p}"]);
    Ok(cargo)
}

/// Reads cargo's tree, where each line starts with its depth. What was shown before is not shown again, but named.
fn needs(tree: &str) -> anyhow::Result<BTreeMap<Id, Vec<Id>>> {
    let mut needs: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    let mut path: Vec<Id> = Vec::new();
    for line in tree.lines() {
        let (depth, id) = depth_and_id(line)
            .with_context(|| format!("cargo tree wrote a line that was not expected: {line}"))?;
        path.truncate(depth);
        if let Some(parent) = path.last().and_then(|parent| needs.get_mut(parent))
            && !parent.contains(&id)
        {
            parent.push(id.clone());
        }
        needs.entry(id.clone()).or_default();
        path.push(id);
    }
    Ok(needs)
}

/// Reads a line such as `2serde v1.0.229 (*)`.
fn depth_and_id(line: &str) -> Option<(usize, Id)> {
    let name = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let depth = line.strip_suffix(name)?.parse().ok()?;
    let mut words = name.split(' ');
    let id = Id {
        name: words.next()?.to_owned(),
        version: words.next()?.strip_prefix('v')?.to_owned(),
    };
    Some((depth, id))
}

/// The checksums that `Cargo.lock` holds.
fn checksums(lock: &str) -> BTreeMap<Id, String> {
    let value = |entry: &str, key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(key));
        Some(line?.trim_matches(['=', ' ', '"']).to_owned())
    };
    let entries = lock.split("[[package]]").skip(1);
    let entries = entries.filter_map(|entry| {
        let id = Id {
            name: value(entry, "name ")?,
            version: value(entry, "version ")?,
        };
        Some((id, value(entry, "checksum ")?))
    });
    entries.collect()
}

fn component(
    id: Id,
    needs: Vec<Id>,
    package: &Package,
    checksum: Option<String>,
) -> anyhow::Result<Component> {
    let Some(licence) = &package.license else {
        bail!("{} {} names no licence", id.name, id.version);
    };
    Ok(Component {
        id,
        // The form that cargo took before it took SPDX's.
        licence: licence.replace('/', " OR "),
        authors: package.authors.clone(),
        folder: package.manifest_path.parent().map(PathBuf::from),
        checksum,
        needs,
    })
}

fn standard_library(environment: &Environment) -> anyhow::Result<Component> {
    let printed = program::output(environment.command("rustc")?.arg("--version"))?;
    let version = printed.split(' ').nth(1).context("rustc has no version")?;
    Ok(Component {
        id: Id {
            name: STD.to_owned(),
            version: version.to_owned(),
        },
        licence: "MIT OR Apache-2.0".to_owned(),
        authors: vec!["The Rust Project Contributors".to_owned()],
        folder: None,
        checksum: None,
        needs: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> Id {
        Id {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
        }
    }

    #[test]
    fn the_tree_says_who_needs_whom() {
        let tree = "0app v1.0.0 (/a)\n1a v1.0.0\n2c v1.0.0\n1b v1.0.0\n2a v1.0.0 (*)\n2c v1.0.0";
        let needs = needs(tree).unwrap();
        assert_eq!(needs.len(), 4);
        assert_eq!(needs[&id("app")], [id("a"), id("b")]);
        assert_eq!(needs[&id("a")], [id("c")]);
        assert_eq!(needs[&id("b")], [id("a"), id("c")]);
        assert_eq!(needs[&id("c")], []);
    }

    #[test]
    fn a_line_of_another_form_is_an_error() {
        assert!(needs("app v1.0.0").is_err());
        assert!(needs("0app").is_err());
    }

    #[test]
    fn checksums_are_those_of_the_lock() {
        let lock = "version = 4\n\n[[package]]\nname = \"own\"\nversion = \"1.0.0\"\n\n\
            [[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry\"\nchecksum = \"0aff\"\n";
        let checksums = checksums(lock);
        assert_eq!(checksums.len(), 1);
        assert_eq!(checksums[&id("a")], "0aff");
    }
}
