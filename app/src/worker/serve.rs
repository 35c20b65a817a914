use std::rc::Rc;

use diagnostics::Finding;
use engine::{Beside as _, Engine, Response};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use zeroize::Zeroize;

use super::{BUILD, FromWorker, ToWorker, crossing};
use crate::browser::{
    browser_keys::BrowserKeys, clock, international, panic_report, stack, wipe::wipe,
};

/// Answers calls for as long as the worker lives. The page hears that it is ready, or why it cannot be.
pub fn serve() {
    panic_report::on_panic(|place| {
        say(FromWorker::Stopped {
            what: format!("panicked at {place}"),
        });
    });
    let Ok(keys) = BrowserKeys::new() else {
        say(FromWorker::Stopped {
            what: "found no cryptographically secure randomness".into(),
        });
        return;
    };
    pki::use_international(international::to_ascii);
    let engine = Rc::new(Engine::new(keys));
    EventListener::new(&scope(), "message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>() {
            receive(&engine, &event.data());
        }
    })
    .forget();
    say(FromWorker::Ready {
        build: BUILD.to_owned(),
    });
}

fn receive(engine: &Rc<Engine<BrowserKeys>>, data: &JsValue) {
    let message = crossing::unpack(data);
    wipe(data);
    match message {
        Some(ToWorker::Call { id, request }) => {
            let engine = Rc::clone(engine);
            spawn_local(async move {
                let progress = |progress| say(FromWorker::Progress { id, progress });
                let response = engine.handle(request, clock::now_unix(), &progress).await;
                answer(id, response);
                stack::wipe_soon();
            });
        }
        #[cfg(feature = "crash-drill")]
        Some(ToWorker::Drill { drill }) => drill.run(),
        None => say(FromWorker::Stopped {
            what: "could not read a message of the page".into(),
        }),
    }
}

fn answer(id: u32, response: Response) {
    if !post(FromWorker::Response { id, response }) {
        let finding = Finding::error(
            "answer-lost",
            "worker",
            "The result is too large for this browser to hand over to the page.",
            "Close other pages to free memory, then try again.",
        );
        let response = Response::Failed { finding };
        say(FromWorker::Response { id, response });
    }
}

/// Posts a message so small that no browser refuses it.
fn say(message: FromWorker) {
    post(message);
}

/// Whether the page has been handed the message. Bytes in it are copied by the browser and wiped here.
fn post(mut message: FromWorker) -> bool {
    let Some(packed) = crossing::pack(&mut message) else {
        return false;
    };
    message.beside().into_iter().for_each(Zeroize::zeroize);
    let posted = scope().post_message(&packed).is_ok();
    wipe(&packed);
    posted
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
