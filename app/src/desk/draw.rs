use diagnostics::Finding;
use engine::{Attribute, Sheet, Tag};
use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node};

use super::{Desk, Pane};

const SVG: &str = "http://www.w3.org/2000/svg";

impl Desk {
    /// Replaces what is in a part of the frame by a sheet.
    pub(super) fn draw(&self, part: &str, sheet: &Sheet) {
        if let Some(part) = self.part(part) {
            draw_into(&part, sheet);
        }
    }

    /// Shows and hides what of the frame goes with what is selected.
    pub(super) fn draw_frame(&self) {
        let state = self.0.state.borrow();
        let some = state.overview.lines > 0;
        let selected = |items: &[usize]| state.selected.is_some_and(|item| items.contains(&item));
        let locked = selected(&state.overview.locked);
        let is_key = selected(&state.overview.keys);
        self.set_hidden("blank", some);
        for part in ["tabs", "panel", "forget", "forget-one"] {
            self.set_hidden(part, !some);
        }
        self.set_hidden(
            "limited",
            !state.overview.limited && state.unread.is_empty(),
        );
        self.set_hidden(
            "scope",
            state.pane != Pane::Convert || state.overview.lines < 2,
        );
        let picked = match state.picked.len() {
            0 => "Selected item".to_owned(),
            1 => "1 item".to_owned(),
            count => format!("{count} items"),
        };
        self.set_text("one", &picked);
        for (part, pressed) in [("one", !state.everything), ("everything", state.everything)] {
            if let Some(part) = self.part(part) {
                press(&part, pressed);
            }
        }
        self.set_hidden("unlock", !locked);
        self.set_hidden("secrets", state.pane != Pane::Tree || !is_key);
        self.set_hidden("explain", state.pane != Pane::Report);
        if let Some(explain) = self.part("explain") {
            press(&explain, crate::state::terms_are_explained());
        }
        self.set_hidden("hint", state.pane != Pane::Compare || state.other.is_some());
        if state.pane != Pane::Convert {
            self.set_hidden("options", true);
            self.set_hidden("made", true);
            self.draw("result", &Sheet::default());
        }
        if let Some(secrets) = self.part("secrets") {
            press(&secrets, state.secrets);
        }
        if let Some(sheet) = self.part("sheet") {
            let is_secret = state.pane == Pane::Tree && is_key && state.secrets;
            // An element of the page takes any attribute.
            let _ = match is_secret {
                true => sheet.set_attribute("data-secret", "The private key"),
                false => sheet.remove_attribute("data-secret"),
            };
        }
        self.each("[data-pane]", |tab| {
            press(
                tab,
                tab.get_attribute("data-pane").as_deref() == Some(state.pane.name()),
            );
        });
    }

    /// Does something with every element of the frame that a selector finds.
    pub(super) fn each(&self, selector: &str, mut act: impl FnMut(&Element)) {
        let Ok(found) = self.0.frame.query_selector_all(selector) else {
            return;
        };
        for index in 0..found.length() {
            if let Some(element) = found.get(index).and_then(|node| node.dyn_into().ok()) {
                act(&element);
            }
        }
    }

    /// Says what could not be done, and what to do.
    pub(super) fn tell_failure(&self, finding: &Finding) {
        let document = web_sys::window().and_then(|window| window.document());
        let (Some(part), Some(document)) = (self.part("failures"), document) else {
            return;
        };
        for (class, text) in [("mark", &finding.message), ("finding__hint", &finding.hint)] {
            if let Ok(line) = document.create_element("p") {
                line.set_class_name(class);
                for (is_code, part) in diagnostics::prose(text) {
                    let name = if is_code { "code" } else { "span" };
                    if let Ok(element) = document.create_element(name) {
                        element.set_text_content(Some(part));
                        let _ = line.append_child(&element);
                    }
                }
                // For styles and tests; an element of the page takes any attribute and child.
                let _ = line.set_attribute("data-kind", "error");
                let _ = part.append_child(&line);
            }
        }
    }

    pub(super) fn clear_failures(&self) {
        self.set_text("failures", "");
    }
}

/// Says whether a button is pressed.
pub(super) fn press(button: &Element, pressed: bool) {
    // An element of the page takes any attribute.
    let _ = button.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
}

