//! Every command, field and file by its name: a dialog that opens with Ctrl+K.
//!
//! A combobox with a list (WAI-ARIA Authoring Practices, "Combobox"): the focus stays in the field, the arrow keys move
//! through the list.

mod commands;
mod matching;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlDialogElement, HtmlInputElement, KeyboardEvent};

use crate::browser::template::part;
use crate::state::Setup;
use commands::Command;

/// The most lines that are drawn: who sees more types on.
const MOST: usize = 60;

/// The dialog. A handle: cheap to copy.
#[derive(Clone)]
pub(crate) struct Palette(Rc<Inner>);

struct Inner {
    setup: Setup,
    dialog: HtmlDialogElement,
    query: HtmlInputElement,
    list: Element,
    commands: RefCell<Vec<Command>>,
    /// The commands that are listed, by their place in `commands`.
    listed: RefCell<Vec<usize>>,
    /// Which of the listed ones Enter takes.
    active: Cell<usize>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Palette {
    /// Takes the dialog of `index.html` over; none where it is not there.
    pub(crate) fn new(setup: Setup) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let dialog: HtmlDialogElement = document.get_element_by_id("palette")?.dyn_into().ok()?;
        let palette = Self(Rc::new(Inner {
            setup,
            query: part(&dialog, "query")?.dyn_into().ok()?,
            list: part(&dialog, "list")?.into(),
            dialog,
            commands: RefCell::default(),
            listed: RefCell::default(),
            active: Cell::default(),
            listeners: RefCell::default(),
        }));
        palette.on("input", |palette, _| palette.search());
        palette.on("keydown", |palette, event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                palette.key_pressed(event);
            }
        });
        palette.on("click", Self::clicked);
        palette.on("close", |palette, _| {
            palette.0.commands.borrow_mut().clear();
        });
        Some(palette)
    }

    fn on(&self, kind: &'static str, act: fn(&Self, &Event)) {
        let weak = Rc::downgrade(&self.0);
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&self.0.dialog, kind, options, move |event| {
                if let Some(inner) = weak.upgrade() {
                    act(&Self(inner), event);
                }
            });
        self.0.listeners.borrow_mut().push(listener);
    }

    /// Opens it with everything that can be done now.
    pub(crate) fn open(&self) {
        *self.0.commands.borrow_mut() = commands::all(self.0.setup);
        self.0.query.set_value("");
        self.search();
        if !self.0.dialog.open() {
            // Refused only where it is open, or no longer in the page.
            let _ = self.0.dialog.show_modal();
        }
    }

    fn search(&self) {
        let commands = self.0.commands.borrow();
        let texts = commands.iter().map(|command| {
            let Command { name, also, .. } = command;
            (name.as_str(), also.as_str())
        });
        let mut listed = matching::best(&self.0.query.value(), texts);
        listed.truncate(MOST);
        drop(commands);
        *self.0.listed.borrow_mut() = listed;
        self.draw();
        self.activate(0);
    }

    fn draw(&self) {
        self.0.list.set_text_content(None);
        let listed = self.0.listed.borrow();
        if let Some(none) = part(&self.0.dialog, "none") {
            none.set_hidden(!listed.is_empty());
        }
        let Some(document) = self.0.list.owner_document() else {
            return;
        };
        let commands = self.0.commands.borrow();
        for (place, command) in listed.iter().filter_map(|at| commands.get(*at)).enumerate() {
            if let Some(line) = drawn(&document, place, command) {
                // An element of the page takes a child.
                let _ = self.0.list.append_child(&line);
            }
        }
    }

    /// Marks one of the listed commands as the one that Enter takes.
    fn activate(&self, place: usize) {
        let lines = self.0.list.children();
        for (index, selected) in [(self.0.active.get(), false), (place, true)] {
            let line = u32::try_from(index)
                .ok()
                .and_then(|index| lines.item(index));
            let Some(line) = line else {
                continue;
            };
            // An element of the page takes any attribute.
            let _ = line.set_attribute("aria-selected", if selected { "true" } else { "false" });
            if selected {
                line.scroll_into_view_with_scroll_into_view_options(&nearest());
                let _ = self
                    .0
                    .query
                    .set_attribute("aria-activedescendant", &line.id());
            }
        }
        self.0.active.set(place);
    }

    fn key_pressed(&self, event: &KeyboardEvent) {
        let last = self.0.listed.borrow().len().saturating_sub(1);
        let active = self.0.active.get();
        let next = match event.key().as_str() {
            "ArrowDown" if active == last => 0,
            "ArrowDown" => active + 1,
            "ArrowUp" if active == 0 => last,
            "ArrowUp" => active - 1,
            "PageDown" => last.min(active + 8),
            "PageUp" => active.saturating_sub(8),
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                return self.run(active);
            }
            _ => return,
        };
        event.prevent_default();
        self.activate(next);
    }

    fn clicked(&self, event: &Event) {
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let line = target.and_then(|target| target.closest("[data-place]").ok().flatten());
        let place = line.and_then(|line| line.get_attribute("data-place"));
        match place.and_then(|place| place.parse().ok()) {
            Some(place) => self.run(place),
            // The dialog itself is what lies around its content.
            None if event.target().as_ref() == Some(self.0.dialog.as_ref()) => {
                self.0.dialog.close();
            }
            None => {}
        }
    }

    fn run(&self, place: usize) {
        let at = self.0.listed.borrow().get(place).copied();
        let act = at.and_then(|at| Some(Rc::clone(&self.0.commands.borrow().get(at)?.act)));
        // It is closed first: that gives the focus back, which the command may then move.
        self.0.dialog.close();
        if let Some(act) = act {
            act();
        }
    }
}

fn nearest() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// A line of the list.
fn drawn(document: &Document, place: usize, command: &Command) -> Option<Element> {
    let line = document.create_element("li").ok()?;
    let attributes = [
        ("role", "option"),
        ("aria-selected", "false"),
        ("class", "palette__line"),
        ("id", &format!("command-{place}")),
        ("data-place", &place.to_string()),
    ];
    for (name, value) in attributes {
        line.set_attribute(name, value).ok()?;
    }
    let parts = [
        ("span", "palette__name", command.name.as_str()),
        ("span", "palette__kind", command.kind),
        ("kbd", "kbd", command.keys.unwrap_or_default()),
    ];
    for (tag, class, text) in parts.into_iter().filter(|(.., text)| !text.is_empty()) {
        let part = document.create_element(tag).ok()?;
        part.set_class_name(class);
        part.set_text_content(Some(text));
        line.append_child(&part).ok()?;
    }
    Some(line)
}
