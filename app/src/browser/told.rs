//! The line at the page's edge that says what has happened, whatever page is shown. It stands in `index.html`.

use std::cell::RefCell;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::template;

/// The id of the line, and the name of its text.
const TOLD: &str = "told";
/// The attribute of a line that says something; without it only its text is drawn, and has none.
const SAYS: &str = "data-says";
/// The button that clears the clipboard.
const CLEAR: &str = "clear";

thread_local! {
    /// What had the focus when something was told; it gets it back from the line's buttons.
    static FOCUSED: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Says `text`, and offers to clear the clipboard where that is what it is about.
pub(crate) fn tell(text: &str, offers_clearing: bool) {
    let Some(line) = line() else {
        return;
    };
    let focused = focused().filter(|focused| !line.contains(Some(focused)));
    if focused.is_some() {
        FOCUSED.replace(focused);
    }
    if let Some(clear) = template::part(&line, CLEAR) {
        clear.set_hidden(!offers_clearing);
    }
    // An element of the page takes any attribute.
    let _ = line.set_attribute(SAYS, "");
    if let Some(said) = template::part(&line, TOLD) {
        said.set_text_content(Some(text));
    }
    if !offers_clearing {
        give_focus_back(&line, false);
    }
}

/// Takes away what was said.
pub(crate) fn untell() {
    let Some(line) = line() else {
        return;
    };
    give_focus_back(&line, true);
    // Whether it was there does not matter.
    let _ = line.remove_attribute(SAYS);
    if let Some(said) = template::part(&line, TOLD) {
        said.set_text_content(None);
    }
    FOCUSED.take();
}

/// Hears the buttons of the line, for as long as the page lives.
pub(crate) fn listen(clear: fn()) {
    let Some(line) = line() else {
        return;
    };
    for (name, act) in [(CLEAR, clear), ("dismiss", untell)] {
        if let Some(button) = template::part(&line, name) {
            EventListener::new(&button, "click", move |_| act()).forget();
        }
    }
}

/// The focus goes back where it was before one of the buttons had it: from all of them, or from those that are hidden.
fn give_focus_back(line: &Element, from_all: bool) {
    let is_lost = focused()
        .is_some_and(|focused| line.contains(Some(&focused)) && (from_all || focused.hidden()));
    if let Some(before) = FOCUSED.with_borrow(Clone::clone).filter(|_| is_lost) {
        // It may have gone; then the browser begins at the top.
        let _ = before.focus();
    }
}

fn focused() -> Option<HtmlElement> {
    let element = web_sys::window()?.document()?.active_element()?;
    element.dyn_into().ok()
}

fn line() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(TOLD)
}
