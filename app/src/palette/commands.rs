//! What the palette lists.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser::route;
use crate::form::SECTIONS;
use crate::router::Route;
use crate::shortcuts::{self, SHORTCUTS};
use crate::state::{Entry, Setup, Theme, View, explain_terms};

/// One line of the palette.
pub(super) struct Command {
    /// What it is called.
    pub(super) name: String,
    /// What else it is found by.
    pub(super) also: String,
    /// What it is about, in a word.
    pub(super) kind: &'static str,
    /// The keys that do the same.
    pub(super) keys: Option<&'static str>,
    /// Does it.
    pub(super) act: Rc<dyn Fn()>,
}

impl Command {
    fn new(kind: &'static str, name: impl Into<String>, act: impl Fn() + 'static) -> Self {
        Self {
            name: name.into(),
            also: kind.to_owned(),
            kind,
            keys: None,
            act: Rc::new(act),
        }
    }

    /// One that belongs to the page Set up: that page is opened first.
    fn of_setup(kind: &'static str, name: impl Into<String>, act: impl Fn() + 'static) -> Self {
        let act = Rc::new(act);
        Self::new(kind, name, move || {
            if shortcuts::is_at_setup() {
                return act();
            }
            route::go_to("/setup");
            let act = Rc::clone(&act);
            // The page is drawn in the tasks that follow the change of the address.
            set_timeout(move || act(), Duration::from_millis(100));
        })
    }

    fn found_by(mut self, words: &str) -> Self {
        self.also = format!("{} {words}", self.also);
        self
    }
}

/// Everything that can be done now.
pub(super) fn all(setup: Setup) -> Vec<Command> {
    let mut all = Vec::new();
    all.extend(
        SHORTCUTS
            .iter()
            .filter(|shortcut| shortcut.listed)
            .map(|shortcut| {
                let act = shortcut.act;
                let mut command = Command::of_setup("Command", shortcut.says, move || act(setup));
                command.keys = Some(shortcuts::shown(shortcut.keys));
                command
            }),
    );
    all.extend(actions(setup));
    all.extend(pages());
    all.extend(fields(setup));
    all.extend(files(setup));
    all
}

fn actions(setup: Setup) -> Vec<Command> {
    let action = |name, also, act: fn(Setup)| {
        Command::of_setup("Command", name, move || act(setup)).found_by(also)
    };
    let mut actions = vec![
        action(
            "Overview: what to do next",
            "steps issued certificates",
            |setup| setup.show(View::Overview),
        ),
        action("Findings", "errors warnings problems", |setup| {
            setup.show(View::Findings);
        }),
        action("Export plan.json", "save settings", Setup::export_plan),
        action("Import plan.json", "load settings open", |_| {
            press("#plan-file");
        }),
        action(
            "Copy link to this plan",
            "share settings address url",
            Setup::copy_link,
        ),
        action(
            "Forget everything…",
            "delete wipe clear keys secrets",
            Setup::forget_everything,
        ),
        Command::new("Command", "Explain terms", || {
            explain_terms();
        })
        .found_by("help glossary meaning"),
        action(
            "Reset the form",
            "default recommended settings",
            Setup::reset,
        ),
    ];
    actions.extend(Theme::ALL.map(|theme| {
        Command::new("Command", theme.label(), move || setup.choose_theme(theme))
            .found_by("theme colors appearance mode")
    }));
    actions
}

fn pages() -> impl Iterator<Item = Command> {
    let all = Route::ALL.iter().chain(&[Route::About]);
    all.map(|&page| {
        Command::new("Page", page.title(), move || {
            route::go_to(page.href().trim_start_matches('#'));
        })
        .found_by("go to open")
    })
}

fn fields(setup: Setup) -> Vec<Command> {
    setup.plan.with_untracked(|plan| {
        let shown = SECTIONS.iter().filter(|section| (section.shown)(plan));
        shown
            .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
            .filter(|(_, field)| (field.shown)(plan))
            .filter_map(|(section, field)| {
                let label = plan::field(field.place)?.label;
                let lead = move || {
                    setup.jump_to(field.place);
                };
                Some(Command::of_setup(section.title, label, lead).found_by(field.place))
            })
            .collect()
    })
}

fn files(setup: Setup) -> Vec<Command> {
    let command = |entry: &Entry| {
        let path = entry.path.clone();
        let show = move || setup.show(View::File(path.clone()));
        Command::of_setup("File", entry.name(), show).found_by(&entry.path)
    };
    setup
        .entries
        .with_untracked(|entries| entries.iter().map(command).collect())
}

/// Presses something that a selector finds.
fn press(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.as_ref().and_then(JsCast::dyn_ref::<HtmlElement>) {
        element.click();
    }
}
