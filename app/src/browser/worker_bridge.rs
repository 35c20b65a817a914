//! The page's end of the worker: typed calls, cancelling, and restarting after a crash.
//!
//! *Architecture invariant:* once the worker has been ready, nothing here makes a request. Whatever happens to
//! the worker, every call ends, and the page keeps its input.

#[cfg(feature = "crash-drill")]
mod drill;
mod pending;
mod pieces;
mod running;
mod supervisor;

use std::pin::Pin;
use std::rc::Rc;

use diagnostics::Finding;
use engine::{Progress, Request, Response};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use pieces::Pieces;
use supervisor::Supervisor;

/// How the worker is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerState {
    /// It is being loaded or started; calls wait for it.
    Loading,
    /// It takes calls.
    Ready,
    /// It takes calls, after a crash that the user should hear of. [`WorkerBridge::acknowledge`] makes it `Ready`.
    Restarted(Finding),
    /// It cannot be had; calls fail.
    Failed(Finding),
}

/// Why a call was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeError {
    /// [`WorkerBridge::cancel`] was called.
    Cancelled,
    /// The worker crashed over it, or over another call. A new worker starts; keys made ahead are lost.
    Crashed {
        /// How: the place of a panic or the name of an error.
        what: String,
    },
    /// There is no worker, and why.
    Unavailable(Finding),
}

/// What waits for an answer.
pub type Answering = Pin<Box<dyn Future<Output = Result<Response, BridgeError>>>>;

/// The worker, as the page sees it. Cheap to copy; lives as long as the reactive owner it was started in.
#[derive(Clone, Copy)]
pub struct WorkerBridge {
    supervisor: StoredValue<Rc<Supervisor>, LocalStorage>,
    state: ReadSignal<WorkerState>,
}

impl WorkerBridge {
    /// Begins to load the code, once, and starts workers with it when their `turn` has come. Those from the third on
    /// are started when they are first called.
    pub fn start_all<const N: usize>(turn: impl Future<Output = ()> + 'static) -> [Self; N] {
        let bridges: [Self; N] = std::array::from_fn(|index| Self::waiting(index >= 2));
        let supervisors = bridges.map(|bridge| bridge.supervisor.get_value());
        spawn_local(async move {
            match Pieces::load(turn).await.map(Rc::new) {
                Ok(pieces) => supervisors
                    .iter()
                    .for_each(|supervisor| supervisor.begin(Rc::clone(&pieces))),
                Err(finding) => supervisors
                    .iter()
                    .for_each(|supervisor| supervisor.give_up(finding.clone())),
            }
        });
        #[cfg(feature = "crash-drill")]
        drill::offer(bridges.to_vec());
        bridges
    }

    fn waiting(when_called: bool) -> Self {
        let (state, set_state) = signal(WorkerState::Loading);
        Self {
            supervisor: StoredValue::new_local(Rc::new(Supervisor::new(set_state, when_called))),
            state,
        }
    }

    /// How the worker is, as a signal.
    pub fn state(self) -> ReadSignal<WorkerState> {
        self.state
    }

    /// Asks the worker, and waits for its answer. Calls that use keys are answered in the order they were made.
    ///
    /// # Errors
    ///
    /// [`BridgeError`]. That something cannot be done is not an error here but [`Response::Failed`].
    pub fn call(self, request: Request, on_progress: impl Fn(Progress) + 'static) -> Answering {
        self.call_with(request, Rc::new(on_progress))
    }

    /// One future for all calls, which are many: each of its own would have the code of all of this again.
    fn call_with(self, request: Request, on_progress: Rc<dyn Fn(Progress)>) -> Answering {
        Box::pin(async move {
            let supervisor = self
                .supervisor
                .try_get_value()
                .ok_or(BridgeError::Cancelled)?;
            supervisor.call(request, on_progress).await
        })
    }

    /// Ends every call and, unless the worker is idle, starts it anew; keys made ahead are lost then.
    pub fn cancel(self) {
        if let Some(supervisor) = self.supervisor.try_get_value() {
            supervisor.cancel();
        }
    }

    /// Ends every call and the worker with all it knows. Another one starts from the code that is kept, or waits to be
    /// called, as at first.
    pub fn restart(self) {
        if let Some(supervisor) = self.supervisor.try_get_value() {
            supervisor.restart();
        }
    }

    /// The user has read that the worker was restarted.
    pub fn acknowledge(self) {
        if let Some(supervisor) = self.supervisor.try_get_value() {
            supervisor.acknowledge();
        }
    }

    /// Makes the worker crash.
    #[cfg(feature = "crash-drill")]
    fn drill(self, drill: crate::worker::Drill) {
        if let Some(supervisor) = self.supervisor.try_get_value() {
            supervisor.drill(drill);
        }
    }
}
