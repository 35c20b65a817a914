//! The built page in Chromium: what a user does with "Inspect" and "Convert".
//!
//! `TWINLOCK_DIST` names the page as released; `cargo xtask test` builds it. The files are made by openssl.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod convert;
mod given;
mod keyboard;
mod material;
mod password;
mod scale;
mod views;

use tests::browser::{Page, Window, visit};
use tests::site::Site;

/// Opens the page Inspect.
fn inspect(window: Window, user: impl AsyncFnOnce(&Page)) {
    let site = Site::of_variable("TWINLOCK_DIST");
    visit(&site, window, async |page| {
        page.press("Inspect").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        user(page).await;
    });
}

/// Waits until the list says that it holds this.
async fn wait_until_told(page: &Page, told: &str) {
    page.wait_for_text(told).await;
}
