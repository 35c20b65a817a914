//! The map, `crates/README.md`, names every crate of the workspace and gives the reason for every crate
//! of others that it names.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, bail};

use crate::environment::Environment;
use crate::metadata::Metadata;

const MAP: &str = "crates/README.md";

pub(super) fn check(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let map = fs::read_to_string(environment.root().join(MAP)).context(MAP)?;
    let names = metadata.members().flat_map(|package| {
        let dependencies = package.dependencies.iter().map(|one| one.name.as_str());
        dependencies.chain([package.name.as_str()])
    });
    let absent = absent(&map, names);
    if !absent.is_empty() {
        bail!(
            "{MAP} does not say what these are for: {}",
            absent.join(", ")
        );
    }
    Ok(())
}

/// Those of `names` that do not stand in `map` as code.
fn absent<'a>(map: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let names: BTreeSet<&str> = names.collect();
    names
        .into_iter()
        .filter(|name| !map.contains(&format!("`{name}`")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_names_count_and_each_is_told_once() {
        let map = "`serde` reads, `serde_json` reads JSON.";
        let names = ["time", "serde", "json", "time", "serde_json"];
        assert_eq!(absent(map, names.into_iter()), ["json", "time"]);
    }
}
