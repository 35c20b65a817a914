use std::cell::RefCell;
use std::rc::{Rc, Weak};

use diagnostics::Finding;
use engine::Request;
use leptos::prelude::*;

use super::pending::{Answer, OnProgress, Pending};
use super::pieces::Pieces;
use super::running::Running;
use super::{BridgeError, WorkerState};
use crate::browser::wipe::wipe;
use crate::worker::{BUILD, FromWorker, ToWorker, crossing};

/// Keeps one worker going. Messages wait until it is ready: what arrives before its WASM runs is lost.
pub(super) struct Supervisor {
    state: WriteSignal<WorkerState>,
    /// Whether the worker is started by the first call.
    when_called: bool,
    pieces: RefCell<Option<Rc<Pieces>>>,
    running: RefCell<Option<Running>>,
    waiting: RefCell<Vec<wasm_bindgen::JsValue>>,
    pending: RefCell<Pending>,
    /// The crash that the user has not read about.
    crash: RefCell<Option<Finding>>,
    /// Why there will be no worker.
    failure: RefCell<Option<Finding>>,
}

impl Supervisor {
    /// No worker yet.
    pub(super) fn new(state: WriteSignal<WorkerState>, when_called: bool) -> Self {
        Self {
            state,
            when_called,
            pieces: RefCell::default(),
            running: RefCell::default(),
            waiting: RefCell::default(),
            pending: RefCell::default(),
            crash: RefCell::default(),
            failure: RefCell::default(),
        }
    }

    /// Starts the first worker.
    pub(super) fn begin(self: &Rc<Self>, pieces: Rc<Pieces>) {
        self.pieces.replace(Some(pieces));
        if self.when_called && self.pending.borrow().is_empty() {
            self.state.set(WorkerState::Ready);
        } else {
            self.start_worker();
        }
    }

    /// See [`super::WorkerBridge::call`].
    pub(super) async fn call(self: &Rc<Self>, request: Request, on_progress: OnProgress) -> Answer {
        if let Some(finding) = self.failure.borrow().clone() {
            return Err(BridgeError::Unavailable(finding));
        }
        let (id, answer) = self.pending.borrow_mut().add(on_progress);
        if let Err(finding) = self.post(ToWorker::Call { id, request }) {
            self.pending
                .borrow_mut()
                .answer(id, Err(BridgeError::Unavailable(finding)));
        }
        if self.when_called && self.running.borrow().is_none() && self.pieces.borrow().is_some() {
            self.start_worker();
        }
        answer.await.unwrap_or(Err(BridgeError::Cancelled))
    }

    /// See [`super::WorkerBridge::cancel`].
    pub(super) fn cancel(self: &Rc<Self>) {
        if self.pending.borrow().is_empty() {
            return;
        }
        self.end_calls(&BridgeError::Cancelled);
        if self.running.borrow().is_some() {
            self.start_worker();
        }
    }

    /// See [`super::WorkerBridge::restart`].
    pub(super) fn restart(self: &Rc<Self>) {
        self.end_calls(&BridgeError::Cancelled);
        if self.running.take().is_none() {
            return;
        }
        if self.when_called {
            self.state.set(WorkerState::Ready);
        } else {
            self.start_worker();
        }
    }

    /// See [`super::WorkerBridge::acknowledge`].
    pub(super) fn acknowledge(&self) {
        if self.crash.take().is_some() && self.is_ready() {
            self.state.set(WorkerState::Ready);
        }
    }

    /// Sends a crash.
    #[cfg(feature = "crash-drill")]
    pub(super) fn drill(&self, drill: crate::worker::Drill) {
        // A drill that cannot be sent is noticed by the test that waits for the crash.
        let _ = self.post(ToWorker::Drill { drill });
    }

    fn post(&self, mut message: ToWorker) -> Result<(), Finding> {
        let value = crossing::pack(&mut message).ok_or_else(unsent)?;
        match &*self.running.borrow() {
            Some(running) if running.is_ready() => running.send(&value).map_err(|_| unsent()),
            _ => {
                self.waiting.borrow_mut().push(value);
                Ok(())
            }
        }
    }

    fn is_ready(&self) -> bool {
        self.running
            .borrow()
            .as_ref()
            .is_some_and(Running::is_ready)
    }

