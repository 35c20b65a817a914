//! Saving a file.

use std::fmt;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Milliseconds after which the browser has surely begun to read what it saves.
const REVOKE_AFTER: u32 = 30_000;

/// The browser did not let the page save a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DownloadRefused;

impl fmt::Display for DownloadRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the browser did not allow the download; check its download settings")
    }
}

impl std::error::Error for DownloadRefused {}

/// Offers `bytes` as a file called `name` (without folders) in the browser's own way of saving.
///
/// # Errors
///
/// [`DownloadRefused`].
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), DownloadRefused> {
    try_download(name, media_type, bytes).map_err(|_| DownloadRefused)
}

fn try_download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let copy = Uint8Array::from(bytes);
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&copy), &options);
    // The blob holds its own copy.
    copy.fill(0, 0, copy.length());
    let url = Url::create_object_url_with_blob(&blob?)?;
    let clicked = click_link(name, &url);
    Timeout::new(REVOKE_AFTER, move || {
        // A URL that is gone already needs no revoking.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    clicked
}

fn click_link(name: &str, url: &str) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::UNDEFINED)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(url);
    link.set_download(name);
    let body = document.body().ok_or(JsValue::UNDEFINED)?;
    // Firefox clicks only what is in the document.
    body.append_child(&link)?;
    link.click();
    link.remove();
    Ok(())
}
