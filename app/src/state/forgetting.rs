//! Forget everything: whatever of a session is secret goes, in the page, in its workers and on the screen.

use std::time::Duration;

use gloo_events::EventListener;
use leptos::prelude::*;
use plan::Plan;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement};

use super::focus::focus_if_lost;
use super::passphrase::fresh;
use super::{FORM_TITLE, Setup, Theme, View, settings};
use crate::browser::worker_bridge::WorkerState;
use crate::browser::{copied_secret, stack, template, told};

/// The id of the dialog.
const FORGET: &str = "forget";

/// How often it is looked whether the workers are there again.
const LOOK: Duration = Duration::from_millis(20);

impl Setup {
    /// Asks whether everything is to be forgotten, and does it then. There is no way back.
    pub(crate) fn forget_everything(self) {
        if let Some(dialog) = dialog() {
            if let Some(settings) = settings_box(&dialog) {
                settings.set_checked(false);
            }
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        }
    }

    /// Hears the answers of the dialog, for as long as the page lives.
    pub(super) fn hear_forgetting(self) {
        let Some(dialog) = dialog() else {
            return;
        };
        for (name, confirms) in [("cancel", false), ("confirm", true)] {
            let Some(button) = template::part(&dialog, name) else {
                continue;
            };
            let dialog = dialog.clone();
            EventListener::new(&button, "click", move |_| {
                dialog.close();
                if confirms {
                    let with_settings = settings_box(&dialog).is_some_and(|it| it.checked());
                    self.forget(with_settings);
                }
            })
            .forget();
        }
    }

    fn forget(self, with_settings: bool) {
        if let Some(desk) = self.desk.get_value() {
            desk.forget_everything();
        }
        for worker in [self.worker, self.judging.worker, self.inspector] {
            worker.restart();
        }
        // What waited for the workers hears that they have ended, and must not have the last word.
        let forget = move || {
            self.forget_issued();
            if with_settings {
                self.forget_settings();
            }
            self.tell_when_forgotten();
        };
        set_timeout(forget, Duration::ZERO);
    }

    fn forget_settings(self) {
        self.plan.set(Plan::default());
        self.choose_theme(Theme::System);
        self.clear_checks();
        settings::forget();
    }

    /// Says so once the workers have started anew.
    fn tell_when_forgotten(self) {
        if self.worker_state.get_untracked() == WorkerState::Loading {
            return set_timeout(move || self.tell_when_forgotten(), LOOK);
        }
        stack::wipe_soon();
        let is_copied = copied_secret::is_there();
        let copied = if is_copied {
            " What you copied is still in the clipboard."
        } else {
            ""
        };
        let said = format!("Everything is forgotten. The passphrases are new.{copied}");
        told::tell(&said, is_copied);
        focus_if_lost(FORM_TITLE);
    }

    fn forget_issued(self) {
        self.passphrases.pfx.set(fresh());
        self.passphrases.ca_key.set(fresh());
        self.passphrases.seen.set(Vec::new());
        self.notices
            .update(|notices| notices.retain(|notice| notice.undo.is_none()));
        self.history.clear();
        self.issued.set(None);
        self.saved.set(Vec::new());
        self.judged.update(|judged| judged.shown = None);
        self.progress.set(None);
        self.zipping.set(false);
        self.refusal.set(None);
        self.done.set(None);
        self.forget_keys();
        self.look_at(View::first());
    }
}

fn dialog() -> Option<HtmlDialogElement> {
    document().get_element_by_id(FORGET)?.dyn_into().ok()
}

/// Whether the form and the kept settings go, too.
fn settings_box(dialog: &HtmlDialogElement) -> Option<HtmlInputElement> {
    template::part(dialog, "settings")?.dyn_into().ok()
}
