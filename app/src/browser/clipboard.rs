//! Copying text.

use std::fmt;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Clipboard, Document, HtmlDocument, HtmlElement, HtmlTextAreaElement};

use super::copied_secret;

/// The browser did not let the page write to the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClipboardRefused;

impl fmt::Display for ClipboardRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the browser did not allow copying; select the text and press Ctrl+C")
    }
}

impl std::error::Error for ClipboardRefused {}

/// Copies `text`, which is no secret. Call it from a click: browsers refuse otherwise.
///
/// # Errors
///
/// [`ClipboardRefused`] when neither the asynchronous API nor a selection could copy.
pub async fn copy(text: &str) -> Result<(), ClipboardRefused> {
    write(text).await?;
    copied_secret::replaced();
    Ok(())
}

/// The same for any text; see [`copied_secret::copy`] for a secret.
pub(super) async fn write(text: &str) -> Result<(), ClipboardRefused> {
    if let Some(clipboard) = clipboard() {
        let written = JsFuture::from(clipboard.write_text(text)).await;
        if written.is_ok() {
            return Ok(());
        }
    }
    copy_by_selection(text).ok_or(ClipboardRefused)
}

/// Empties the clipboard.
///
/// # Errors
///
/// [`ClipboardRefused`]: without the focus, and in Firefox and WebKit without a press, no page may write to it.
pub(crate) async fn clear() -> Result<(), ClipboardRefused> {
    if let Some(clipboard) = clipboard() {
        let written = JsFuture::from(clipboard.write_text("")).await;
        return written.map(|_| ()).map_err(|_| ClipboardRefused);
    }
    // A selection of nothing copies nothing, and leaves what there was.
    copy_by_selection(" ").ok_or(ClipboardRefused)
}

/// The asynchronous API; browsers leave it out where the page is not a secure context (plain HTTP).
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?;
    clipboard.is_object().then(|| clipboard.unchecked_into())
}

fn copy_by_selection(text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let focused = document.active_element();
    let area = hidden_area(&document, text)?;
    area.select();
    let copied = document
        .unchecked_ref::<HtmlDocument>()
        .exec_command("copy")
        .unwrap_or(false);
    area.set_value("");
    area.remove();
    if let Some(element) = focused.as_ref().and_then(JsCast::dyn_ref::<HtmlElement>) {
        // Focus is a convenience here; the text is copied all the same.
        let _ = element.focus();
    }
    copied.then_some(())
}

/// A text area that can be selected but not seen. It is styled through the object model: the page's
/// content security policy blocks style attributes.
fn hidden_area(document: &Document, text: &str) -> Option<HtmlTextAreaElement> {
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_read_only(true);
    area.set_attribute("aria-hidden", "true").ok()?;
    let style = area.style();
    for (property, value) in [("position", "fixed"), ("opacity", "0"), ("top", "0")] {
        style.set_property(property, value).ok()?;
    }
    document.body()?.append_child(&area).ok()?;
    Some(area)
}
