use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::DragEvent;

use super::{Inspection, Setup};
use crate::components::given;
use crate::router::Route;

impl Setup {
    /// Takes files that are dropped anywhere on the page: as a plan on the page Set up, to be read on the others.
    /// Without this the browser would leave the page to show the file.
    pub(crate) fn take_dropped(self, inspection: Inspection, route: Memo<Route>) {
        let over = window_event_listener(leptos::ev::dragover, |event| {
            if carries_files(&event) {
                event.prevent_default();
            }
        });
        let dropped = window_event_listener(leptos::ev::drop, move |event| {
            if carries_files(&event) {
                event.prevent_default();
                let files = event.data_transfer().and_then(|data| data.files());
                match (route.get_untracked(), files) {
                    (Route::Inspect | Route::Convert, Some(files)) => {
                        inspection.take(given(&files));
                    }
                    (_, Some(files)) => {
                        if let Some(file) = files.get(0) {
                            self.import_plan(file);
                        }
                    }
                    (_, None) => {}
                }
            }
        });
        on_cleanup(move || {
            over.remove();
            dropped.remove();
        });
    }
}

/// Text that is dragged into a field carries none, and is left to the browser.
fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0))
}
