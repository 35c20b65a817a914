//! The page can be used by everybody, as far as axe-core can tell: in each of its states, in light and in dark
//! colours, on a desk and on a phone.

use std::collections::BTreeSet;

use tests::axe;
use tests::browser::{Page, Window, visit};
use tests::site::Site;
use tests::states::State;

use crate::visit_states;

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
    let site = Site::of_variable("TWINLOCK_DIST");
    visit(&site, Window::Laptop, async |page| {
        State::SetupSections.reach(page, &site.url()).await;
        axe::load(page).await;
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
    let found = visit_states(window, async |page, state| {
        axe::load(page).await;
        judge(page, state).await
    });
    assert!(found.is_empty(), "axe finds, at {window} points:\n{found}");
}

const BACKGROUND: &str = "return getComputedStyle(document.body).backgroundColor";

/// What axe finds, in both colour schemes.
async fn judge(page: &Page, state: State) -> String {
    let mut found = String::new();
    let mut backgrounds = BTreeSet::new();
    for theme in ["light", "dark"] {
        let script = format!("document.documentElement.dataset.theme = '{theme}'");
        page.script(&script, &[]).await;
        backgrounds.insert(page.script(BACKGROUND, &[]).await.to_string());
        for violation in axe::violations(page).await {
            found += &format!("\n{}, {theme}: {violation}", state.name());
        }
    }
    assert_eq!(backgrounds.len(), 2, "the colours do not change");
    found
}
