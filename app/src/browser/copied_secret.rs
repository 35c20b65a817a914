//! Secrets in the clipboard, where every program can read them: it is told that one lies there, and it is cleared by a
//! button or, where the user wants that, by itself.

use std::cell::RefCell;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

use super::{clipboard, storage, told};

/// Where it lies in local storage that copied secrets are cleared by themselves.
pub(crate) const KEY: &str = "twinlock.clear-clipboard";
/// Milliseconds after which they are.
const AFTER: u32 = 60_000;
/// The attribute of what shows a secret.
const SECRET: &str = "[data-secret]";

/// When the secret in the clipboard is cleared.
enum Clearing {
    /// When the button is pressed.
    OnPress,
    /// It is cleared when its time has come.
    Later(#[expect(dead_code, reason = "it ends when dropped")] Timeout),
    /// It is cleared when the page has the focus again; without it a browser lets no page write.
    OnFocus(#[expect(dead_code, reason = "it ends when dropped")] EventListener),
}

thread_local! {
    static CLEARING: RefCell<Option<Clearing>> = const { RefCell::new(None) };
}

/// Hears the button that clears, and what is copied by hand, for as long as the page lives.
pub(crate) fn listen() {
    told::listen(|| spawn_local(clear()));
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    for kind in ["copy", "cut"] {
        EventListener::new(&document, kind, copied_by_hand).forget();
    }
}

/// Whether copied secrets are cleared by themselves.
pub(crate) fn is_cleared_by_itself() -> bool {
    storage::read(KEY).is_some()
}

/// Keeps the choice for this visit and the next ones, where the browser lets us.
pub(crate) fn set_cleared_by_itself(is: bool) {
    // Without storage nothing is chosen, which the box then shows.
    let _ = if is {
        storage::write(KEY, "yes")
    } else {
        storage::remove(KEY)
    };
}

/// Copies a secret that is called `what`, and says that it lies in the clipboard.
pub(crate) async fn copy(text: &str, what: &str) -> Result<(), clipboard::ClipboardRefused> {
    clipboard::write(text).await?;
    copied(what);
    Ok(())
}

/// Whether one lies in the clipboard, as far as the page knows.
pub(crate) fn is_there() -> bool {
    CLEARING.with_borrow(Option::is_some)
}

/// Something else lies in the clipboard.
pub(crate) fn replaced() {
    if CLEARING.take().is_some() {
        told::untell();
    }
}

fn copied(what: &str) {
    let (clearing, then) = if is_cleared_by_itself() {
        let later = Timeout::new(AFTER, || spawn_local(clear()));
        (Clearing::Later(later), "It is cleared in 60 seconds.")
    } else {
        (Clearing::OnPress, "Other programs can read it there.")
    };
    CLEARING.replace(Some(clearing));
    told::tell(&format!("{what} is in the clipboard. {then}"), true);
}

/// The browser has told of it before what is copied lies in the clipboard.
fn copied_by_hand(event: &Event) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let shown = target.and_then(|target| target.closest(SECRET).ok().flatten());
    match shown.and_then(|shown| shown.get_attribute("data-secret")) {
        Some(what) => copied(&what),
        None => replaced(),
    }
}

async fn clear() {
    let is_cleared = clipboard::clear().await.is_ok();
    CLEARING.take();
    if is_cleared {
        return told::tell("The clipboard is cleared.", false);
    }
    let waiting = web_sys::window().map(|window| {
        let again = EventListener::once(&window, "focus", |_| spawn_local(clear()));
        Clearing::OnFocus(again)
    });
    CLEARING.replace(waiting);
    told::tell(
        "The secret is still in the clipboard: this browser clears it only when you press the button.",
        true,
    );
}
