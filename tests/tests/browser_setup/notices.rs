//! What the page changes in the form it offers to take back, without what was typed since.

use serde_json::json;
use tests::browser::{Page, Window, visit};

use crate::{released, wait_until_ready};

#[test]
fn a_preset_over_ones_own_choices_can_be_taken_back() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Validity").await;
        page.open_section("Names").await;
        page.fill("Client certificate validity", "90").await;
        page.press("As in the article").await;
        page.wait_for_text("has taken the place of your own choices")
            .await;
        assert_eq!(page.value("Client certificate validity").await, "3650");
        page.fill("Client name", "later.contoso.example").await;
        page.press("Undo").await;
        page.wait("the choice does not come back", async || {
            page.value("Client certificate validity").await == "90"
        })
        .await;
        assert_eq!(page.value("Client name").await, "later.contoso.example");
    });
}

#[test]
fn from_preset_to_preset_nothing_needs_to_be_said() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.press("As in the article").await;
        page.press("Recommended").await;
        page.wait_for_text("What differs").await;
        let notices = "return document.querySelectorAll('.notice').length";
        assert_eq!(page.script(notices, &[]).await, json!(0));
    });
}

#[test]
fn the_focus_goes_on_when_a_notice_ends() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        page.fill("Client name", "mine.contoso.example").await;
        page.press("Settings").await;
        page.press("Reset").await;
        page.wait_for_text("back to the recommended settings").await;
        page.fill("Client name", "mine.contoso.example").await;
        page.open_section("Validity").await;
        page.fill("Client certificate validity", "90").await;
        page.press("As in the article").await;
        page.wait_for_text("has taken the place").await;
        page.press("Dismiss").await;
        focus_is_on(page, "Dismiss").await;
        page.press("Dismiss").await;
        focus_is_on(page, "Mutual TLS for one API").await;
    });
}

async fn focus_is_on(page: &Page, name: &str) {
    let focused = "const focused = document.activeElement;
        return focused.getAttribute('aria-label') ?? focused.textContent.trim()";
    page.wait(&format!("the focus is not on {name}"), async || {
        page.script(focused, &[]).await == json!(name)
    })
    .await;
}
