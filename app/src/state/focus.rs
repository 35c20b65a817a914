use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The id of the form's heading.
pub(crate) const FORM_TITLE: &str = "form-title";

/// Scrolls to an element and focuses it.
pub(crate) fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.as_ref().and_then(JsCast::dyn_ref::<HtmlElement>) {
        // Focus and scrolling are a convenience; the field is there all the same.
        let _ = element.focus();
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The same, unless the user is entering something: what is typed must not go astray.
pub(super) fn focus_unless_typing(id: &str) {
    let entering = document().active_element().is_some_and(|element| {
        ["INPUT", "SELECT", "TEXTAREA"].contains(&element.tag_name().as_str())
    });
    if !entering {
        focus(id);
    }
}

/// The same, where nothing has the focus any more.
pub(super) fn focus_if_lost(id: &str) {
    let is_lost = document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY");
    if is_lost {
        focus(id);
    }
}
