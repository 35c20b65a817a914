//! The pictures of the bundle as a browser draws them: nothing is cut, no word lies on another or outside its box.
//!
//! The browser measures with the fonts of this machine. Where it has none but DejaVu, as Debian without any other, that is
//! the widest font that a system draws text with.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::path::Path;

use plan::Plan;
use serde_json::json;
use tests::browser::{Page, Window, visit};
use tests::bundle::Bundle;
use tests::site::Site;
use tests::{folder, plans};

/// What is wrong with the picture that is shown, as sentences.
const WRONG: &str = r"
const svg = document.documentElement;
if (svg.localName !== 'svg') return ['no picture'];
const box = element => { const { x, y, width, height } = element.getBBox(); return { x, y, right: x + width, bottom: y + height }; };
const inside = (inner, outer) => inner.x >= outer.x && inner.y >= outer.y && inner.right <= outer.right && inner.bottom <= outer.bottom;
const meets = (one, other) => one.x < other.right - 1 && other.x < one.right - 1 && one.y < other.bottom - 3 && other.y < one.bottom - 3;
const { x, y, width, height } = svg.viewBox.baseVal;
const paper = { x, y, right: x + width, bottom: y + height };
const words = [...svg.querySelectorAll('text')].map(element => ({ text: element.textContent, ...box(element) }));
const boxes = [...svg.querySelectorAll('.picture__box, .picture__box--away, .picture__check')].map(box);
const wrong = [];
if (words.length < 5) wrong.push('hardly any words');
for (const [index, word] of words.entries()) {
  if (!(word.right > word.x)) wrong.push(`${word.text} is not drawn`);
  if (!inside(word, paper)) wrong.push(`${word.text} leaves the picture`);
  const around = boxes.find(box => meets(word, box));
  if (around && !inside(word, around)) wrong.push(`${word.text} leaves its box`);
  for (const other of words.slice(index + 1)) {
    if (meets(word, other)) wrong.push(`${word.text} lies on ${other.text}`);
  }
}
return wrong;
";

const FILES: [&str; 3] = [
    "pictures/handshake.svg",
    "pictures/chain.svg",
    "pictures/validity.svg",
];

/// Names as long as they may be.
fn long() -> Plan {
    let mut plan = plans::rich();
    let label = "w".repeat(52);
    plan.names.server_hosts = format!("{label}.example *.{label}.{label}.example 2001:db8::ffff:4");
    plan.names.client = format!("{label}.m.example");
    plan.names.ca = "W".repeat(50);
    plan.kubernetes.service = "m".repeat(60);
    plan.kubernetes.ingress = "w".repeat(60);
    plan.azure.dns_zone = String::new();
    plan
}

#[test]
fn every_picture_is_drawn_whole() {
    let root = folder::fresh("pictures");
    let mut all = plans::all();
    all.push(("long", long()));
    for (name, plan) in &all {
        Bundle::make(plan).unpack(&root.join(name));
    }
    let site = Site::start(&root);
    let mut found = Vec::new();
    visit(&site, Window::Desktop, async |page| {
        for (name, _) in &all {
            for file in FILES {
                page.open(&format!("{}{name}/{file}", site.url())).await;
                found.extend(
                    wrong(page)
                        .await
                        .iter()
                        .map(|it| format!("{name}/{file}: {it}")),
                );
            }
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn words_that_lie_on_others_or_leave_their_box_are_seen() {
    let root = folder::fresh("broken pictures");
    Bundle::make(&plans::curl()).unpack(&root);
    let file = root.join(FILES[0]);
    let whole = std::fs::read_to_string(&file).unwrap();
    let site = Site::start(&root);
    for (from, to, seen) in [
        (
            ">api.contoso.example<",
            ">api.contoso.example.is.far.too.long.for.it<",
            "leaves its box",
        ),
        ("y=\"21\"", "y=\"38\"", "lies on"),
        (
            "In the order",
            &"In the order".repeat(20),
            "leaves the picture",
        ),
        ("<svg ", "<g ", "no picture"),
    ] {
        assert!(whole.contains(from), "{from}");
        write(&file, &whole.replace(from, to));
        visit(&site, Window::Desktop, async |page| {
            page.open(&format!("{}{}", site.url(), FILES[0])).await;
            let wrong = wrong(page).await;
            assert!(
                wrong.iter().any(|it| it.contains(seen)),
                "{seen}: {wrong:?}"
            );
        });
    }
}

fn write(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap();
}

async fn wrong(page: &Page) -> Vec<String> {
    let found = page.script(WRONG, &[json!(null)]).await;
    serde_json::from_value(found).unwrap()
}
