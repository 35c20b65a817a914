//! What the page can see of its own traffic.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// How many requests the page has made from this moment on, in milliseconds since it was opened (Resource Timing). What
/// the browser and its service worker ask for on their own is not among them.
pub(crate) fn requests_since(milliseconds: f64) -> usize {
    let performance = web_sys::window().and_then(|window| window.performance());
    let entries = performance.map(|performance| performance.get_entries_by_type("resource"));
    let property = |entry: &JsValue, name: &str| Reflect::get(entry, &JsValue::from_str(name)).ok();
    let is_request = |entry: &JsValue| {
        let begun = property(entry, "startTime").and_then(|start| start.as_f64());
        let name = property(entry, "name").and_then(|name| name.as_string());
        let from_memory = |name: &String| name.starts_with("blob:") || name.starts_with("data:");
        begun.is_some_and(|begun| begun >= milliseconds) && name.is_some_and(|it| !from_memory(&it))
    };
    entries.map_or(0, |entries| entries.iter().filter(is_request).count())
}

/// Whether the browser says that it has a network; it may be wrong about that, but not about having none.
pub(crate) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the page was opened from a service worker's store, and opens so again.
pub(crate) fn is_kept() -> bool {
    super::offline::is_controlled()
}
