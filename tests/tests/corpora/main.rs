//! Certificates, requests and revocation lists of others: each is read, or refused with a finding, and where Python's
//! `cryptography` and openssl say the same of one, so does Twinlock.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends at its first broken assumption and prints what it counted"
)]

mod differing;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use diagnostics::Severity;
use formats::{Content, Item, Limits};
use inspect::Report;
use serde_json::Value;
use tests::tool::Tool;

use differing::DIFFERING;

const SCRIPT: &str = include_str!("facts.py");
const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";
const NOW: i64 = 1_795_000_000;

#[test]
fn the_vectors_of_cryptography_and_the_roots_of_mozilla_are_read_alike() {
    let said = Tool::new("python3")
        .args(["-c", SCRIPT, "@vectors", BUNDLE])
        .succeed();
    let mut tally = Tally::default();
    let mut files = BTreeMap::new();
    for line in said.lines() {
        let said: Value = serde_json::from_str(line).expect("a line of JSON");
        let path = text(&said, "file").to_owned();
        let items = files
            .entry(path.clone())
            .or_insert_with(|| read(Path::new(&path)));
        tally.take(&path, &said, items);
    }
    tally.print(files.len());
    assert!(tally.read > 800, "only {} were read", tally.read);
    assert!(tally.failures.is_empty(), "{}", tally.failures.join("\n"));
    let stale: Vec<_> = DIFFERING
        .iter()
        .filter(|known| !tally.known.iter().any(|met| met == &(known.0, known.1)))
        .collect();
    assert!(stale.is_empty(), "these differ no more: {stale:?}");
}

/// What the crates are tested with that we read with, or that others write with.
#[test]
fn the_test_data_of_the_crates_is_read() {
    const CRATES: [&str; 8] = [
        "x509-parser-",
        "rcgen-",
        "p12-keystore-",
        "pkcs8-",
        "cms-",
        "pem-",
        "rsa-",
        "x509-cert-",
    ];
    let mut counts = BTreeMap::new();
    for package in packages() {
        let name = package
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .to_owned();
        if !CRATES.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        for path in files_below(&package) {
            let known = [
                "pem", "der", "crt", "cer", "csr", "crl", "p12", "pfx", "p7b", "p8", "key", "bin",
            ];
            let extension = path.extension().and_then(|extension| extension.to_str());
            if !extension.is_some_and(|extension| known.contains(&extension)) {
                continue;
            }
            let items = read(&path);
            let count: &mut (usize, usize) = counts.entry(name.clone()).or_default();
            let refused = items
                .iter()
                .all(|item| matches!(item.content, Content::Container(_) | Content::Unknown(_)));
            if refused {
                assert!(is_refused(&items), "{} ends in silence", path.display());
                count.1 += 1;
            } else {
                count.0 += 1;
            }
        }
    }
    for (name, (read, refused)) in &counts {
        println!("{name}: {read} files read, {refused} refused");
    }
    assert!(
        counts.keys().any(|name| name.starts_with("x509-parser-")),
        "{counts:?}"
    );
}

fn read(path: &Path) -> Vec<Item> {
    let octets = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let items = formats::read("file", &octets, &Limits::default());
    tests::fuzzing::judge(&items);
    items
}

/// Whether it is said that something is wrong with the file, or missing in it.
fn is_refused(items: &[Item]) -> bool {
    let mut findings = items.iter().flat_map(|item| &item.findings);
    findings.any(|found| found.severity <= Severity::Warning)
}

#[derive(Default)]
struct Tally {
    read: usize,
    refused: usize,
    /// Refused by one of the others, and read here.
    alone: usize,
    compared: usize,
    disputed: BTreeMap<String, usize>,
    known: Vec<(&'static str, &'static str)>,
    failures: Vec<String>,
}

