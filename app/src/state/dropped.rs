use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::{DataTransfer, DragEvent, File};

use super::Setup;
use crate::browser::dropped_files::Dropped;
use crate::browser::route;
use crate::desk::{Desk, Given};
use crate::router::Route;

impl Setup {
    /// Takes files that are dropped anywhere on the page: one that is called like a plan, on the page Set up, as a plan;
    /// all others to be read on the page Inspect, which is opened for them. Without this the browser would leave the page
    /// to show the file.
    pub(crate) fn take_dropped(self, route: Memo<Route>) {
        let over = window_event_listener(leptos::ev::dragover, |event| {
            if carries_files(&event) {
                event.prevent_default();
            }
        });
        let dropped = window_event_listener(leptos::ev::drop, move |event| {
            if !carries_files(&event) {
                return;
            }
            event.prevent_default();
            let Some(data) = event.data_transfer() else {
                return;
            };
            let is_reading = matches!(route.get_untracked(), Route::Inspect | Route::Convert);
            match (plan_among(&data), self.desk.get_value()) {
                (Some(plan), _) if !is_reading => self.import_plan(plan),
                (_, Some(desk)) => {
                    if !is_reading {
                        route::go_to("/inspect");
                    }
                    read(desk, &data);
                }
                (_, None) => {}
            }
        });
        on_cleanup(move || {
            over.remove();
            dropped.remove();
        });
    }
}

/// The one file, where it is called like a plan.
fn plan_among(data: &DataTransfer) -> Option<File> {
    let files = data.files().filter(|files| files.length() == 1)?;
    files.get(0).filter(|file| file.name().ends_with(".json"))
}

fn read(desk: Desk, data: &DataTransfer) {
    let dropped = Dropped::of(data);
    spawn_local(async move {
        let (files, left_out) = dropped.files().await;
        let given = files
            .into_iter()
            .map(|(name, file)| Given::File(name, file));
        desk.take(given.collect(), left_out);
    });
}

/// Text that is dragged into a field carries none, and is left to the browser.
fn carries_files(event: &DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0))
}
