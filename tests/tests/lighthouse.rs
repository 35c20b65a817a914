//! Lighthouse, as a judge of the built page before a real nginx: each of its pages reaches 95 of 100 for accessibility and best
//! practices, on a phone and on a desk.
//!
//! Performance is worked out from what loading took here, by how busy this machine was; it is printed, with what has cost most.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::path::Path;

use serde_json::Value;
use tests::nginx::StaticNginx;
use tests::tool::Tool;

/// Lighthouse's command line.
const PROGRAM: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/node_modules/lighthouse/cli/index.js"
);
const CHROMIUM: &str = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic \
    --no-first-run --disable-background-networking --disable-dev-shm-usage";
const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "performance"];
const PAGES: [&str; 4] = ["#/setup", "#/inspect", "#/convert", "#/about"];

/// How often Lighthouse may fail by itself, as it does when the browser hands it no trace.
const ATTEMPTS: usize = 3;

#[test]
fn every_page_reaches_95() {
    let folder = std::env::var_os("TWINLOCK_DIST")
        .unwrap_or_else(|| panic!("`cargo xtask test` names the built page"));
    let nginx = StaticNginx::start(Path::new(&folder));
    let mut low = Vec::new();
    println!("Lighthouse: {}", CATEGORIES.join(", "));
    for page in PAGES {
        for (device, options) in [("phone", &[][..]), ("desk", &["--preset=desktop"])] {
            let report = report(&nginx.url(&format!("/{page}")), options);
            let scores = CATEGORIES.map(|category| score(&report, category));
            println!("{page:10} {device:5} {scores:?}{}", costs(&report));
            let [accessibility, practices, _] = scores;
            if accessibility < 95 || practices < 95 {
                low.push(format!("{page} {device} {scores:?}: {:?}", lost(&report)));
            }
        }
    }
    assert!(low.is_empty(), "below 95:\n{}", low.join("\n"));
}

/// What performance hangs on most.
fn costs(report: &Value) -> String {
    ["largest-contentful-paint", "total-blocking-time"]
        .map(|audit| format!(", {audit} {}", report["audits"][audit]["displayValue"]))
        .concat()
}

fn report(address: &str, options: &[&str]) -> Value {
    let run = || {
        let tool = Tool::new("node").args([PROGRAM, address, CHROMIUM]).args([
            "--quiet",
            "--output=json",
            "--output-path=stdout",
            "--no-enable-error-reporting",
            "--only-categories=accessibility,best-practices,performance",
        ]);
        tool.args(options)
            .env("CHROME_PATH", "/usr/bin/chromium")
            .run()
    };
    let mut ended = run();
    for _ in 1..ATTEMPTS {
        if !ended.success {
            ended = run();
        }
    }
    assert!(ended.success, "{}: {}", ended.command, ended.stderr);
    serde_json::from_slice(&ended.stdout).unwrap()
}

/// Of 100.
fn score(report: &Value, category: &str) -> u64 {
    let score = &report["categories"][category]["score"];
    let score = score
        .as_f64()
        .unwrap_or_else(|| panic!("no {category}: {}", report["runtimeError"]));
    (score * 100.0).round() as u64
}

/// The audits that cost something.
fn lost(report: &Value) -> Vec<String> {
    let audits = report["audits"].as_object().unwrap();
    let failed = audits
        .values()
        .filter(|audit| audit["score"].as_f64().is_some_and(|score| score < 0.9));
    failed
        .map(|audit| {
            format!(
                "{} {} {}",
                audit["id"], audit["score"], audit["displayValue"]
            )
        })
        .collect()
}
