//! No crate but the app knows the browser.
//!
//! Two rules. A pure crate names no browser crate among its dependencies, for whatever target. And
//! nothing that a pure crate reaches on this machine is a browser crate either. (On the browser's own
//! target some of them, such as the source of randomness, do reach it, and must.)

use anyhow::bail;

use crate::check::pure_crates;
use crate::environment::Environment;
use crate::metadata::{Metadata, Package};
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

pub(super) fn check(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let pure = pure_crates(metadata);
    let mut broken: Vec<String> = metadata
        .members()
        .filter(|package| pure.contains(&package.name.as_str()))
        .flat_map(named)
        .collect();
    for package in &pure {
        broken.extend(reached(package, &tree(environment, package)?));
    }
    if !broken.is_empty() {
        bail!("{}", broken.join("\n"));
    }
    Ok(())
}

/// Complaints about what a pure crate names itself. What its tests use is its own affair.
fn named(package: &Package) -> Vec<String> {
    package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind.as_deref() != Some("dev"))
        .filter(|dependency| {
            is_one_of(BROWSER, &dependency.name) || is_one_of(OUTSIDE, &dependency.name)
        })
        .map(|dependency| {
            format!(
                "{} names {}: only the app may. Let the caller pass in what it gives.",
                package.name, dependency.name
            )
        })
        .collect()
}

/// Complaints about what a pure crate reaches, by the lines of its tree.
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

    #[test]
    fn a_pure_crate_that_names_the_browser_is_found() {
        let package = package(
            "pki",
            &[("rcgen", None), ("web-sys", None), ("gloo-timers", None)],
        );
        let complaints = named(&package);
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(
            complaints[0].starts_with("pki names web-sys"),
            "{complaints:?}"
        );
    }

    #[test]
    fn a_pure_crate_that_draws_randomness_is_found() {
        assert_eq!(named(&package("pki", &[("getrandom", None)])).len(), 1);
        assert_eq!(named(&package("pki", &[("rand_core", None)])).len(), 0);
    }

    #[test]
    fn what_tests_use_is_left_alone() {
        assert!(named(&package("pki", &[("rand", Some("dev"))])).is_empty());
        assert_eq!(named(&package("pki", &[("rand", Some("build"))])).len(), 1);
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
