//! What the page's own policy keeps from happening, in every engine.

use serde_json::json;

use crate::{Engine, Page, Site, Window, visit_with};

/// Things that a page without a policy may do; each script says whether it was done.
const ATTEMPTS: [(&str, &str); 13] = [
    (
        "an inline script",
        "add('script', { textContent: run }); return ran();",
    ),
    (
        "a javascript: address",
        "add('a', { href: 'javascript:' + run }).click(); return later(ran);",
    ),
    (
        "an inline handler",
        "add('div', {}).innerHTML = `<img src='x' onerror=\"${run}\">`; return later(ran);",
    ),
    (
        "eval",
        "return later(() => { window.eval(run); return ran(); });",
    ),
    (
        "Function",
        "return later(() => { new window.Function(run)(); return ran(); });",
    ),
    (
        "a remote script",
        "return loads(add('script', { src: remote + 'script.js' }));",
    ),
    (
        "a remote image",
        "return loads(add('img', { src: remote + 'image.png' }));",
    ),
    (
        "a remote style sheet",
        "return loads(add('link', { rel: 'stylesheet', href: remote + 'a.css' }));",
    ),
    ("fetch", "return fetch(remote).then(() => true);"),
    (
        "a beacon",
        "navigator.sendBeacon(remote); return later(() => false);",
    ),
    (
        "XMLHttpRequest",
        "const request = new XMLHttpRequest(); request.open('GET', remote); request.send(); return loads(request);",
    ),
    (
        "a web socket",
        "const socket = new WebSocket('ws://forbidden.example/');
         return new Promise(done => { socket.onopen = () => done(true); socket.onerror = () => done(false); });",
    ),
    (
        "a form",
        "add('form', { action: remote, method: 'post' }).submit(); return later(() => false);",
    ),
];

/// What the attempts are written with. A script that throws has done nothing.
const WITH: &str = "
// Without TLS, whatever is sent is seen.
const remote = 'http://forbidden.example/';
const run = \"document.documentElement.dataset.ran = 'yes'\";
const ran = () => document.documentElement.dataset.ran === 'yes';
const add = (name, properties) => {
  const element = Object.assign(document.createElement(name), properties);
  document.body.append(element);
  return element;
};
// In a task of its own: a driver's own script may do what the page's may not.
const later = what => new Promise(done => setTimeout(() => {
  try { done(what()); } catch { done(false); }
}, 400));
const loads = element => new Promise(done => {
  element.addEventListener('load', () => done(true));
  element.addEventListener('error', () => done(false));
  setTimeout(() => done(false), 1500);
});
";

#[test]
fn the_policy_blocks_whatever_the_page_does_not_need() {
    for engine in Engine::ALL {
        let site = Site::of_variable("TWINLOCK_DIST");
        visit_with(engine, &site, Window::Desktop, async |page| {
            page.wait_for_text("Worker ready").await;
            for (what, attempt) in ATTEMPTS {
                assert!(!is_done(page, attempt).await, "{engine}: {what}");
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
                let asked = site.requests();
                let asked = asked.iter().find(|it| it.contains("forbidden"));
                assert_eq!(asked, None, "{engine}: {what}");
            }
            // A form that was sent would have led away.
            assert!(page.url().await.starts_with(&site.url()));
        });
    }
}

async fn is_done(page: &Page, attempt: &str) -> bool {
    let script = format!(
        "{WITH} return (async () => {{ try {{ return await (async () => {{ {attempt} }})(); }} catch {{ return false; }} }})();"
    );
    page.script(&script, &[]).await == json!(true)
}
