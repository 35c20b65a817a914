use leptos::prelude::*;

use super::Setup;
use crate::browser::worker_bridge::WorkerState;

impl Setup {
    /// Tells the user when a worker had to be started again. The notice stays until it is dismissed.
    pub(super) fn tell_of_restarts(self) {
        Effect::new(move |_| {
            if let WorkerState::Restarted(finding) = self.worker.state().get() {
                self.notify(finding);
                self.forget_keys();
                self.worker.acknowledge();
            }
        });
        let judge = self.judging.worker;
        Effect::new(move |_| {
            if let WorkerState::Restarted(finding) = judge.state().get() {
                self.notify(finding);
                judge.acknowledge();
            }
        });
    }
}
