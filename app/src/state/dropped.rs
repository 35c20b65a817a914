use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{DragEvent, File};

use super::Setup;

impl Setup {
    /// Takes a file that is dropped anywhere on the page as a plan. Without this the browser would leave the page to
    /// show the file.
    pub(super) fn take_dropped(self) {
        let over = window_event_listener(leptos::ev::dragover, |event| {
            if carries_files(&event) {
                event.prevent_default();
            }
        });
        let dropped = window_event_listener(leptos::ev::drop, move |event| {
            if carries_files(&event) {
                event.prevent_default();
                if let Some(file) = first_file(&event) {
                    self.import_plan(file);
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

fn first_file(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}
