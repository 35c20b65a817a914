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

use std::env;
use std::path::Path;
use std::time::Instant;

use serde::Deserialize;
use serde_json::json;
use tests::browser::{Page, Window, visit};
use tests::folder;
use tests::site::Site;
use tests::tool::Tool;

const RECIPE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/openssl-recipe.sh");

/// Ratios to the openssl command line that are aimed at.
const COLD_TARGET: f64 = 0.6;
const AHEAD_TARGET: f64 = 0.1;

/// No task of the page's own thread is to take longer, in milliseconds; the browser reports those that do.
const LONG_TASK: f64 = 50.0;

/// Presses Generate, then Download all, and keeps in `window.measured` the milliseconds that the page took
/// for both together and every long task meanwhile. The bundle is there when the page hands it to the
/// browser, as a blob.
const MEASURE: &str = r"
const tasks = [];
const observer = new PerformanceObserver(list => tasks.push(...list.getEntries()));
observer.observe({ type: 'longtask' });
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
  await new Promise(resolve => setTimeout(resolve, 200));
  tasks.push(...observer.takeRecords());
  const long_tasks = tasks.filter(task => task.startTime >= start).map(task => task.duration);
  window.measured = { milliseconds, bytes, long_tasks };
})();
";

/// What [`MEASURE`] found.
#[derive(Debug, Deserialize)]
struct Measured {
    milliseconds: f64,
    bytes: u64,
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
    let runs = runs();
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

/// The first argument that is a number; cargo adds arguments of its own.
fn runs() -> usize {
    env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(15)
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
    visit(site, Window::Desktop, async |page| {
        page.wait_for_text("Worker ready").await;
        prepare(page).await;
        page.script(MEASURE, &[]).await;
        page.wait("the page makes no bundle", async || {
            found(page).await.is_some()
        })
        .await;
        measured = found(page).await;
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
    let openssl = median(&results.openssl);
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
        let time = median(times);
        println!(
            "  {what}: {time:.0} ms, {:.2} of openssl's time (target: at most {target})",
            time / openssl
        );
    }
    let longest = results.long_tasks.iter().copied().fold(0.0, f64::max);
    println!(
        "Tasks of the page's own thread over {LONG_TASK} ms during these jobs: {}, the longest {longest:.0} ms",
        results.long_tasks.len()
    );
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}
