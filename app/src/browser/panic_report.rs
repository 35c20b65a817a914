//! What is said when code panics: where, never with what. The payload of a panic may quote a value, and a value
//! may be a secret.

use std::panic;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// Element of `index.html` that says the page has stopped.
const NOTICE: &str = "stopped";

/// From now on a panic in the page is noted in the console by its place, and the page says that it has stopped.
pub fn install() {
    on_panic(|place| {
        web_sys::console::error_1(&JsValue::from_str(&format!("Twinlock panicked at {place}")));
        let notice = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id(NOTICE));
        if let Some(notice) = notice.as_ref().and_then(JsCast::dyn_ref::<HtmlElement>) {
            notice.set_hidden(false);
        }
    });
}

/// Calls `report` with the place of any panic, such as `crates/pki/src/issue.rs:10:5`.
pub(crate) fn on_panic(report: impl Fn(&str) + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string);
        report(place.as_deref().map_or("an unknown place", shortened));
    }));
}

/// The place without the folder in which the compiling machine keeps other people's crates.
fn shortened(place: &str) -> &str {
    place
        .split_once("/registry/src/")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or(place, |(_, within)| within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_name_no_folder_of_the_compiling_machine() {
        let foreign = "/home/a/.cargo/registry/src/index.example-1f/der-0.8.3/src/reader.rs:1:2";
        assert_eq!(shortened(foreign), "der-0.8.3/src/reader.rs:1:2");
        assert_eq!(
            shortened("crates/pki/src/issue.rs:1:2"),
            "crates/pki/src/issue.rs:1:2"
        );
    }
}
