//! Keeping the page for when there is no network, by the service worker that stands beside it, and hearing of newer
//! builds. Browsers offer that in secure contexts alone, and not to files.

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

const SCRIPT: &str = "./service-worker.js";
/// What the service worker understands as leave to take over.
const TAKE_OVER: &str = "take-over";

/// Has the browser keep this build. `newer` is called when a newer one waits for leave to take over.
pub(crate) fn keep(newer: impl Fn() + Clone + 'static) {
    let Some(container) = container() else {
        return;
    };
    spawn_local(async move {
        let registered = JsFuture::from(container.register(SCRIPT)).await;
        // Refused to files and by hosts without the script; the page works as well without.
        let Ok(registration) = registered.map(JsCast::unchecked_into) else {
            return;
        };
        if is_replaced(&container, &registration) {
            newer();
        }
        watch(container, registration, newer);
    });
}

fn watch(
    container: ServiceWorkerContainer,
    registration: ServiceWorkerRegistration,
    newer: impl Fn() + Clone + 'static,
) {
    let target = registration.clone();
    let found = move |_: &web_sys::Event| {
        let Some(installing) = registration.installing() else {
            return;
        };
        let (container, newer) = (container.clone(), newer.clone());
        let worker = installing.clone();
        EventListener::new(&installing, "statechange", move |_| {
            let is_first = container.controller().is_none();
            if worker.state() == ServiceWorkerState::Installed && !is_first {
                newer();
            }
        })
        .forget();
    };
    // For as long as the page lives.
    EventListener::new(&target, "updatefound", found).forget();
}

/// Whether a build newer than the one that this page is of waits already.
fn is_replaced(
    container: &ServiceWorkerContainer,
    registration: &ServiceWorkerRegistration,
) -> bool {
    registration.waiting().is_some() && container.controller().is_some()
}

/// Whether the browser offers what it offers only where nobody can change the page on its way.
pub(crate) fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Whether this page was opened from what a service worker keeps.
pub(crate) fn is_controlled() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

/// Gives the newer build leave to take over, and loads it.
pub(crate) fn take_over() {
    let Some(container) = container() else {
        return;
    };
    spawn_local(async move {
        let found = JsFuture::from(container.get_registration()).await;
        let registration: Option<ServiceWorkerRegistration> =
            found.ok().and_then(|found| found.dyn_into().ok());
        let Some(waiting) = registration.and_then(|registration| registration.waiting()) else {
            return reload();
        };
        EventListener::once(&container, "controllerchange", |_| reload()).forget();
        post(&waiting);
    });
}

fn post(waiting: &ServiceWorker) {
    // A text can always be handed over.
    let _ = waiting.post_message(&JsValue::from_str(TAKE_OVER));
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // Refused only where the page is being left already.
        let _ = window.location().reload();
    }
}

/// None where the browser offers no service workers.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &JsValue::from_str("serviceWorker")).ok()?;
    container.dyn_into().ok()
}
