//! A secret in the clipboard: that it is there is said, and it is cleared, by a press or by itself.

use serde_json::json;
use thirtyfour::Key;

use crate::{Engine, Page, Site, Window, visit_with};

/// The clipboard's minute passes in a moment.
const FASTER: &str = "
const own = window.setTimeout;
window.setTimeout = (act, wait, ...more) => own(act, wait === 60000 ? 400 : wait, ...more);
";

/// A field of no page's, to paste into.
const FIELD: &str = "
document.querySelector('#pasted-here')?.remove();
const field = document.createElement('textarea');
field.id = 'pasted-here';
field.setAttribute('aria-label', 'Pasted here');
document.querySelector('main').prepend(field);
field.focus();
";

#[test]
fn a_copied_secret_is_told_of_and_cleared_by_a_press() {
    for engine in Engine::ALL {
        for plain in [false, true] {
            let site = Site::of_variable("TWINLOCK_DIST");
            visit_with(engine, &site, Window::Desktop, async |page| {
                if plain {
                    page.open(&site.plain_url()).await;
                }
                page.wait_for_text("Worker ready").await;
                copy_passphrase(page).await;
                page.wait_for_text("PFX passphrase is in the clipboard.")
                    .await;
                let passphrase = page.value("PFX passphrase").await;
                assert_eq!(pasted(page).await, passphrase, "{engine}, plain: {plain}");
                page.press("Clear the clipboard").await;
                page.wait_for_text("The clipboard is cleared.").await;
                assert_eq!(pasted(page).await.trim(), "", "{engine}, plain: {plain}");
                assert!(!page.has_button("Clear the clipboard").await);
                page.press("Dismiss").await;
                assert!(!page.text().await.contains("The clipboard is cleared."));
            });
        }
    }
}

#[test]
fn it_is_cleared_by_itself_where_the_user_wants_that_and_the_browser_lets_it() {
    for engine in Engine::ALL {
        let site = Site::of_variable("TWINLOCK_DIST");
        visit_with(engine, &site, Window::Desktop, async |page| {
            page.wait_for_text("Worker ready").await;
            page.script(FASTER, &[]).await;
            page.press("Settings").await;
            page.control("Clear copied secrets after 60 s")
                .await
                .click()
                .await
                .unwrap();
            page.key(Key::Escape).await;
            copy_passphrase(page).await;
            let refused = "this browser clears it only when you press the button";
            page.wait("nothing was said of it", async || {
                let text = page.text().await;
                text.contains("The clipboard is cleared.") || text.contains(refused)
            })
            .await;
            println!("{engine}: {}", told(page).await);
            if page.has_button("Clear the clipboard").await {
                page.press("Clear the clipboard").await;
                page.wait_for_text("The clipboard is cleared.").await;
            }
            assert_eq!(pasted(page).await, "", "{engine}");

            // The choice is kept for the next visit.
            page.reload().await;
            page.wait_for_text("Worker ready").await;
            page.press("Settings").await;
            let chosen = page.control("Clear copied secrets after 60 s").await;
            assert!(chosen.is_selected().await.unwrap(), "{engine}");
        });
    }
}

#[test]
fn what_is_copied_by_hand_is_told_of_too_and_what_is_no_secret_is_not() {
    let site = Site::of_variable("TWINLOCK_DIST");
    visit_with(Engine::Chromium, &site, Window::Desktop, async |page| {
        page.wait_for_text("Worker ready").await;
        page.open_section("Passphrases").await;
        page.press("Show PFX passphrase").await;
        let field = page.control("PFX passphrase").await;
        field.click().await.unwrap();
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(Key::Control + "c").await.unwrap();
        page.wait_for_text("PFX passphrase is in the clipboard.")
            .await;
        page.press("Copy 40-ingress.yaml").await;
        page.wait("the secret is said to be there still", async || {
            !page.text().await.contains("is in the clipboard")
        })
        .await;
        assert!(pasted(page).await.contains("kind: Ingress"));
    });
}

async fn copy_passphrase(page: &Page) {
    page.open_section("Passphrases").await;
    page.press("Copy PFX passphrase").await;
}

/// What the clipboard holds, as a user finds out.
async fn pasted(page: &Page) -> String {
    page.script(FIELD, &[]).await;
    let field = page.control("Pasted here").await;
    field.send_keys(Key::Control + "v").await.unwrap();
    page.value("Pasted here").await
}

async fn told(page: &Page) -> String {
    let text = "return document.querySelector('#told p').textContent";
    let text = page.script(text, &[]).await;
    assert_ne!(text, json!(""));
    text.as_str().unwrap().to_owned()
}
