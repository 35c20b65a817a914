//! What stands in `index.html` as a template, drawn by the browser.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

/// The one element of a template, for this page; none where there is no such template.
pub(crate) fn drawn(id: &str) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    let template: HtmlTemplateElement = document.get_element_by_id(id)?.dyn_into().ok()?;
    let frame = template.content().first_element_child()?;
    let frame = document.import_node_with_deep(&frame, true).ok()?;
    frame.dyn_into().ok()
}

/// The part of this name in what was drawn.
pub(crate) fn part(frame: &Element, name: &str) -> Option<HtmlElement> {
    let found = frame.query_selector(&format!("[data-part={name}]"));
    found.ok()??.dyn_into().ok()
}
