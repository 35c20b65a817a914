//! Keys that work wherever the focus is, and the sheet that lists them.
//!
//! All have a modifier, so that none is in the way of typing or of speech input (WCAG 2.2, 2.1.4).

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDialogElement, KeyboardEvent};

use crate::browser::{route, template::part};
use crate::palette::Palette;
use crate::router::Route;
use crate::state::{Setup, Way};

/// Keys and what they do.
pub(crate) struct Shortcut {
    /// The keys: `Ctrl+K`. On a Mac, Ctrl is ⌘.
    pub(crate) keys: [&'static str; 2],
    /// What they do.
    pub(crate) says: &'static str,
    /// Whether the palette lists it.
    pub(crate) listed: bool,
    key: &'static str,
    shift: bool,
    /// Does it.
    pub(crate) act: fn(Setup),
}

/// Those of the page Set up.
pub(crate) static SHORTCUTS: [Shortcut; 6] = [
    shortcut(
        ["Ctrl+Enter", "⌘ Enter"],
        "Generate",
        "enter",
        false,
        Setup::generate,
    ),
    shortcut(
        ["Ctrl+S", "⌘ S"],
        "Download all",
        "s",
        false,
        Setup::download_all,
    ),
    shortcut(
        ["Ctrl+Z", "⌘ Z"],
        "Undo in the form",
        "z",
        false,
        |setup| setup.go(Way::Back),
    ),
    shortcut(
        ["Ctrl+Shift+Z", "⇧ ⌘ Z"],
        "Redo in the form",
        "z",
        true,
        |setup| setup.go(Way::Forth),
    ),
    Shortcut {
        listed: false,
        ..shortcut(
            ["Ctrl+Y", "⌘ Y"],
            "Redo in the form",
            "y",
            false,
            |setup| setup.go(Way::Forth),
        )
    },
    shortcut(
        ["Ctrl+/", "⌘ /"],
        "Keyboard shortcuts",
        "/",
        false,
        |_| show_sheet(),
    ),
];

/// What opens the palette.
pub(crate) const PALETTE: [&str; 2] = ["Ctrl+K", "⌘ K"];

/// Keys that work in one place, for the sheet.
static IN_PLACE: [([&str; 2], &str); 3] = [
    (
        ["↑ ↓", "↑ ↓"],
        "Move in the list of what was given, and in the tree of ASN.1",
    ),
    (
        ["Ctrl+Space", "Ctrl Space"],
        "Take several of what was given, to convert them at once",
    ),
    (["Esc", "Esc"], "Close a menu, a panel or a dialog"),
];

const fn shortcut(
    keys: [&'static str; 2],
    says: &'static str,
    key: &'static str,
    shift: bool,
    act: fn(Setup),
) -> Shortcut {
    Shortcut {
        keys,
        says,
        listed: true,
        key,
        shift,
        act,
    }
}

/// The keys as this machine has them.
pub(crate) fn shown(keys: [&'static str; 2]) -> &'static str {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    let is_apple = platform.is_some_and(|name| name.starts_with("Mac") || name.starts_with("iP"));
    keys[usize::from(is_apple)]
}

/// Whether the page Set up is shown.
pub(crate) fn is_at_setup() -> bool {
    Route::of_hash(&route::hash()) == Route::Setup
}

/// Listens for as long as the page is open.
pub(crate) fn listen(setup: Setup, palette: Palette) {
    let opener = palette.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let keys = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            pressed(setup, &palette, event);
        }
    });
    keys.forget();
    let clicks = EventListener::new(&document(), "click", move |event| {
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let opens = target.and_then(|target| target.closest("[data-opens=palette]").ok().flatten());
        if opens.is_some() {
            opener.open();
        }
    });
    clicks.forget();
}

fn pressed(setup: Setup, palette: &Palette, event: &KeyboardEvent) {
    let is_modified = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    let in_dialog = document()
        .query_selector("dialog[open]")
        .ok()
        .flatten()
        .is_some();
    if !is_modified || in_dialog || event.is_composing() || event.default_prevented() {
        return;
    }
    let key = event.key().to_lowercase();
    if key == "k" {
        event.prevent_default();
        return palette.open();
    }
    let mut all = SHORTCUTS.iter();
    // Some keyboards have the slash above another key, so that Shift belongs to it.
    let shift = event.shift_key() && key != "/";
    let found = all.find(|shortcut| shortcut.key == key && shortcut.shift == shift);
    if let Some(shortcut) = found.filter(|shortcut| is_at_setup() || shortcut.key == "/") {
        event.prevent_default();
        (shortcut.act)(setup);
    }
}

/// Lists the keys.
pub(crate) fn show_sheet() {
    let document = document();
    let sheet = document.get_element_by_id("shortcuts");
    let Some(sheet) = sheet.and_then(|sheet| sheet.dyn_into::<HtmlDialogElement>().ok()) else {
        return;
    };
    if let Some(list) = part(&sheet, "keys") {
        list.set_text_content(None);
        let everywhere = SHORTCUTS
            .iter()
            .filter(|shortcut| shortcut.listed)
            .map(|shortcut| (shortcut.keys, shortcut.says));
        let all = [(PALETTE, "Commands, fields and files by their name")]
            .into_iter()
            .chain(everywhere)
            .chain(IN_PLACE);
        for (keys, says) in all {
            // A line that cannot be drawn is left out.
            let _ = line(&document, &list, keys, says);
        }
    }
    // Refused only where it is open.
    let _ = sheet.show_modal();
}

fn line(document: &Document, list: &Element, keys: [&'static str; 2], says: &str) -> Option<()> {
    let term = document.create_element("dt").ok()?;
    let key = document.create_element("kbd").ok()?;
    key.set_class_name("kbd");
    key.set_text_content(Some(shown(keys)));
    term.append_child(&key).ok()?;
    let text = document.create_element("dd").ok()?;
    text.set_text_content(Some(says));
    for part in [term, text] {
        list.append_child(&part).ok()?;
    }
    Some(())
}
