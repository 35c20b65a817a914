use leptos::prelude::*;

use super::Setup;
use crate::browser::worker_bridge::WorkerState;

impl Setup {
    /// Tells the user when the worker had to be started again. The notice stays until it is dismissed.
    pub(super) fn tell_of_restarts(self) {
        let state = self.worker.state();
        Effect::new(move |_| {
            if let WorkerState::Restarted(finding) = state.get() {
                self.notify(finding);
                self.forget_keys();
                self.worker.acknowledge();
            }
        });
    }
}
