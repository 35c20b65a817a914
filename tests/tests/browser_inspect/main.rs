//! The built page in Chromium: what a user does with "Inspect" and "Convert".
//!
//! `TWINLOCK_DIST` names the page as released; `cargo xtask test` builds it. The files are made by openssl.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod accessibility;
mod convert;
mod given;
mod keyboard;
mod material;
mod password;
mod scale;
mod views;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
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

/// Drops files on the page: their names and contents.
async fn drop_files(page: &Page, files: &[(&str, &[u8])]) {
    let files: Vec<_> = files
        .iter()
        .map(|(name, content)| json!([name, BASE64_STANDARD.encode(content)]))
        .collect();
    let script = "
        const data = new DataTransfer();
        for (const [name, content] of arguments[0]) {
          const octets = Uint8Array.from(atob(content), c => c.charCodeAt(0));
          data.items.add(new File([octets], name));
        }
        return ['dragover', 'drop'].map(kind => {
          const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
          document.querySelector('main').dispatchEvent(event);
          return event.defaultPrevented;
        });";
    let taken = page.script(script, &[json!(files)]).await;
    assert_eq!(taken, json!([true, true]));
}

/// Waits until the list says that it holds this.
async fn wait_until_told(page: &Page, told: &str) {
    page.wait_for_text(told).await;
}
