//! The built page in Chromium: what a user does with "Set up", by what things are called.
//!
//! `TWINLOCK_DIST` names the page as released and `TWINLOCK_CRASH_DIST` the one whose worker can be made to
//! crash; `cargo xtask test` builds both.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod about;
mod crash;
mod dropped;
mod findings;
mod forget_dialog;
mod forgotten;
mod generate;
mod keeping;
mod keyboard;
mod notices;
mod output;
mod palette;
mod phone;
mod pictures;
mod plain_http;
mod runbook;
mod said;
mod secrets;
mod settings;
mod stale;
mod work;

use tests::browser::Page;
use tests::site::Site;

/// What Download all saves.
const ZIP: &str = "twinlock-api.contoso.example.zip";

fn released() -> Site {
    Site::of_variable("TWINLOCK_DIST")
}

/// Waits until the worker takes work: from then on the page needs nobody.
async fn wait_until_ready(page: &Page) {
    page.wait("the worker is not ready", async || {
        let text = page.text().await;
        if text.contains("No worker") {
            page.press("Findings").await;
            panic!("there is no worker:\n{}", page.text().await);
        }
        text.contains("Worker ready")
    })
    .await;
}

/// Picks keys that are quick to make.
async fn choose_quick_keys(page: &Page) {
    page.open_section("Keys").await;
    page.choose("Key algorithm", "ECDSA P-256").await;
}

/// Presses Generate and waits for the certificates.
async fn generate(page: &Page) {
    page.press("Generate").await;
    wait_until_generated(page).await;
}

async fn wait_until_generated(page: &Page) {
    page.wait_for_text("What to do next").await;
}
