use std::time::Duration;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

use super::draw::press;
use super::list::only_stop;
use super::{Desk, Pane};
use crate::browser::clipboard::{self, ClipboardRefused};

/// The class of what stands for the octets under the pointer or the focus.
const LIT: &str = "lit";

impl Desk {
    /// Hears whatever happens in the frame, in one place for each kind of event.
    pub(super) fn listen(&self) {
        self.on("click", |desk, event| {
            let several = event
                .dyn_ref::<MouseEvent>()
                .is_some_and(|event| event.ctrl_key() || event.meta_key());
            if let Some(target) = target(event) {
                desk.clicked(&target, several);
            }
        });
        self.on("keydown", |desk, event| {
            if let (Some(target), Some(event)) = (target(event), event.dyn_ref::<KeyboardEvent>()) {
                desk.key_pressed(&target, event);
            }
        });
        self.on("submit", |desk, event| {
            event.prevent_default();
            match target(event)
                .and_then(|form| form.get_attribute("data-part"))
                .as_deref()
            {
                Some("unlock") => desk.unlock(),
                Some(_) => desk.convert(),
                None => {}
            }
        });
        self.on("mouseover", Self::light);
        self.on("focusin", |desk, event| {
            desk.light(event);
            if let Some(line) = target(event).filter(is_line) {
                only_stop(&line);
            }
        });
        self.on("change", Self::chosen);
        self.on("paste", |desk, event| {
            if target(event).is_some_and(|target| target.id() == "pasted") {
                // The text is in the field once this event is over.
                let desk = desk.clone();
                leptos::prelude::set_timeout(move || desk.read_pasted(), Duration::ZERO);
            }
        });
        self.listen_to_list();
    }

    fn on(&self, kind: &'static str, act: fn(&Self, &Event)) {
        let weak = std::rc::Rc::downgrade(&self.0);
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&self.0.frame, kind, options, move |event| {
                if let Some(inner) = weak.upgrade() {
                    act(&Self(inner), event);
                }
            });
        self.0.listeners.borrow_mut().push(listener);
    }

    fn clicked(&self, target: &Element, several: bool) {
        if let Some((element, text)) = around(target, "data-copy") {
            self.copy(element, text);
        } else if let Some((_, form)) = around(target, "data-form") {
            self.choose_form(&form);
        } else if let Some((_, item)) = around(target, "data-item") {
            match item.parse() {
                Ok(item) if several => self.pick(item),
                Ok(item) => self.select(item),
                Err(_) => {}
            }
        } else if let Some((_, pane)) = around(target, "data-pane") {
            self.0.state.borrow_mut().pane = Pane::named(&pane);
            self.refresh();
        } else if let Some((_, form)) = around(target, "data-repack") {
            self.repack(form);
        } else if let Some((_, index)) = around(target, "data-save") {
            self.save(index.parse().unwrap_or(0));
        } else if let Some((_, what)) = around(target, "data-do") {
            self.act(&what);
        }
    }

    fn act(&self, what: &str) {
        match what {
            "read" => self.read_pasted(),
            "forget" => self.forget(),
            "forget-one" => self.forget_one(),
            "one" | "everything" => {
                self.0.state.borrow_mut().everything = what == "everything";
                self.refresh();
            }
            "cancel" => self.0.worker.cancel(),
            "secrets" => {
                let mut state = self.0.state.borrow_mut();
                state.secrets = !state.secrets;
                drop(state);
                self.refresh();
            }
            "explain" => self.explain(),
            "passphrase" => self.make_passphrase(),
            "copy-passphrase" => self.copy_passphrase(),
            "raise" => self.raise_limits(),
            // The inputs that choose files are parts of the same name.
            part => {
                if let Some(input) = self.part(part) {
                    input.click();
                }
            }
        }
    }

    /// Shows what the words of reports mean, or no longer.
    fn explain(&self) {
        let explained = crate::state::explain_terms();
        if let Some(button) = self.part("explain") {
            press(&button, explained);
        }
    }

    fn key_pressed(&self, target: &Element, event: &KeyboardEvent) {
        let key = event.key();
        let is_node = target
            .namespace_uri()
            .is_some_and(|uri| uri.ends_with("svg"));
        if is_node && matches!(&*key, "Enter" | " ") {
            event.prevent_default();
            return self.clicked(target, false);
        }
        // Arrow keys go from line to line, in the list and in the tree.
        let is_line = is_line(target);
        if is_line && key == " " && event.ctrl_key() {
            event.prevent_default();
            return self.clicked(target, true);
        }
        let next = match &*key {
            "ArrowDown" if is_line => target.next_element_sibling(),
            "ArrowUp" if is_line => target.previous_element_sibling(),
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
            // Focus scrolls the line into sight; it is refused only where the line has gone.
            let _ = next.focus();
        }
    }

    fn copy(&self, element: Element, text: String) {
        let desk = self.clone();
        spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            desk.say_copied(copied);
            if copied.is_ok() {
                // Styles say it in the place of the click; an element of the page takes any attribute.
                let _ = element.set_attribute("data-copied", "");
                let after = move || {
                    let _ = element.remove_attribute("data-copied");
                };
                leptos::prelude::set_timeout(after, Duration::from_millis(1600));
            }
        });
    }

    /// Says that something was copied, or what to do instead.
    pub(super) fn say_copied(&self, copied: Result<(), ClipboardRefused>) {
        let said = match copied {
            Ok(()) => "Copied".to_owned(),
            Err(refused) => format!("Not copied: {refused}."),
        };
        self.set_text("said", &said);
    }

    /// Lights up what stands for some of the same octets as what the pointer or the focus is on: in the octets what
    /// belongs to a row of the tree, and the other way round.
    fn light(&self, event: &Event) {
        let Some((element, octets)) = target(event).and_then(|on| around(&on, "data-octets"))
        else {
            return;
        };
        let Some((start, length)) = span(&octets) else {
            return;
        };
        let is_row = |element: &Element| element.class_list().contains("asn1__row");
        let from_row = is_row(&element);
        self.each("[data-octets]", |other| {
            let octets = other.get_attribute("data-octets");
            let touches = octets
                .as_deref()
                .and_then(span)
                .is_some_and(|(from, count)| from < start + length && start < from + count);
            let lit = *other == element || (touches && is_row(other) != from_row);
            // A class of an element of the page can always be set.
            let _ = other.class_list().toggle_with_force(LIT, lit);
        });
    }
}

/// Whether it is a line of the list or a row of the tree.
fn is_line(element: &Element) -> bool {
    ["item", "asn1__row"]
        .iter()
        .any(|class| element.class_list().contains(class))
}

/// The element in which an event happened.
pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The innermost element around `target` that has the attribute, and its value.
fn around(target: &Element, name: &str) -> Option<(Element, String)> {
    let element = target.closest(&format!("[{name}]")).ok()??;
    let value = element.get_attribute(name)?;
    Some((element, value))
}

fn span(octets: &str) -> Option<(usize, usize)> {
    let (start, length) = octets.split_once(',')?;
    Some((start.parse().ok()?, length.parse().ok()?))
}
