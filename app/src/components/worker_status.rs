use leptos::prelude::*;

use super::dynamic::dynamic;
use crate::browser::worker_bridge::WorkerState;
use crate::state::Setup;

/// How the worker is, in a word.
#[component]
pub(crate) fn WorkerStatus() -> impl IntoView {
    let setup = expect_context::<Setup>();
    let status = move || {
        let busy = setup.is_busy();
        match setup.worker_state.get() {
            WorkerState::Loading => ("loading", "Worker loading"),
            WorkerState::Ready if busy => ("busy", "Worker busy"),
            WorkerState::Ready => ("ready", "Worker ready"),
            WorkerState::Restarted(_) => ("restarted", "Worker restarted"),
            WorkerState::Failed(_) => ("failed", "No worker"),
        }
    };
    view! {
        <span class="worker-status" role="status" data-state=move || Some(status().0.to_owned())>
            <span class="worker-status__dot"></span>
            <span class="worker-status__text">{dynamic(move || status().1)}</span>
        </span>
    }
}
