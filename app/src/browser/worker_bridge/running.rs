use std::cell::Cell;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use super::pieces::Pieces;
use crate::browser::wipe::wipe;
use crate::worker::{FromWorker, crossing};

/// One worker, from its start until it is terminated by dropping this.
pub(super) struct Running {
    worker: Worker,
    ready: Cell<bool>,
    _listeners: [EventListener; 3],
}

impl Running {
    /// Starts a worker. `heard` is called with all it says, a crash included.
    pub(super) fn start(
        pieces: &Pieces,
        heard: impl Fn(FromWorker) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let worker = Worker::new(&pieces.script_url)?;
        let running = Self {
            _listeners: listen(&worker, heard),
            worker,
            ready: Cell::new(false),
        };
        running
            .start_with(&pieces.module)
            .or_else(|_| running.start_with(&pieces.bytes))?;
        Ok(running)
    }

    /// Hands over the WASM, compiled or as bytes.
    pub(super) fn start_with(&self, wasm: &JsValue) -> Result<(), JsValue> {
        self.worker.post_message(wasm)
    }

    /// Sends a message. Its bytes are copied by the browser and wiped here.
    pub(super) fn send(&self, message: &JsValue) -> Result<(), JsValue> {
        let sent = self.worker.post_message(message);
        wipe(message);
        sent
    }

    /// Whether the worker has said that it takes messages.
    pub(super) fn is_ready(&self) -> bool {
        self.ready.get()
    }

    /// It has said so.
    pub(super) fn set_ready(&self) {
        self.ready.set(true);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn listen(worker: &Worker, heard: impl Fn(FromWorker) + Clone + 'static) -> [EventListener; 3] {
    let of_messages = heard.clone();
    let of_errors = heard.clone();
    [
        EventListener::new(worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                of_messages(decode(&event.data()));
            }
        }),
        // The worker reports its own errors in a message; this one is for a script that does not even start.
        EventListener::new(worker, "error", move |_| {
            of_errors(stopped("its script failed"));
        }),
        EventListener::new(worker, "messageerror", move |_| {
            heard(stopped("its answer could not be handed over"));
        }),
    ]
}

fn decode(data: &JsValue) -> FromWorker {
    if let Some(words) = data.as_string() {
        return FromWorker::of_bootstrap(&words);
    }
    let message = crossing::unpack(data);
    wipe(data);
    message.unwrap_or_else(|| stopped("its answer could not be read"))
}

fn stopped(what: &str) -> FromWorker {
    FromWorker::Stopped { what: what.into() }
}
