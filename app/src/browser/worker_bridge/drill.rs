//! `window.twinlockCrash(name, index)`, by which a test makes one of the workers crash; the first, where no
//! index is given. Only in builds with the feature
//! `crash-drill`.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::WorkerBridge;
use crate::worker::Drill;

const NAME: &str = "twinlockCrash";

/// Puts the function on the window, for as long as the page lives.
pub(super) fn offer(bridges: Vec<WorkerBridge>) {
    let crash = Closure::<dyn Fn(String, u32) -> bool>::new(move |name: String, index: u32| {
        let drill = Drill::named(&name);
        let bridge = bridges.get(index as usize);
        match (drill, bridge) {
            (Some(drill), Some(bridge)) => {
                bridge.drill(drill);
                true
            }
            _ => false,
        }
    });
    // Without the function the test fails, and says so.
    let _ = Reflect::set(
        &js_sys::global(),
        &JsValue::from_str(NAME),
        &crash.into_js_value(),
    );
}
