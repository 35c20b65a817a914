//! The map, `crates/README.md`, names every crate of the workspace and gives the reason for every crate
//! of others that it names. Its tables say who uses those: all that name one, in tests too, and nobody else.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, bail};

use crate::environment::Environment;
use crate::metadata::{Metadata, Package};

const MAP: &str = "crates/README.md";

/// What a table says of a crate that every crate of the workspace uses.
const ALL: &str = "all";

pub(super) fn check(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let map = fs::read_to_string(environment.root().join(MAP)).context(MAP)?;
    let members: Vec<_> = metadata.members().collect();
    let mut broken = Vec::new();
    let absent = absent(&map, names(&members));
    if !absent.is_empty() {
        broken.push(format!(
            "{MAP} does not say what these are for: {}",
            absent.join(", ")
        ));
    }
    broken.extend(map.lines().filter_map(|line| misstated(line, &members)));
    if !broken.is_empty() {
        bail!("{}", broken.join("\n"));
    }
    Ok(())
}

/// The crates of the workspace and all that those name.
fn names<'a>(members: &[&'a Package]) -> impl Iterator<Item = &'a str> {
    members.iter().flat_map(|package| {
        let dependencies = package.dependencies.iter().map(|one| one.name.as_str());
        dependencies.chain([package.name.as_str()])
    })
}

/// A complaint about a row `| crates | who uses them | why |` whose second cell is not the crates of the
/// workspace that name one of the first.
fn misstated(line: &str, members: &[&Package]) -> Option<String> {
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    let ["", crates, stated, _why, ""] = cells[..] else {
        return None;
    };
    // What stands between the pairs of backticks; the heads of the tables have none.
    let crates: Vec<_> = crates.split('`').skip(1).step_by(2).collect();
    let names_one = |package: &&&Package| {
        let mut named = package.dependencies.iter();
        named.any(|dependency| crates.contains(&dependency.name.as_str()))
    };
    let users: BTreeSet<_> = members.iter().filter(names_one).map(name).collect();
    let holds = if stated == ALL {
        users.len() == members.len()
    } else {
        stated.split(", ").collect::<BTreeSet<_>>() == users
    };
    let users = Vec::from_iter(users).join(", ");
    (!crates.is_empty() && !holds)
        .then(|| format!("{MAP} says that {crates:?} are used by {stated}, but it is {users}"))
}

fn name<'a>(package: &&'a Package) -> &'a str {
    &package.name
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
    use crate::metadata::test_support::package;

    #[test]
    fn only_whole_names_count_and_each_is_told_once() {
        let map = "`serde` reads, `serde_json` reads JSON.";
        let names = ["time", "serde", "json", "time", "serde_json"];
        assert_eq!(absent(map, names.into_iter()), ["json", "time"]);
    }

    #[test]
    fn who_uses_a_crate_is_held_to_the_manifests() {
        let packages = [
            package("pki", &[("rsa", None), ("serde", None)]),
            package("tests", &[("p256", Some("dev")), ("serde", None)]),
        ];
        let members: Vec<_> = packages.iter().collect();
        let holds = |row: &str| misstated(row, &members).is_none();
        assert!(holds("| `rsa`, `p256` | pki, tests | keys |"));
        assert!(holds("| `serde` | all | messages |"));
        assert!(holds("| Crate | Used by | Why |"));
        assert!(holds("|---|---|---|"));
        assert!(holds("Prose with `rsa` in it."));
        // One too few, one too many, all where it is one, one that nobody names.
        assert!(!holds("| `rsa`, `p256` | pki | keys |"));
        assert!(!holds("| `rsa` | pki, tests | keys |"));
        assert!(!holds("| `rsa` | all | keys |"));
        assert!(!holds("| `md5` | pki | hashes |"));
    }
}