impl Tally {
    fn take(&mut self, path: &str, said: &Value, items: &[Item]) {
        let der = said["der"].as_str().map(octets).unwrap_or_default();
        let found = items
            .iter()
            .find(|item| der_of(item).is_some_and(|own| !own.is_empty() && der.starts_with(own)));
        let report = found.map(|item| (item, inspect::report(item, NOW)));
        let report = report.filter(|(_, report)| {
            report
                .findings
                .iter()
                .all(|found| found.code != "unreadable")
        });
        let refused_by_others = said["refused"].is_string();
        let Some((item, report)) = report else {
            self.refused += 1;
            let readable = found.is_none() && !is_refused(items) && items.len() < 2;
            if readable {
                self.fail(path, "silence", "it is neither read nor refused");
            }
            if !refused_by_others {
                self.fail(path, "refused", "the others read it");
            }
            return;
        };
        self.read += 1;
        self.alone += usize::from(refused_by_others);
        for fact in said["disputed"].as_array().into_iter().flatten() {
            *self
                .disputed
                .entry(fact.as_str().unwrap_or_default().to_owned())
                .or_default() += 1;
        }
        for (fact, expected) in said["facts"].as_object().into_iter().flatten() {
            self.compared += 1;
            let own = own(fact, item, &report);
            let expected = expected_text(fact, expected);
            if own.as_deref() != Some(expected.as_str()) {
                self.fail(path, fact, &format!("{own:?} here, {expected:?} there"));
            }
        }
    }

    fn fail(&mut self, path: &str, fact: &str, how: &str) {
        let known = DIFFERING
            .iter()
            .find(|known| path.ends_with(known.0) && known.1 == fact);
        match known {
            Some(known) => {
                println!("differs: {} {fact}: {}", known.0, known.2);
                self.known.push((known.0, known.1));
            }
            None => self.failures.push(format!("{path}: {fact}: {how}")),
        }
    }

    fn print(&self, files: usize) {
        println!(
            "{files} files: {} structures read ({} of them refused by cryptography or openssl), {} refused, {} facts compared, {} known to differ; \
             disputed between cryptography and openssl: {:?}",
            self.read,
            self.alone,
            self.refused,
            self.compared,
            self.known.len(),
            self.disputed
        );
    }
}

fn der_of(item: &Item) -> Option<&[u8]> {
    match &item.content {
        Content::Certificate(der) | Content::Request(der) | Content::RevocationList(der) => {
            Some(der)
        }
        _ => None,
    }
}

/// What Twinlock says of a fact.
fn own(fact: &str, item: &Item, report: &Report) -> Option<String> {
    let is_list = matches!(item.content, Content::RevocationList(_));
    let row = |section: &str, label: &str| {
        let section = report
            .sections
            .iter()
            .find(|found| found.title == section)?;
        let row = section.rows.iter().find(|row| row.label == label)?;
        Some(row.value.clone())
    };
    let validity = report.validity;
    match fact {
        "subject" => row("Names", "Subject, RFC 2253"),
        "issuer" if is_list => row("List", "Issuer"),
        "issuer" => row("Names", "Issuer, RFC 2253"),
        "serial" => row("Serial and version", "Serial number, decimal"),
        "not-before" => validity.map(|validity| validity.not_before.to_string()),
        // The last second of the year 9999 is said to be no end.
        "not-after" => {
            validity.map(|validity| validity.not_after.unwrap_or(253_402_300_799).to_string())
        }
        "key" => row("Key", "Algorithm"),
        "names" => row("Names", "Subject alternative names")
            .or_else(|| row("Names", "Requested alternative names")),
        "revoked" => row("List", "Revoked certificates"),
        "sha1" => inspect::summary(item).sha1.map(|sha1| sha1.to_lowercase()),
        "sha256" => inspect::summary(item).sha256,
        _ => None,
    }
}

/// As Twinlock writes it.
fn expected_text(fact: &str, expected: &Value) -> String {
    match expected {
        Value::Array(names) => names
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("\n"),
        // Beyond ASCII, nginx and so the report escape each octet.
        Value::String(text) if matches!(fact, "subject" | "issuer") => text
            .bytes()
            .map(|octet| match octet {
                0x20..0x7f => char::from(octet).to_string(),
                _ => format!("\\{octet:02X}"),
            })
            .collect(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn octets(hex: &str) -> Vec<u8> {
    let digits = hex.as_bytes().chunks_exact(2);
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.filter_map(octet).collect()
}

/// The folders that cargo unpacked the sources of all crates into.
fn packages() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registries = home.expect("a home of cargo").join("registry/src");
    entries(&registries)
        .iter()
        .flat_map(|registry| entries(registry))
        .collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (folders, mut files): (Vec<_>, Vec<_>) =
        entries(folder).into_iter().partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| files_below(folder)));
    files
}
