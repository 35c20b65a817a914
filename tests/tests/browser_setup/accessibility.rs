//! The page can be used by everybody, as far as axe-core can tell: in each of its states, in light and in dark
//! colours, on a desk and on a phone.

use std::collections::BTreeSet;

use tests::axe;
use tests::browser::{Page, Window, visit};

use crate::{choose_quick_keys, generate, released, wait_until_ready};

#[test]
fn axe_finds_nothing_on_a_laptop() {
    assert_accessible(Window::Laptop);
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    assert_accessible(Window::Phone);
}

/// What proves that axe sees: each script breaks the page so that the rule must be named.
const FAULTS: [(&str, &str); 3] = [
    (
        "label",
        "const input = document.querySelector('.section input[type=text], .section input:not([type])');
         input.labels.forEach(label => label.remove());
         input.removeAttribute('aria-label');
         input.removeAttribute('aria-labelledby');
         input.removeAttribute('title');",
    ),
    (
        "color-contrast",
        "document.querySelector('.section__title').style.color = '#777';
         document.querySelector('.section__head').style.background = '#888';",
    ),
    (
        "target-size",
        "for (const button of document.querySelectorAll('.theme button')) {
           button.replaceChildren();
           Object.assign(button.style, { width: '8px', height: '8px' });
         }
         document.querySelector('.theme').style.gap = '0';",
    ),
];

#[test]
fn axe_finds_what_is_broken_on_purpose() {
    let site = released();
    visit(&site, Window::Laptop, async |page| {
        wait_until_ready(page).await;
        axe::load(page).await;
        page.open_section("Names").await;
        for (_, fault) in FAULTS {
            page.script(fault, &[]).await;
        }
        let found = axe::violations(page).await;
        for (rule, _) in FAULTS {
            let named = found.iter().any(|violation| violation.rule == rule);
            assert!(named, "axe does not see a broken {rule}: {found:?}");
        }
    });
}

fn assert_accessible(window: Window) {
    let site = released();
    let mut found = String::new();
    visit(&site, window, async |page| {
        wait_until_ready(page).await;
        axe::load(page).await;
        found += &judge(page, "freshly opened").await;

        choose_quick_keys(page).await;
        open_all_sections(page).await;
        found += &judge(page, "all sections open").await;

        page.fill("Server host names", "a_b.example").await;
        show(page, "Findings").await;
        page.button("Go to Server host names").await;
        found += &judge(page, "an error, and the findings").await;

        page.fill("Server host names", "api.contoso.example").await;
        generate(page).await;
        found += &judge(page, "after Generate").await;

        show(page, "client.crt").await;
        page.wait_for_text("-----BEGIN CERTIFICATE-----").await;
        found += &judge(page, "a file").await;

        show(page, "handshake.svg").await;
        page.wait_for_text("CertificateVerify").await;
        found += &judge(page, "a picture").await;

        show(page, "README.md").await;
        page.wait_for_text("0 of 7 steps done").await;
        page.press("Copy the command az login").await;
        found += &judge(page, "the runbook").await;
    });
    assert!(found.is_empty(), "axe finds, at {window} points:\n{found}");
}

const BACKGROUND: &str = "return getComputedStyle(document.body).backgroundColor";

/// What axe finds, in both colour schemes.
async fn judge(page: &Page, state: &str) -> String {
    let mut found = String::new();
    let mut backgrounds = BTreeSet::new();
    for colours in ["Light colours", "Dark colours"] {
        page.press(colours).await;
        backgrounds.insert(page.script(BACKGROUND, &[]).await.to_string());
        for violation in axe::violations(page).await {
            found += &format!("\n{state}, {colours}: {violation}");
        }
    }
    assert_eq!(backgrounds.len(), 2, "the colours do not change");
    found
}

async fn open_all_sections(page: &Page) {
    let open = "document.querySelectorAll('details').forEach(part => part.open = true)";
    page.script(open, &[]).await;
    // What is in a section is drawn when it is opened first.
    page.wait("a section stays empty", async || {
        let drawn = "return [...document.querySelectorAll('details')].every(part => part.childElementCount > 1)";
        page.script(drawn, &[]).await == true
    })
    .await;
}

/// Shows one of the list's entries; on a phone the list is folded.
async fn show(page: &Page, name: &str) {
    if !page.has_button(name).await {
        page.script("document.querySelector('.files__toggle').click()", &[])
            .await;
    }
    page.press(name).await;
}
