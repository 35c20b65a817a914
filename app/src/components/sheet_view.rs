//! Draws sheets: elements that the worker describes. The page adds what a click does, and sets every text as text.

use engine::Element;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, KeyboardEvent};

use super::copy_button::copy_text;
use crate::state::{Inspection, Setup};

const SVG: &str = "http://www.w3.org/2000/svg";
/// The class of what stands for the octets under the pointer or the focus.
const LIT: &str = "lit";

/// A sheet, drawn anew whenever it changes.
#[component]
pub(crate) fn SheetView(
    /// Reads the sheet.
    #[prop(into)]
    sheet: Signal<std::sync::Arc<Vec<Element>>>,
    /// The class of what it is drawn into.
    class: &'static str,
) -> impl IntoView {
    let setup = expect_context::<Setup>();
    let inspection = expect_context::<Inspection>();
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let sheet = sheet.get();
        if let Some(node) = node.get() {
            draw_into(&node, &sheet);
        }
    });
    view! {
        <div
            class=class
            node_ref=node
            on:click=move |event| act(setup, inspection, event.target())
            on:keydown=move |event: KeyboardEvent| {
                if matches!(&*event.key(), "Enter" | " ") && is_svg_button(event.target()) {
                    event.prevent_default();
                    act(setup, inspection, event.target());
                }
            }
            on:mouseover=move |event| light(&node, event.target())
            on:focusin=move |event| light(&node, event.target())
        ></div>
    }
}

/// Replaces what is in a node by a sheet.
pub(super) fn draw_into(node: &web_sys::Element, sheet: &[Element]) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    node.set_text_content(None);
    for element in sheet {
        if let Some(drawn) = draw(&document, element) {
            // A node of this document takes a new child.
            let _ = node.append_child(&drawn);
        }
    }
}

fn draw(document: &Document, element: &Element) -> Option<web_sys::Element> {
    let name = element.tag.name();
    let drawn = if element.tag.is_svg() {
        document.create_element_ns(Some(SVG), name).ok()?
    } else {
        document.create_element(name).ok()?
    };
    if name == "button" {
        drawn.set_attribute("type", "button").ok()?;
    }
    for (attribute, value) in &element.attributes {
        drawn.set_attribute(attribute.name(), value).ok()?;
    }
    if !element.text.is_empty() {
        drawn.set_text_content(Some(&element.text));
    }
    for child in &element.children {
        drawn.append_child(&draw(document, child)?.into()).ok()?;
    }
    Some(drawn)
}

/// What a click on an element does: copies, or shows an item.
fn act(setup: Setup, inspection: Inspection, target: Option<web_sys::EventTarget>) {
    let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    if let Some((element, text)) = with_attribute(&target, "data-copy") {
        leptos::task::spawn_local(async move {
            if copy_text(setup, &text).await {
                // Styles say it in the place of the click, and it is announced.
                let _ = element.set_attribute("data-copied", "");
                inspection.said.set("Copied".to_owned());
                set_timeout(
                    move || {
                        let _ = element.remove_attribute("data-copied");
                        inspection.said.set(String::new());
                    },
                    std::time::Duration::from_millis(1600),
                );
            }
        });
    } else if let Some((_, item)) = with_attribute(&target, "data-item")
        && let Ok(item) = item.parse()
    {
        inspection.select(item);
    }
}

/// The innermost element around `target` that has the attribute, and its value.
fn with_attribute(target: &web_sys::Element, name: &str) -> Option<(web_sys::Element, String)> {
    let element = target.closest(&format!("[{name}]")).ok()??;
    let value = element.get_attribute(name)?;
    Some((element, value))
}

fn is_svg_button(target: Option<web_sys::EventTarget>) -> bool {
    target
        .and_then(|target| target.dyn_into::<web_sys::SvgElement>().ok())
        .is_some()
}

/// Lights everything up that stands for some of the same octets as what the pointer or the focus is on.
fn light(node: &NodeRef<Div>, target: Option<web_sys::EventTarget>) {
    let target = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let (Some(node), Some(target)) = (node.get_untracked(), target) else {
        return;
    };
    let Some((element, octets)) = with_attribute(&target, "data-octets") else {
        return;
    };
    let Some((start, length)) = span(&octets) else {
        return;
    };
    let in_tree = element.class_list().contains("asn1__row");
    let Ok(all) = node.query_selector_all("[data-octets]") else {
        return;
    };
    for index in 0..all.length() {
        let Some(other) = all
            .get(index)
            .and_then(|other| other.dyn_into::<web_sys::Element>().ok())
        else {
            continue;
        };
        let spans = other
            .get_attribute("data-octets")
            .and_then(|octets| span(&octets));
        let row = other.class_list().contains("asn1__row");
        let lit = spans.is_some_and(|(from, count)| {
            from < start + length && start < from + count && row != in_tree
        }) || other == element;
        // A class of an element of the page can always be set.
        let _ = other.class_list().toggle_with_force(LIT, lit);
    }
}

fn span(octets: &str) -> Option<(usize, usize)> {
    let (start, length) = octets.split_once(',')?;
    Some((start.parse().ok()?, length.parse().ok()?))
}
