//! The part of the address after `#`: it works on any static host and in a file, and is never sent to a server.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;

/// The hash without its `#`, as it stands in the address (percent-encoded); empty where there is none.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// Goes to `hash` (without its `#`), as a click on a link would: with an entry in the history.
pub fn go_to(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Browsers throttle a page that navigates hundreds of times in seconds; staying is right then.
        let _ = window.location().set_hash(hash);
    }
}

/// Replaces the hash without an entry in the history and without telling [`on_change`].
pub fn replace(hash: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let url = format!("#{hash}");
        // Refused where the document has no address of its own; the hash is a convenience there.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// Calls `changed` with the new hash whenever the user or [`go_to`] changes it, until the returned listener is dropped.
pub fn on_change(mut changed: impl FnMut(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        changed(hash());
    }))
}
