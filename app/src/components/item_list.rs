use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::sheet_view::draw_into;
use crate::state::Inspection;

/// Pixels of a line; `.item` in the styles has the same.
const LINE: i32 = 44;
/// Lines drawn above and below what is seen.
const MARGIN: i32 = 12;

/// All items, one a line. Only the lines in sight are drawn, so that 50,000 scroll like 50.
#[component]
pub(crate) fn ItemList() -> impl IntoView {
    let inspection = expect_context::<Inspection>();
    let scroller = NodeRef::<Div>::new();
    let lines = NodeRef::<Div>::new();
    let asked = StoredValue::new(0_u32);
    let draw = move || {
        let number = asked.get_value() + 1;
        asked.set_value(number);
        spawn_local(async move {
            let Some((from, to)) = in_sight(scroller) else {
                return;
            };
            let drawn = inspection.lines(from, to).await;
            // What was asked for later is what is in sight now.
            let is_last = asked.try_get_value() == Some(number);
            if let (Some(sheet), Some(node), true) = (drawn, lines.get_untracked(), is_last) {
                draw_into(&node, &sheet);
                let top = i32::try_from(from).unwrap_or(0) * LINE;
                // The browser's own object takes any property.
                let _ = style(&node).set_property("transform", &format!("translateY({top}px)"));
                mark(&node, inspection.selected.get_untracked());
            }
        });
    };
    Effect::new(move |_| {
        let count = inspection.overview.with(|overview| overview.lines);
        inspection.revision.track();
        if let Some(node) = lines.get() {
            let all = node.parent_element();
            if let Some(all) = all.and_then(|all| all.dyn_into::<HtmlElement>().ok()) {
                let height = i32::try_from(count).unwrap_or(i32::MAX / LINE) * LINE;
                let _ = style(&all).set_property("height", &format!("{height}px"));
            }
            draw();
        }
    });
    Effect::new(move |_| {
        let selected = inspection.selected.get();
        if let Some(node) = lines.get() {
            mark(&node, selected);
        }
    });
    // A list that is scrolled by hand asks once per frame at most.
    let waiting = StoredValue::new(false);
    let scrolled = move |_| {
        if !waiting.get_value() {
            waiting.set_value(true);
            set_timeout(
                move || {
                    waiting.set_value(false);
                    draw();
                },
                Duration::from_millis(16),
            );
        }
    };
    view! {
        <div
            class="items"
            node_ref=scroller
            on:scroll=scrolled
            on:click=move |event| choose(inspection, event.target())
            on:keydown=move |event: KeyboardEvent| step(&event, scroller)
        >
            <div class="items__all">
                <div class="items__lines" node_ref=lines role="group" aria-label="Items"></div>
            </div>
        </div>
    }
}

fn style(node: &HtmlElement) -> web_sys::CssStyleDeclaration {
    node.style()
}

/// The lines to draw: those in sight and a few around them.
fn in_sight(scroller: NodeRef<Div>) -> Option<(usize, usize)> {
    let node = scroller.try_get_untracked()??;
    let first = node.scroll_top() / LINE - MARGIN;
    let seen = node.client_height().max(LINE) / LINE;
    let from = usize::try_from(first.max(0)).ok()?;
    let to = usize::try_from(first + seen + 2 * MARGIN + 2).ok()?;
    Some((from, to))
}

fn choose(inspection: Inspection, target: Option<web_sys::EventTarget>) {
    let target = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let line = target.and_then(|target| target.closest("[data-item]").ok().flatten());
    let item = line.and_then(|line| line.get_attribute("data-item")?.parse().ok());
    if let Some(item) = item {
        inspection.select(item);
    }
}

/// Marks the selected line.
fn mark(lines: &web_sys::Element, selected: Option<usize>) {
    let children = lines.children();
    for index in 0..children.length() {
        let Some(line) = children.item(index) else {
            continue;
        };
        let item = line
            .get_attribute("data-item")
            .and_then(|item| item.parse().ok());
        // An element of the page takes any attribute.
        let _ = if item == selected && selected.is_some() {
            line.set_attribute("aria-current", "true")
        } else {
            line.remove_attribute("aria-current")
        };
    }
}

/// Arrow keys move from line to line.
fn step(event: &KeyboardEvent, scroller: NodeRef<Div>) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let next = match (&*event.key(), target) {
        ("ArrowDown", Some(line)) => line.next_element_sibling(),
        ("ArrowUp", Some(line)) => line.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let (Some(next), Some(scroller)) = (next, scroller.get_untracked()) {
        let next: HtmlElement = next.unchecked_into();
        // Focus scrolls the line into sight; it is refused only where the line has gone.
        let _ = next.focus();
        let _ = scroller;
    }
}