    /// Terminates the worker there is, and starts one.
    fn start_worker(self: &Rc<Self>) {
        self.state.set(WorkerState::Loading);
        self.running.take();
        let Some(pieces) = self.pieces.borrow().clone() else {
            return;
        };
        let this = Rc::downgrade(self);
        let started = Running::start(&pieces, move |message| {
            if let Some(this) = Weak::upgrade(&this) {
                this.heard(message);
            }
        });
        match started {
            Ok(running) => {
                self.running.replace(Some(running));
            }
            Err(_) => self.give_up(did_not_start("the browser refused to start it")),
        }
    }

    fn heard(self: &Rc<Self>, message: FromWorker) {
        match message {
            FromWorker::Ready { build } => self.became_ready(&build),
            FromWorker::Progress { id, progress } => {
                let on_progress = self.pending.borrow().on_progress(id);
                if let Some(on_progress) = on_progress {
                    on_progress(progress);
                }
            }
            FromWorker::Response { id, response } => {
                self.pending.borrow_mut().answer(id, Ok(response));
            }
            FromWorker::ModuleRefused => self.post_bytes(),
            FromWorker::Stopped { what } => self.stopped(&what),
        }
    }

    fn became_ready(self: &Rc<Self>, build: &str) {
        if build != BUILD {
            return self.give_up(mixed_builds());
        }
        if let Some(running) = &*self.running.borrow() {
            running.set_ready();
        }
        let state = self.crash.borrow().clone();
        self.state
            .set(state.map_or(WorkerState::Ready, WorkerState::Restarted));
        for message in self.waiting.take() {
            let sent = match &*self.running.borrow() {
                Some(running) => running.send(&message),
                None => return,
            };
            if sent.is_err() {
                return self.stopped("it did not take a message");
            }
        }
    }

    /// The compiled module did not reach the worker; the WASM itself will.
    fn post_bytes(self: &Rc<Self>) {
        let pieces = self.pieces.borrow().clone();
        let posted = match (&*self.running.borrow(), pieces) {
            (Some(running), Some(pieces)) if !running.is_ready() => {
                running.start_with(&pieces.bytes)
            }
            _ => return,
        };
        if posted.is_err() {
            self.give_up(did_not_start("the browser did not hand its code over"));
        }
    }

    /// A worker that stops before it was ever ready would only do so again.
    fn stopped(self: &Rc<Self>, what: &str) {
        let was_ready = self.is_ready();
        self.end_calls(&BridgeError::Crashed {
            what: what.to_owned(),
        });
        if was_ready {
            self.crash.replace(Some(restarted(what)));
            self.start_worker();
        } else {
            self.give_up(did_not_start(what));
        }
    }

    /// There will be no worker.
    pub(super) fn give_up(&self, finding: Finding) {
        self.running.take();
        self.failure.replace(Some(finding.clone()));
        self.end_calls(&BridgeError::Unavailable(finding.clone()));
        self.state.set(WorkerState::Failed(finding));
    }

    fn end_calls(&self, error: &BridgeError) {
        self.waiting.take().iter().for_each(wipe);
        self.pending.borrow_mut().fail_all(error);
    }
}

fn restarted(what: &str) -> Finding {
    Finding::warning(
        "worker-restarted",
        "worker",
        format!(
            "The worker stopped because of a fault in Twinlock ({what}) and was started again."
        ),
        "Your input is intact. Try again; if it happens again, report the text in parentheses.",
    )
}

fn did_not_start(what: &str) -> Finding {
    Finding::error(
        "worker-not-started",
        "worker",
        format!("The worker did not start ({what}), so nothing can be generated."),
        "Reload the page. If that does not help, use a current version of Chrome, Edge, Firefox or Safari.",
    )
}

fn mixed_builds() -> Finding {
    Finding::error(
        "worker-of-another-build",
        "worker",
        "The page and its worker come from different versions of Twinlock.",
        "Reload the page without the cache (Ctrl+Shift+R). On your own server, copy all files of one build.",
    )
}

fn unsent() -> Finding {
    Finding::error(
        "message-unsent",
        "worker",
        "The browser could not hand the work over to the worker.",
        "Close other pages to free memory, then try again.",
    )
}
