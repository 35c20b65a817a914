//! What is handed on beside the page: checksums and the bill of materials, judged by other people's programs.
//!
//! `TWINLOCK_SINGLE_FILE` names the single file, beside which they lie; `cargo xtask test` makes them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::single_file;
use tests::tool::Tool;

const JUDGE: &str = include_str!("bill.py");

fn bill_file() -> PathBuf {
    single_file::path().with_extension("cdx.json")
}

fn bill() -> Value {
    serde_json::from_str(&std::fs::read_to_string(bill_file()).unwrap()).unwrap()
}

fn complaints(bill: &Path) -> String {
    Tool::new("python")
        .args(["-c", JUDGE])
        .args([bill])
        .succeed()
}

#[test]
fn every_file_is_in_the_checksums_and_has_its_own() {
    let folder = single_file::path().parent().unwrap().to_owned();
    Tool::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .within(&folder)
        .succeed();
    let listed = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(listed.lines().count(), files - 1, "{listed}");
}

#[test]
fn the_bill_is_by_its_standards() {
    assert_eq!(complaints(&bill_file()), "");
}

#[test]
fn a_bill_that_is_not_by_its_standards_is_complained_about() {
    let folder = tests::folder::fresh("bad bills");
    for (place, value) in [
        ("/bomFormat", "SPDX"),
        ("/components/0/licenses/0/expression", "MIT/Apache"),
        ("/components/0/purl", "pkg:npm/left-pad@1.0.0"),
        ("/dependencies/0/ref", "nobody"),
    ] {
        let mut bill = bill();
        *bill.pointer_mut(place).unwrap() = value.into();
        let file = folder.join("bad.cdx.json");
        std::fs::write(&file, bill.to_string()).unwrap();
        assert_ne!(complaints(&file), "", "{place}");
    }
}

#[test]
fn the_bill_names_what_the_page_is_made_of_and_nothing_of_its_tests() {
    let bill = bill();
    let parts = bill["components"].as_array().unwrap();
    let named = |name: &str| parts.iter().find(|part| part["name"] == name);
    for name in ["leptos", "rcgen", "pki", "rust-std", "web-sys"] {
        assert!(named(name).is_some(), "{name}");
    }
    // Of the tests, of the commands, of servers, and a macro.
    for name in ["thirtyfour", "tiny_http", "axum", "serde_derive"] {
        assert!(named(name).is_none(), "{name}");
    }
    let lock = include_str!("../../../Cargo.lock");
    let hash = named("rcgen").unwrap()["hashes"][0]["content"].as_str();
    assert!(lock.contains(&format!("checksum = \"{}\"", hash.unwrap())));
    assert!(named("pki").unwrap().get("purl").is_none());
}

#[test]
fn the_bill_is_of_the_very_file() {
    let printed = Tool::new("sha256sum").args([single_file::path()]).succeed();
    let about = &bill()["metadata"]["component"];
    let hash = about["hashes"][0]["content"].as_str().unwrap();
    assert!(printed.starts_with(hash), "{printed}");
}
