//! From a bundle of certificates dropped on the page Inspect to its answer and its list, in headless Chromium, beside
//! `@peculiar/x509` reading the same bundle in the same browser.
//!
//! The bundle is Mozilla's, as Debian has it. Nothing is asserted about times: the numbers are for people to read. It
//! fails where the list never appears, or where the two do not find the same certificates.
//!
//! `cargo xtask bench` builds the page and runs this; the one argument is how often.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement ends at its first broken assumption, and prints what it found"
)]

use std::env;

use serde_json::json;
use tests::browser::{Page, Window, visit_at_rest};
use tests::measure::{self, median};
use tests::site::Site;

const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";
const PECULIAR: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/node_modules/@peculiar/x509/build/x509.js"
);
/// What that asks for in every page.
const REFLECT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/node_modules/reflect-metadata/Reflect.js"
);
/// What `reading_natively` found, in milliseconds.
const NATIVE: &str = "TWINLOCK_READING_NATIVELY";
/// How often the bundle is read by a worker that has read it before.
const WARM: usize = 10;

/// Notes when a worker was asked to read, and how long its answer took. That question alone has octets beside it as many
/// as a bundle has, and the worker says nothing before it has answered.
const WATCH: &str = "
window.reads = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  if (Array.isArray(message) && message[1]?.length > 100000) {
    const start = performance.now();
    const answered = () => window.reads.push(performance.now() - start);
    this.addEventListener('message', answered, { once: true });
  }
  return post.call(this, message, ...rest);
};
";

/// Drops a text, and returns the milliseconds until the first lines of its list are drawn.
const DROP: &str = "
const [text] = arguments;
const data = new DataTransfer();
data.items.add(new File([text], 'bundle.pem'));
return new Promise((resolve, reject) => {
  const start = performance.now();
  const lines = document.querySelector('[data-part=lines]');
  const observer = new MutationObserver(() => {
    if (!document.querySelector('.item')) return;
    clearTimeout(limit);
    observer.disconnect();
    resolve(performance.now() - start);
  });
  const limit = setTimeout(() => reject(new Error('no list is drawn')), 60000);
  observer.observe(lines, { childList: true });
  for (const kind of ['dragover', 'drop']) {
    document.querySelector('main').dispatchEvent(
      new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
});
";

/// Reads the bundle with the other library, with names, extensions and both thumbprints.
const OTHER: &str = "
const [text] = arguments;
const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
return (async () => {
  const start = performance.now();
  let found = 0;
  for (const block of blocks) {
    const certificate = new x509.X509Certificate(block);
    const said = [certificate.subject, certificate.issuer, certificate.extensions.length];
    const prints = [await certificate.getThumbprint('SHA-1'), await certificate.getThumbprint('SHA-256')];
    if (said.length && prints.length) found += 1;
  }
  return [performance.now() - start, found];
})();
";

#[derive(Default)]
struct Times {
    first_answer: Vec<f64>,
    first_list: Vec<f64>,
    warm_answer: Vec<f64>,
    other_first: Vec<f64>,
    other_warm: Vec<f64>,
}

fn main() {
    let runs = measure::runs();
    let site = Site::of_variable("TWINLOCK_DIST");
    let bundle = std::fs::read_to_string(BUNDLE).unwrap();
    let other = [REFLECT, PECULIAR].map(|file| std::fs::read_to_string(file).unwrap());
    let other = other.concat();
    let mut times = Times::default();
    for _ in 0..runs {
        visit_at_rest(&site, Window::Desktop, async |page| {
            visit(page, &bundle, &other, &mut times).await;
        });
    }
    report(&times, bundle.matches("BEGIN CERTIFICATE").count());
}

async fn visit(page: &Page, bundle: &str, other: &str, times: &mut Times) {
    page.before_load(WATCH).await;
    page.reload().await;
    measure::wait_until_ready(page).await;
    page.press("Inspect").await;
    let count = bundle.matches("BEGIN CERTIFICATE").count();
    for round in 0..=WARM {
        let drawn = page.script(DROP, &[json!(bundle)]).await.as_f64().unwrap();
        page.wait_for_text(&format!("{count} certificates")).await;
        let answered = page.script("return window.reads.pop()", &[]).await;
        let answered = answered.as_f64().unwrap();
        if round == 0 {
            times.first_answer.push(answered);
            times.first_list.push(drawn);
        } else {
            times.warm_answer.push(answered);
        }
        page.press("Forget all").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
    }
    page.script(
        &format!("(0, function () {{ {other}; window.x509 = x509; }})()"),
        &[],
    )
    .await;
    for round in 0..=WARM {
        let read = page.script(OTHER, &[json!(bundle)]).await;
        assert_eq!(read[1].as_u64(), u64::try_from(count).ok());
        let milliseconds = read[0].as_f64().unwrap();
        match round {
            0 => times.other_first.push(milliseconds),
            _ => times.other_warm.push(milliseconds),
        }
    }
}

fn report(times: &Times, count: usize) {
    let (first, warm) = (median(&times.first_answer), median(&times.warm_answer));
    let (other_first, other_warm) = (median(&times.other_first), median(&times.other_warm));
    println!(
        "reading {count} certificates, medians of {} visits:",
        times.first_answer.len()
    );
    println!(
        "  page, first answer    {first:8.1} ms (target 60), {:.2} of @peculiar/x509",
        first / other_first
    );
    println!(
        "  page, later answers   {warm:8.1} ms (target 10), {:.2} of @peculiar/x509",
        warm / other_warm
    );
    println!(
        "  page, first list      {:8.1} ms (target 150)",
        median(&times.first_list)
    );
    println!("  @peculiar/x509, first {other_first:8.1} ms");
    println!("  @peculiar/x509, later {other_warm:8.1} ms");
    if let Ok(native) = env::var(NATIVE) {
        let native: f64 = native.parse().unwrap();
        println!(
            "  page, later answers beside the same code for this machine ({native:.1} ms): {:.1} (target 2.5)",
            warm / native
        );
    }
}
