//! What the pages Inspect and Convert say.

use tests::browser::{Window, visit};
use tests::folder;

use super::patches::{REFUSES_FOLDERS, STOPS_OVER_EVERYTHING};
use super::says;
use crate::{released, wait_until_ready};

#[test]
fn what_inspect_says_to_a_folder_of_too_many_files() {
    let folder = folder::fresh("too-many-files");
    for number in 0..=2_000 {
        std::fs::write(folder.join(number.to_string()), "nothing").unwrap();
    }
    visit(&released(), Window::Desktop, async |page| {
        page.press("Inspect").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        says(page, "too-many-files", async || {
            page.drop_from_outside(&[&folder]).await;
        })
        .await;
    });
}

#[test]
fn what_inspect_says_to_a_folder_that_the_browser_refuses() {
    let folder = folder::fresh("refused");
    std::fs::write(folder.join("tls.crt"), "nothing").unwrap();
    visit(&released(), Window::Desktop, async |page| {
        page.script(REFUSES_FOLDERS, &[]).await;
        page.press("Inspect").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        says(page, "folder-unread", async || {
            page.drop_from_outside(&[&folder]).await;
        })
        .await;
    });
}

#[test]
fn what_inspect_says_when_its_worker_stops() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        page.before_load(STOPS_OVER_EVERYTHING).await;
        page.reload().await;
        wait_until_ready(page).await;
        page.press("Inspect").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        page.fill(
            "Certificate, key, YAML, header value, base64 or hex",
            "nothing",
        )
        .await;
        page.press("Read text").await;
        page.wait_for_text("Nothing in it is known").await;
        says(page, "inspect-crashed", async || {
            page.script(
                "window.armed = true;
                 document.querySelector('[data-pane=text]').click();
                 setTimeout(() => { window.armed = false; });",
                &[],
            )
            .await;
        })
        .await;
        // What was given is there again.
        page.press("Report").await;
        page.wait_for_text("Nothing in it is known").await;
    });
}
