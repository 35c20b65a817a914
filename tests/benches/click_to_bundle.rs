//! From the click on Generate to the whole bundle, in headless Chromium, against the openssl command line.
//!
//! The three ways alternate within one run, so that a machine that grows slower or faster meanwhile slows
//! or speeds all of them. Nothing is asserted about times: the numbers are for people to read.
//!
//! `cargo xtask bench` builds the page and runs this; the one argument is how often.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement ends at its first broken assumption, and prints what it found"
)]

use std::path::Path;
use std::time::Instant;

use serde::Deserialize;
use serde_json::json;
use tests::browser::{Page, Window, visit_at_rest};
use tests::folder;
use tests::measure;
use tests::site::Site;
use tests::tool::Tool;

const RECIPE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/openssl-recipe.sh");

/// Ratios to the openssl command line that are aimed at.
const COLD_TARGET: f64 = 0.6;
const AHEAD_TARGET: f64 = 0.1;

/// Presses Generate, then Download all, and keeps in `window.measured` the milliseconds that the page took
/// for both together. The bundle is there when the page hands it to the browser, as a blob.
const MEASURE: &str = r"
const button = name => [...document.querySelectorAll('button')]
  .find(element => element.checkVisibility() && element.textContent.trim() === name);
const until = condition => new Promise(resolve => {
  const observer = new MutationObserver(() => {
    if (condition()) { observer.disconnect(); resolve(); }
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
});
const bundle = new Promise(resolve => {
  const create = URL.createObjectURL;
  URL.createObjectURL = blob => { resolve(blob.size); return create.call(URL, blob); };
});
window.measured = null;
(async () => {
  const start = performance.now();
  const running = until(() => button('Cancel'));
  button('Generate').click();
  await running;
  await until(() => !button('Cancel'));
  button('Download all').click();
  const bytes = await bundle;
  const milliseconds = performance.now() - start;
  window.measured = { start, milliseconds, bytes };
})();
";

/// What [`MEASURE`] found.
#[derive(Debug, Deserialize)]
struct Measured {
    start: f64,
    milliseconds: f64,
    bytes: u64,
    #[serde(skip)]
    long_tasks: Vec<f64>,
}

/// All measurements, in milliseconds.
#[derive(Debug, Default)]
struct Results {
    openssl: Vec<f64>,
    cold: Vec<f64>,
    ahead: Vec<f64>,
    long_tasks: Vec<f64>,
}

fn main() {
    let runs = measure::runs();
    let site = Site::of_variable("TWINLOCK_DIST");
    let mut results = Results::default();
    for run in 1..=runs {
        results.openssl.push(openssl());
        let cold = page(&site, async |_| ());
        results.cold.push(cold.milliseconds);
        let ahead = page(&site, make_keys_ahead);
        results.ahead.push(ahead.milliseconds);
        results.long_tasks.extend(cold.long_tasks);
        results.long_tasks.extend(ahead.long_tasks);
        println!(
            "run {run} of {runs}: openssl {:.0} ms, page cold {:.0} ms, keys made ahead {:.0} ms",
            results.openssl[run - 1],
            results.cold[run - 1],
            results.ahead[run - 1],
        );
    }
    report(&results);
}

fn openssl() -> f64 {
    let output = folder::fresh("openssl-recipe");
    let start = Instant::now();
    Tool::new("bash")
        .args([Path::new(RECIPE), &output])
        .succeed();
    start.elapsed().as_secs_f64() * 1000.0
}

/// Loads the page in a browser of its own, prepares it and measures.
fn page(site: &Site, prepare: impl AsyncFnOnce(&Page)) -> Measured {
    let mut measured = None;
    visit_at_rest(site, Window::Desktop, async |page| {
        measure::wait_until_ready(page).await;
        measure::assert_sees_long_tasks(page).await;
        prepare(page).await;
        page.script(MEASURE, &[]).await;
        page.wait("the page makes no bundle", async || {
            found(page).await.is_some()
        })
        .await;
        let mut found = found(page).await.unwrap();
        found.long_tasks = measure::long_tasks(page, found.start).await;
        measured = Some(found);
    });
    let measured = measured.unwrap();
    assert!(measured.bytes > 0, "the bundle is empty");
    measured
}

async fn found(page: &Page) -> Option<Measured> {
    let value = page.script("return window.measured", &[]).await;
    (value != json!(null)).then(|| serde_json::from_value(value).unwrap())
}

/// Types what already stands in a field: the first input has keys made, and the plan stays the same.
async fn make_keys_ahead(page: &Page) {
    let label = plan::field("names.client").unwrap().label;
    let name = page.value(label).await;
    page.fill(label, &name).await;
    page.wait_for_text("3 keys ready").await;
}

fn report(results: &Results) {
    let openssl = measure::median(&results.openssl);
    println!();
    println!(
        "Click to bundle, three RSA keys of 4,096 bits, medians of {}:",
        results.openssl.len()
    );
    println!("  openssl command line: {openssl:.0} ms");
    for (what, times, target) in [
        ("page, cold", &results.cold, COLD_TARGET),
        ("page, keys made ahead", &results.ahead, AHEAD_TARGET),
    ] {
        let time = measure::median(times);
        println!(
            "  {what}: {time:.0} ms, {:.2} of openssl's time (target: at most {target})",
            time / openssl
        );
    }
    println!(
        "Tasks of the page's own thread over {} ms during these jobs: {}",
        measure::LONG_TASK,
        measure::say_long_tasks(&results.long_tasks),
    );
}
