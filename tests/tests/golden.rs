//! Whole bundles, file by file, under a fixed clock and fixed keys.
//!
//! What differs from `tests/golden/PLAN/` fails. After a change that is meant, run with
//! `TWINLOCK_UPDATE_GOLDEN=1` and read the difference. That the files are right, and not only the same, is
//! what the oracles say of the same plans.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tests::bundle::{Bundle, CA_KEY_PASSPHRASE, PFX_PASSPHRASE};
use tests::tool::Tool;
use tests::{folder, plans};

/// 2026-01-01T00:00:00Z.
const NOW: i64 = 1_767_225_600;

/// Set to 1, it writes the golden files anew.
const UPDATE: &str = "TWINLOCK_UPDATE_GOLDEN";

#[test]
fn every_bundle_is_the_same() {
    let update = std::env::var_os(UPDATE).is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for (name, plan) in plans::all() {
        let made = comparable(name, &Bundle::make_at(&plan, NOW, 1));
        let root = golden().join(name);
        if update {
            write(&root, &made);
        }
        wrong.extend(differences(&root, &made));
    }
    assert!(
        wrong.is_empty(),
        "these differ (see the head of tests/golden.rs):\n{}",
        wrong.join("\n")
    );
}

#[test]
fn a_changed_a_missing_and_an_additional_file_are_seen() {
    let root = folder::fresh("differences");
    let file = |name: &str| (name.to_owned(), b"one\ntwo\n".to_vec());
    let mut files = BTreeMap::from(["same", "a/changed", "a/missing"].map(file));
    write(&root, &files);
    assert_eq!(differences(&root, &files), Vec::<String>::new());
    files.insert("a/changed".into(), b"one\nto\n".to_vec());
    files.remove("a/missing");
    files.insert("additional".into(), Vec::new());
    let seen = differences(&root, &files);
    let expected = [
        "a/changed: line 2 is \"to\" and not \"two\"",
        "a/missing: is missing",
        "additional: is additional",
    ];
    assert_eq!(
        seen,
        expected.map(|line| format!("{}/{line}", root.display()))
    );
}

#[test]
fn two_runs_differ_in_nothing_that_is_compared() {
    let plan = plans::curl();
    let [first, second] =
        ["first run", "second run"].map(|name| comparable(name, &Bundle::make_at(&plan, NOW, 1)));
    assert_eq!(first, second);
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// The files of a bundle as they can be compared: PFX and encrypted keys, whose salts are new each time, by
/// what is in them; checksums without those of such files.
fn comparable(name: &str, bundle: &Bundle) -> BTreeMap<String, Vec<u8>> {
    let unpacked = folder::fresh(name);
    bundle.unpack(&unpacked);
    let decoded = |path: &str| match path.rsplit_once('.') {
        Some((_, "pfx")) => Some(pfx_content(&unpacked.join(path), path)),
        Some((_, "key")) if !path.contains('/') => Some(plain_key(&unpacked.join(path))),
        _ => None,
    };
    let mut files = BTreeMap::new();
    for (path, bytes) in bundle.files() {
        let (path, bytes) = match decoded(&path) {
            Some(text) => (format!("{path}.decoded"), text.into_bytes()),
            None if path == "SHA256SUMS" => (path, without_pfx(&bytes)),
            None => (path, bytes),
        };
        files.insert(path, bytes);
    }
    files
}

/// Names, certificates and keys in the order of the PFX.
fn pfx_content(file: &Path, path: &str) -> String {
    let passphrase = if path.starts_with("pki/") {
        PFX_PASSPHRASE
    } else {
        CA_KEY_PASSPHRASE
    };
    let content = Tool::new("openssl")
        .args(["pkcs12", "-nodes", "-passin", "env:PASSPHRASE", "-in"])
        .args([file])
        .env("PASSPHRASE", passphrase)
        .succeed();
    // Releases of openssl write these two lines differently; the certificates say the same.
    let told = |line: &&str| !line.starts_with("subject=") && !line.starts_with("issuer=");
    content.split_inclusive('\n').filter(told).collect()
}

fn plain_key(file: &Path) -> String {
    Tool::new("openssl")
        .args(["pkey", "-passin", "env:PASSPHRASE", "-in"])
        .args([file])
        .env("PASSPHRASE", CA_KEY_PASSPHRASE)
        .succeed()
}

fn without_pfx(sums: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(sums).unwrap();
    let lines = text.split_inclusive('\n');
    let kept: String = lines.filter(|line| !line.ends_with(".pfx\n")).collect();
    kept.into_bytes()
}

fn differences(root: &Path, made: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let expected = read(root);
    let mut paths: Vec<_> = expected.keys().chain(made.keys()).collect();
    paths.sort();
    paths.dedup();
    paths
        .into_iter()
        .filter(|path| expected.get(*path) != made.get(*path))
        .map(|path| {
            let place = root.join(path);
            match (expected.get(path), made.get(path)) {
                (Some(expected), Some(made)) => {
                    format!("{}: {}", place.display(), first_difference(expected, made))
                }
                (None, _) => format!("{}: is additional", place.display()),
                (_, None) => format!("{}: is missing", place.display()),
            }
        })
        .collect()
}

fn first_difference(expected: &[u8], made: &[u8]) -> String {
    let [expected, made] = [expected, made].map(String::from_utf8_lossy);
    let mut lines = expected.lines().zip(made.lines()).enumerate();
    match lines.find(|(_, (expected, made))| expected != made) {
        Some((index, (expected, made))) => {
            format!("line {} is {made:?} and not {expected:?}", index + 1)
        }
        None => "the ends differ".into(),
    }
}

fn read(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn write(root: &Path, files: &BTreeMap<String, Vec<u8>>) {
    if root.exists() {
        std::fs::remove_dir_all(root).unwrap();
    }
    for (name, bytes) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