/// Replaces what is in a node by a sheet.
pub(super) fn draw_into(node: &Element, sheet: &Sheet) {
    node.set_text_content(None);
    let Some(document) = node.owner_document() else {
        return;
    };
    let Ok(elements) = JSON::parse(&sheet.0) else {
        return;
    };
    for element in elements.unchecked_into::<Array>().iter() {
        if let Some(drawn) = draw(&document, element) {
            // A node of this document takes a new child.
            let _ = node.append_child(&drawn);
        }
    }
}

/// Replaces what of a sheet, drawn into a node before, another sheet has otherwise.
pub(crate) fn draw_again(node: &Element, before: &Sheet, after: &Sheet) {
    let elements = |sheet: &Sheet| {
        let parsed = JSON::parse(&sheet.0).ok();
        parsed.map_or_else(Array::new, JsCast::unchecked_into::<Array>)
    };
    if let Some(document) = node.owner_document() {
        redraw(&document, node, 0, &elements(before), &elements(after));
    }
}

/// The same for the children of a node from a place on.
fn redraw(document: &Document, node: &Node, from: u32, before: &Array, after: &Array) {
    let drawn = node.child_nodes();
    for index in 0..after.length() {
        let element = after.get(index);
        let old = drawn.get(from + index);
        let was_drawn = old.as_ref().filter(|_| index < before.length());
        if was_drawn.is_some_and(|old| can_stay(document, old, before.get(index), &element)) {
            continue;
        }
        if let Some(new) = draw(document, element) {
            // A node of this document takes a new child, in the place of another or after all.
            let _ = match old {
                Some(old) => node.replace_child(&new, &old),
                None => node.append_child(&new),
            };
        }
    }
    while let Some(old) = drawn.get(from + after.length()) {
        if node.remove_child(&old).is_err() {
            return;
        }
    }
}

/// Whether an element is as it is to be, once what is in it is drawn again.
fn can_stay(document: &Document, old: &Node, before: JsValue, after: &JsValue) -> bool {
    let same = |one: &JsValue, other: &JsValue| {
        JSON::stringify(one).is_ok_and(|one| JSON::stringify(other).is_ok_and(|other| one == other))
    };
    if same(&before, after) {
        return true;
    }
    let [before, after]: [Array; 2] = [before, after.clone()].map(JsCast::unchecked_into);
    if (0..3).any(|part| !same(&before.get(part), &after.get(part))) {
        return false;
    }
    // Its text is a node before its children.
    let has_text = after
        .get(2)
        .as_string()
        .is_some_and(|text| !text.is_empty());
    let [before, after]: [Array; 2] = [before, after].map(|it| it.get(3).unchecked_into());
    redraw(document, old, u32::from(has_text), &before, &after);
    true
}

fn draw(document: &Document, element: JsValue) -> Option<Element> {
    let parts: Array = element.unchecked_into();
    let tag = index(&parts.get(0))?;
    let name = Tag::NAMES.get(tag)?;
    let drawn = if tag >= Tag::FIRST_OF_SVG {
        document.create_element_ns(Some(SVG), name).ok()?
    } else {
        document.create_element(name).ok()?
    };
    let kinds = [(Tag::Button, "button"), (Tag::Check, "checkbox")];
    if let Some((_, kind)) = kinds.iter().find(|(of, _)| *of as usize == tag) {
        drawn.set_attribute("type", kind).ok()?;
    }
    let attributes: Array = parts.get(1).unchecked_into();
    for at in (0..attributes.length()).step_by(2) {
        let name = Attribute::NAMES.get(index(&attributes.get(at))?)?;
        let value = attributes.get(at + 1).as_string()?;
        drawn.set_attribute(name, &value).ok()?;
    }
    drawn.set_text_content(parts.get(2).as_string().as_deref());
    for child in parts.get(3).unchecked_into::<Array>().iter() {
        drawn.append_child(&draw(document, child)?.into()).ok()?;
    }
    Some(drawn)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the worker wrote it from an octet"
)]
fn index(value: &JsValue) -> Option<usize> {
    value.as_f64().map(|number| number as usize)
}
