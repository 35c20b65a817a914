use engine::{Inspect, Inspected, Sheet};
use gloo_events::EventListener;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::Desk;
use super::draw::draw_again;

/// Pixels of a line; `.item` in the styles has the same.
const LINE: i32 = 44;
/// Lines drawn above and below what is seen.
const MARGIN: i32 = 12;

impl Desk {
    /// Only the lines in sight are drawn, so that 50,000 scroll like 50.
    pub(super) fn listen_to_list(&self) {
        let Some(list) = self.part("list") else {
            return;
        };
        let weak = std::rc::Rc::downgrade(&self.0);
        let listener = EventListener::new(&list, "scroll", move |_| {
            if let Some(inner) = weak.upgrade() {
                Self(inner).draw_list();
            }
        });
        self.0.listeners.borrow_mut().push(listener);
    }

    /// Draws the lines in sight.
    pub(super) fn draw_list(&self) {
        let (Some(list), Some(all), Some(lines)) =
            (self.part("list"), self.part("all"), self.part("lines"))
        else {
            return;
        };
        let (count, number) = {
            let mut state = self.0.state.borrow_mut();
            state.listed = state.listed.wrapping_add(1);
            (state.overview.lines, state.listed)
        };
        let count = i32::try_from(count).unwrap_or(i32::MAX / LINE);
        set_style(&all, "height", &format!("{}px", count * LINE));
        let first = (list.scroll_top() / LINE - MARGIN).max(0);
        let seen = list.client_height().max(LINE) / LINE;
        let index = |line: i32| usize::try_from(line).unwrap_or(0);
        let question = Inspect::List {
            from: index(first),
            to: index(first + seen + 2 * MARGIN + 2),
        };
        let desk = self.clone();
        spawn_local(async move {
            let answer = desk.ask(question).await;
            // What was asked for later is what is in sight now.
            let is_last = desk.0.state.borrow().listed == number;
            if let (Ok(Inspected::Sheet(sheet)), true) = (answer, is_last) {
                desk.draw_lines(&lines, &sheet);
                set_style(
                    &lines,
                    "transform",
                    &format!("translateY({}px)", first * LINE),
                );
                desk.mark_selected();
            }
        });
    }

    /// Replaces the lines that are not as before, so that none goes away under the pointer without need, and keeps the focus on the item that had it.
    fn draw_lines(&self, lines: &HtmlElement, sheet: &Sheet) {
        if self.0.state.borrow().lines == *sheet {
            return;
        }
        let focused = lines.query_selector(":focus").ok().flatten();
        let focused = focused.and_then(|line| line.get_attribute("data-item"));
        let before = std::mem::replace(&mut self.0.state.borrow_mut().lines, sheet.clone());
        draw_again(lines, &before, sheet);
        let line = focused.map(|item| format!("[data-item=\"{item}\"]"));
        let line = line.and_then(|line| lines.query_selector(&line).ok().flatten());
        if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Refused only where the line has gone.
            let _ = line.focus_with_options(&options);
        }
    }

    /// Marks the selected line, which is also the one that Tab leads to; the arrow keys lead on from there.
    pub(super) fn mark_selected(&self) {
        let state = self.0.state.borrow();
        let mut stop = None;
        self.each(".item", |line| {
            let item = line.get_attribute("data-item");
            let item: Option<usize> = item.and_then(|item| item.parse().ok());
            let is_selected = item.is_some() && item == state.selected;
            if is_selected || stop.is_none() {
                stop = Some(line.clone());
            }
            let is_picked = item.is_some_and(|item| state.picked.contains(&item));
            for (name, is_set) in [("aria-current", is_selected), ("aria-pressed", is_picked)] {
                // An element of the page takes any attribute.
                let _ = if is_set {
                    line.set_attribute(name, "true")
                } else {
                    line.remove_attribute(name)
                };
            }
        });
        let focused = self.0.frame.query_selector(".item:focus").ok().flatten();
        if let Some(stop) = focused.or(stop) {
            only_stop(&stop);
        }
    }
}

/// Makes a line the only one of its list that Tab leads to.
pub(super) fn only_stop(line: &Element) {
    let lines = line.parent_element().map(|list| list.children());
    for index in 0..lines.as_ref().map_or(0, |lines| lines.length()) {
        let other = lines.as_ref().and_then(|lines| lines.item(index));
        // An element of the page takes any attribute.
        let _ = other.map(|other| other.set_attribute("tabindex", "-1"));
    }
    let _ = line.set_attribute("tabindex", "0");
}

/// Through the object model: the page's content security policy blocks style attributes.
fn set_style(element: &HtmlElement, property: &str, value: &str) {
    // Known properties are never refused.
    let _ = element.style().set_property(property, value);
}
