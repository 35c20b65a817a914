//! Forget everything asks first; what stays in the page after each answer.

use serde_json::json;
use tests::browser::{Page, Window, visit};
use thirtyfour::Key;

use crate::{choose_quick_keys, generate, released, wait_until_ready};

/// Whether the dialog is open, and what has the focus.
const STATE: &str = "
const dialog = document.querySelector('#forget');
return [dialog.open, document.activeElement.textContent.trim().replace(/\\s+/g, ' ')];
";

/// What is kept for the next visit.
const KEPT: &str = "return Object.keys(localStorage).sort()";

#[test]
fn nothing_is_forgotten_unless_the_user_says_so() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        let passphrase = page.value("PFX passphrase").await;
        ask(page).await;
        // Whoever presses Enter at once has changed nothing.
        assert_eq!(page.script(STATE, &[]).await, json!([true, "Cancel"]));
        page.key(Key::Escape).await;
        assert_eq!(page.script(STATE, &[]).await, json!([false, "Settings"]));
        ask(page).await;
        page.key(Key::Enter).await;
        assert_eq!(page.script(STATE, &[]).await, json!([false, "Settings"]));
        assert_eq!(page.value("PFX passphrase").await, passphrase);
        assert!(page.text().await.contains("What to do next"));
    });
}

#[test]
fn what_is_secret_goes_and_what_stands_in_the_form_stays() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        // Undo brings back a passphrase, too.
        page.press("New PFX passphrase").await;
        page.press("Put the plan back").await;
        page.wait_for_text("The form is back to what the certificates were made from")
            .await;
        page.open_section("Names").await;
        page.fill("Client name", "kept.contoso.example").await;
        let passphrase = page.value("PFX passphrase").await;
        ask(page).await;
        page.press("Forget everything").await;
        page.wait_for_text("Everything is forgotten").await;
        assert_eq!(page.script(STATE, &[]).await, json!([false, "Settings"]));
        assert_ne!(page.value("PFX passphrase").await, passphrase);
        assert_eq!(page.value("Client name").await, "kept.contoso.example");
        let undo = "return [...document.querySelectorAll('.notice__actions button, .undo :enabled')].length";
        assert_eq!(page.script(undo, &[]).await, json!(0));
        assert!(!page.has_button("Download ca.key").await);
        page.press("Download all").await;
        page.wait_for_text("There are no certificates yet").await;
        // The page goes on as before.
        generate(page).await;
        page.show_file("pki/client.crt").await;
        page.wait_for_text("-----BEGIN CERTIFICATE-----").await;
    });
}

#[test]
fn the_form_and_the_kept_settings_go_where_the_user_wants_that() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.press("Dark colours").await;
        page.open_section("Names").await;
        page.fill("Client name", "gone.contoso.example").await;
        let kept = json!(["twinlock.plan", "twinlock.theme"]);
        page.wait("the plan is not kept", async || {
            page.script(KEPT, &[]).await == kept
        })
        .await;
        ask(page).await;
        let choice = page.control("Also the form and the kept settings").await;
        assert!(!choice.is_selected().await.unwrap());
        choice.click().await.unwrap();
        page.press("Forget everything").await;
        page.wait_for_text("Everything is forgotten").await;
        assert_eq!(page.value("Client name").await, "apim.contoso.example");
        // What is stored a moment after a change is not stored again.
        page.script("return new Promise(done => setTimeout(done, 600))", &[])
            .await;
        assert_eq!(page.script(KEPT, &[]).await, json!([]));
        let theme = "return document.documentElement.dataset.theme";
        assert_eq!(page.script(theme, &[]).await, json!("system"));
    });
}

async fn ask(page: &Page) {
    page.press("Settings").await;
    page.press("Forget everything").await;
    page.wait_for_text("Forget everything?").await;
}
