//! The page is not left in silence while a key, or what opens it, exists nowhere else.

use tests::browser::{Page, Window, visit};

use crate::{ZIP, choose_quick_keys, generate, released, wait_until_ready};

#[test]
fn the_page_asks_until_keys_and_passphrases_are_kept() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        assert!(!asks(page).await, "there is nothing to lose yet");
        generate(page).await;
        assert!(asks(page).await);
        page.press("Download ca.key").await;
        page.press("Download all").await;
        page.downloaded(ZIP).await;
        page.wait_for_text("Copy the passphrases now").await;
        assert!(asks(page).await, "the passphrases are not copied");
        page.press("Copy passphrase of the PFX files").await;
        assert!(asks(page).await, "that of the CA key is not copied");
        // To see one is to have it, too.
        page.open_section("Passphrases").await;
        page.press("Show CA key passphrase").await;
        page.wait_for_text("The CA key is saved").await;
        page.wait("the page still asks", async || !asks(page).await)
            .await;
    });
}

#[test]
fn a_ca_key_whose_certificates_are_in_use_is_not_replaced_in_silence() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        page.press("Download all").await;
        page.downloaded(ZIP).await;
        page.press("Generate").await;
        page.wait_for_text("ca.key of the certificates you have downloaded is not saved")
            .await;
        page.press("Generate").await;
        page.wait_for_text("3 certificates issued in").await;
        // Nothing of the new set is in use.
        page.press("Generate").await;
        page.wait_for_text("3 certificates issued in").await;
        assert!(!page.text().await.contains("is not saved and would be lost"));
    });
}

/// Whether the page has the browser ask before it is left.
async fn asks(page: &Page) -> bool {
    let leaving = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    page.script(leaving, &[]).await == true
}
