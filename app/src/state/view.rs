use leptos::prelude::*;

use super::{Content, Setup, focus};
use crate::browser::worker_bridge::WorkerState;

/// What the output shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// What was issued, and what to do with it.
    Overview,
    /// Every finding of the page.
    Findings,
    /// One file, by its path.
    File(String),
}

impl View {
    /// What is shown when the page opens: the file that says most about the setup.
    pub(crate) fn first() -> Self {
        Self::File("kubernetes/40-ingress.yaml".into())
    }

    /// Its title.
    pub(crate) fn title(&self) -> &str {
        match self {
            Self::Overview => "Overview",
            Self::Findings => "Findings",
            Self::File(path) => super::file_name(path),
        }
    }

    /// Whether it shows the file at `path`.
    pub(crate) fn shows(&self, path: &str) -> bool {
        matches!(self, Self::File(shown) if shown == path)
    }
}

/// What the output is to show, and what is drawn meanwhile.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    /// What is to be shown.
    pub(crate) wanted: RwSignal<View>,
    /// What is drawn: another one only while the wanted file is being rendered, so that nothing goes blank for it.
    pub(crate) drawn: RwSignal<View>,
    /// Whether the focus goes to what is drawn next.
    takes_focus: StoredValue<bool>,
}

impl Output {
    /// What is shown when the page opens.
    pub(super) fn first() -> Self {
        Self {
            wanted: RwSignal::new(View::first()),
            drawn: RwSignal::new(View::first()),
            takes_focus: StoredValue::new(false),
        }
    }
}

impl Setup {
    /// Shows a file or a page of the output, and leads there.
    pub(crate) fn show(self, view: View) {
        self.output.takes_focus.set_value(true);
        self.look_at(view);
    }

    /// Shows a file or a page of the output.
    pub(crate) fn look_at(self, view: View) {
        let rendering = match &view {
            View::File(path) => {
                let pending = untrack(|| self.content(path)) == Content::Pending;
                let state = self.worker_state.get_untracked();
                pending && matches!(state, WorkerState::Ready | WorkerState::Restarted(_))
            }
            View::Overview | View::Findings => false,
        };
        self.output.wanted.set(view);
        if !rendering {
            self.draw();
        }
    }

    /// Draws what is to be shown.
    pub(super) fn draw(self) {
        let Output {
            wanted,
            drawn,
            takes_focus,
        } = self.output;
        let view = wanted.get_untracked();
        if drawn.with_untracked(|drawn| *drawn != view) {
            drawn.set(view);
        }
        if takes_focus.get_value() {
            takes_focus.set_value(false);
            request_animation_frame(|| focus("panel-title"));
        }
    }
}
