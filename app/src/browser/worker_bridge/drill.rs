//! `window.twinlockCrash(name)`, by which a test makes the worker crash. Only in builds with the feature
//! `crash-drill`.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::WorkerBridge;
use crate::worker::Drill;

const NAME: &str = "twinlockCrash";

/// Puts the function on the window, for as long as the page lives.
pub(super) fn offer(bridge: WorkerBridge) {
    let crash = Closure::<dyn Fn(String) -> bool>::new(move |name: String| {
        let drill = Drill::named(&name);
        drill.inspect(|drill| bridge.drill(*drill)).is_some()
    });
    // Without the function the test fails, and says so.
    let _ = Reflect::set(
        &js_sys::global(),
        &JsValue::from_str(NAME),
        &crash.into_js_value(),
    );
}
