use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::DragEvent;

use super::Setup;
use crate::browser::dropped_files::Dropped;
use crate::desk::Given;
use crate::router::Route;

impl Setup {
    /// Takes files that are dropped anywhere on the page: as a plan on the page Set up, to be read on the others.
    /// Without this the browser would leave the page to show the file.
    pub(crate) fn take_dropped(self, route: Memo<Route>) {
        let over = window_event_listener(leptos::ev::dragover, |event| {
            if carries_files(&event) {
                event.prevent_default();
            }
        });
        let dropped = window_event_listener(leptos::ev::drop, move |event| {
            if carries_files(&event) {
                event.prevent_default();
                let data = event.data_transfer();
                match (route.get_untracked(), data) {
                    (Route::Inspect | Route::Convert, Some(data)) => {
                        if let Some(desk) = self.desk.get_value() {
                            let dropped = Dropped::of(&data);
                            spawn_local(async move {
                                let (files, left_out) = dropped.files().await;
                                let given = files
                                    .into_iter()
                                    .map(|(name, file)| Given::File(name, file));
                                desk.take(given.collect(), left_out);
                            });
                        }
                    }
                    (_, Some(data)) => {
                        if let Some(file) = data.files().and_then(|files| files.get(0)) {
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
