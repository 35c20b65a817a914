//! From a character typed to the text of the file that is shown, in headless Chromium, and the long tasks of the
//! page's own thread while it is loaded, typed in and generating.
//!
//! What is measured ends when the new text is in the document; the browser draws it with its next frame. How long
//! the page's own frames lie apart is measured in the same run. Nothing is asserted about times: the numbers are
//! for people to read. It fails where a text never appears.
//!
//! `cargo xtask bench` builds the page and runs this; the one argument is how often the page is loaded.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement ends at its first broken assumption, and prints what it found"
)]

use serde_json::json;
use tests::browser::{Page, Window, visit_at_rest};
use tests::measure;
use tests::site::Site;

/// A frame of a screen that draws 60 a second, in milliseconds: what is aimed at.
const FRAME: f64 = 16.0;

const WARM_UPS: usize = 5;
const SAMPLES: usize = 40;

/// A field, by its place in the plan, and the file that shows its value.
const CASES: [(&str, &str); 3] = [
    ("kubernetes.ingress", "kubernetes/40-ingress.yaml"),
    ("names.server_hosts", "kubernetes/40-ingress.yaml"),
    ("names.server_hosts", "README.md"),
];

/// Types a character before the value of a field, another one each time, and returns the milliseconds each took to
/// stand in the file. As if typed fast: 50 ms lie between one text and the next character.
const TYPE: &str = r"
const [field, count] = arguments;
const value = field.value;
const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set;
const shown = text => document.querySelector('.workbench__view')?.textContent.includes(text);
const appears = text => new Promise((resolve, reject) => {
  const observer = new MutationObserver(() => {
    if (shown(text)) { clearTimeout(limit); observer.disconnect(); resolve(performance.now()); }
  });
  const limit = setTimeout(() => { observer.disconnect(); reject(new Error(`${text} is not shown`)); }, 10000);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
});
const rest = () => new Promise(resolve => setTimeout(resolve, 50));
const type = async text => {
  if (shown(text)) throw new Error(`${text} is shown already`);
  const appeared = appears(text);
  const start = performance.now();
  set.call(field, text);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  const milliseconds = await appeared - start;
  await rest();
  return milliseconds;
};
return (async () => {
  const all = [];
  for (let index = 0; index < count; index += 1) {
    all.push(await type(String.fromCharCode(97 + index % 26) + value));
  }
  set.call(field, value);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }));
  await rest();
  return all;
})();
";

/// The milliseconds between frames of the page at rest.
const FRAMES: &str = r"
const [count] = arguments;
return new Promise(resolve => {
  const all = [];
  let last = null;
  const next = now => {
    if (last !== null) all.push(now - last);
    last = now;
    if (all.length < count) requestAnimationFrame(next); else resolve(all);
  };
  requestAnimationFrame(next);
});
";

/// The long tasks of the page's own thread, in milliseconds, and the times of the first characters.
#[derive(Debug, Default)]
struct Visits {
    loading: Vec<f64>,
    first: Vec<f64>,
    typing: Vec<f64>,
    generating: Vec<f64>,
}

/// What typing in an open page took, in milliseconds.
#[derive(Debug, Default)]
struct Typing {
    frames: Vec<f64>,
    cases: Vec<Vec<f64>>,
    long_tasks: Vec<f64>,
}

fn main() {
    let loads = measure::runs();
    let site = Site::of_variable("TWINLOCK_DIST");
    let typing = typing(&site);
    let mut visits = Visits::default();
    for _ in 0..loads {
        visit_anew(&site, &mut visits);
    }
    report(&typing, &visits, loads);
}

/// Types in a page that has made its keys already, so that nothing else runs.
fn typing(site: &Site) -> Typing {
    let mut typing = Typing::default();
    visit_at_rest(site, Window::Desktop, async |page| {
        measure::wait_until_ready(page).await;
        measure::assert_sees_long_tasks(page).await;
        page.open_section("Kubernetes").await;
        type_into(page, CASES[0], 1).await;
        page.wait_for_text("3 keys ready").await;
        let frames = page.script(FRAMES, &[json!(SAMPLES)]).await;
        typing.frames = serde_json::from_value(frames).unwrap();
        for case in CASES {
            page.show_file(case.1).await;
            type_into(page, case, WARM_UPS).await;
            let start = measure::now(page).await;
            typing.cases.push(type_into(page, case, SAMPLES).await);
            typing
                .long_tasks
                .extend(measure::long_tasks(page, start).await);
        }
    });
    typing
}

/// Loads the page in a browser of its own, types at once, and generates.
fn visit_anew(site: &Site, visits: &mut Visits) {
    visit_at_rest(site, Window::Desktop, async |page| {
        measure::wait_until_ready(page).await;
        visits.loading.extend(measure::long_tasks(page, 0.0).await);
        page.open_section("Kubernetes").await;
        page.show_file(CASES[0].1).await;

        let start = measure::now(page).await;
        visits
            .first
            .extend(type_into(page, CASES[0], WARM_UPS).await);
        visits.typing.extend(measure::long_tasks(page, start).await);

        let start = measure::now(page).await;
        page.press("Generate").await;
        page.wait_for_text("What to do next").await;
        visits
            .generating
            .extend(measure::long_tasks(page, start).await);
    });
}

async fn type_into(page: &Page, (place, _): (&str, &str), count: usize) -> Vec<f64> {
    let label = plan::field(place).unwrap().label;
    let field = page.control(label).await.to_json().unwrap();
    let times = page.script(TYPE, &[field, json!(count)]).await;
    serde_json::from_value(times).unwrap()
}

fn report(typing: &Typing, visits: &Visits, loads: usize) {
    let frame = measure::median(&typing.frames);
    println!();
    println!(
        "From a character typed to the text of the file that is shown (target: {FRAME} ms, one frame):"
    );
    for ((place, file), times) in CASES.iter().zip(&typing.cases) {
        let label = plan::field(place).unwrap().label;
        say_times(&format!("{label} to {file}"), times, frame);
    }
    say_times(
        "the first characters of a visit, while keys are made",
        &visits.first,
        frame,
    );
    println!("  the page's own frames at rest lie {frame:.1} ms apart, the median of {SAMPLES}");
    println!(
        "Tasks of the page's own thread over {} ms:",
        measure::LONG_TASK
    );
    let say = measure::say_long_tasks;
    println!(
        "  {loads} loads until the worker is ready: {}",
        say(&visits.loading)
    );
    println!(
        "  the first characters of each visit: {}",
        say(&visits.typing)
    );
    println!("  typing in an open page: {}", say(&typing.long_tasks));
    println!("  {loads} times Generate: {}", say(&visits.generating));
}

fn say_times(what: &str, times: &[f64], frame: f64) {
    let median = measure::median(times);
    println!(
        "  {what}: median {median:.1} ms of {}, 95th percentile {:.1} ms, worst {:.1} ms; \
         the median is {:.2} of the target and {:.2} of the page's own frame",
        times.len(),
        measure::percentile_95(times),
        measure::worst(times),
        median / FRAME,
        median / frame,
    );
}
