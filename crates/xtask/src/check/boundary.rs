//! No crate but the app knows the browser.
//!
//! Three rules. No crate but the app names a browser crate among its dependencies, for whatever target, its
//! tests' included. Nothing that such a crate reaches on this machine is a browser crate either. (On the
//! browser's own target some of them, such as the source of randomness, do reach it, and must.) And a pure
//! crate names nothing by which it would draw randomness or talk to the outside.

use anyhow::bail;

use crate::check::pure_crates;
use crate::environment::Environment;
use crate::metadata::{Dependency, Metadata, Package};
use crate::program;

/// Names of browser crates; with a star, the beginnings of such names.
const BROWSER: &[&str] = &[
    "console_error_panic_hook",
    "gloo*",
    "js-sys",
    "leptos*",
    "serde-wasm-bindgen",
    "wasm-bindgen*",
    "web-sys",
];

/// Names of crates by which a pure crate would draw randomness itself or talk to the outside.
const OUTSIDE: &[&str] = &["getrandom", "rand", "tokio", "reqwest"];

/// The one crate that may.
const APP: &str = "app";

pub(super) fn check(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let pure = pure_crates(metadata);
    let mut broken = Vec::new();
    for package in metadata.members().filter(|package| package.name != APP) {
        broken.extend(browser_named(package));
        broken.extend(reached(&package.name, &tree(environment, &package.name)?));
        if pure.contains(&package.name.as_str()) {
            broken.extend(outside_named(package));
        }
    }
    if !broken.is_empty() {
        bail!("{}", broken.join("\n"));
    }
    Ok(())
}

/// Complaints about browser crates that a crate names itself.
fn browser_named(package: &Package) -> impl Iterator<Item = String> {
    complaints(package, BROWSER, package.dependencies.iter())
}

/// Complaints about the outside that a pure crate names itself. What its tests use is its own affair.
fn outside_named(package: &Package) -> impl Iterator<Item = String> {
    let own = package.dependencies.iter();
    let own = own.filter(|dependency| dependency.kind.as_deref() != Some("dev"));
    complaints(package, OUTSIDE, own)
}

fn complaints<'a>(
    package: &'a Package,
    names: &'a [&str],
    dependencies: impl Iterator<Item = &'a Dependency>,
) -> impl Iterator<Item = String> {
    dependencies
        .filter(|dependency| is_one_of(names, &dependency.name))
        .map(|dependency| {
            format!(
                "{} names {}: only the app may. Let the caller pass in what it gives.",
                package.name, dependency.name
            )
        })
}

/// Complaints about what a crate reaches, by the lines of its tree.
fn reached(package: &str, tree: &str) -> Vec<String> {
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| is_one_of(BROWSER, name))
        .map(|name| {
            format!(
                "{package} reaches {name}: `cargo tree -p {package} -i {name}` says by which way."
            )
        })
        .collect()
}

fn tree(environment: &Environment, package: &str) -> anyhow::Result<String> {
    let mut cargo = environment.command("cargo")?;
    cargo.args(["tree", "--package", package, "--edges", "normal"]);
    program::output(cargo.args(["--prefix", "none", "--no-dedupe"]))
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == *pattern,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::test_support::package;

    fn browser(package: &Package) -> Vec<String> {
        browser_named(package).collect()
    }

    fn outside(package: &Package) -> Vec<String> {
        outside_named(package).collect()
    }

    #[test]
    fn a_crate_that_names_the_browser_is_found() {
        let package = package(
            "pki",
            &[("rcgen", None), ("web-sys", None), ("gloo-timers", None)],
        );
        let complaints = browser(&package);
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(
            complaints[0].starts_with("pki names web-sys"),
            "{complaints:?}"
        );
    }

    #[test]
    fn tests_may_not_name_the_browser_either() {
        let package = package("tests", &[("js-sys", Some("dev"))]);
        assert_eq!(browser(&package).len(), 1);
    }

    #[test]
    fn a_pure_crate_that_draws_randomness_is_found() {
        assert_eq!(outside(&package("pki", &[("getrandom", None)])).len(), 1);
        assert_eq!(outside(&package("pki", &[("rand_core", None)])).len(), 0);
    }

    #[test]
    fn the_outside_is_open_to_tests() {
        assert!(outside(&package("pki", &[("rand", Some("dev"))])).is_empty());
        assert_eq!(
            outside(&package("pki", &[("rand", Some("build"))])).len(),
            1
        );
    }

    #[test]
    fn what_is_reached_is_found_by_its_whole_name() {
        let tree = "pki v0.1.0 (folder)\nweb-sys-like v1.0.0\njs-sys v0.3.1\n";
        let complaints = reached("pki", tree);
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        assert!(
            complaints[0].starts_with("pki reaches js-sys"),
            "{complaints:?}"
        );
    }
}
