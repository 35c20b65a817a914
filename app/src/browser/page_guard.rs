//! Asking before the page is closed.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::BeforeUnloadEvent;

/// Has the browser ask before the page is left, as long as `needed` says so. The browser's own words are shown.
/// The guard holds until the returned listener is dropped; none where there is no window.
pub fn ask_before_leaving(needed: impl Fn() -> bool + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new_with_options(
        &window,
        "beforeunload",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            if needed() {
                event.prevent_default();
                // Chromium before 119 and WebKit ask only when a value is set.
                if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                    event.set_return_value("unsaved");
                }
            }
        },
    ))
}
