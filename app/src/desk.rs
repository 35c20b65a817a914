//! The pages Inspect and Convert. A worker of their own reads what is given and draws what there is to say about it; this
//! is the frame around it: what is given, what is chosen, what a click does.
//!
//! The frame stands in `index.html` as a template and is drawn once, by the browser. It needs no view that follows
//! signals: a sheet is replaced as a whole when the worker has answered. Written as components it was four times as
//! large, and the page has to be small.

mod act;
mod convert;
mod draw;
mod intake;
mod list;

use std::cell::RefCell;
use std::rc::Rc;

use diagnostics::Finding;
use engine::{Artifact, Inspect, Inspected, Limits, Overview, Part, Request, Response, Sheet};
use gloo_events::EventListener;
use leptos::task::spawn_local;
use web_sys::{Element, HtmlElement};

use crate::browser::template;
use crate::browser::worker_bridge::{BridgeError, WorkerBridge};
use crate::router::Route;

pub(crate) use draw::draw_again;
pub(crate) use intake::Given;

/// Both pages: the same frame, which opens with a report or with what can be made. A handle.
#[derive(Clone)]
pub(crate) struct Desk(Rc<Inner>);

struct Inner {
    worker: WorkerBridge,
    /// The frame, which stays as it is while another page is shown.
    frame: Element,
    state: RefCell<State>,
    listeners: RefCell<Vec<EventListener>>,
}

#[derive(Default)]
struct State {
    /// What was given, to give it again after the worker has stopped.
    given: Vec<Given>,
    /// What was too large, to be read once more is allowed.
    unread: Vec<Given>,
    overview: Overview,
    selected: Option<usize>,
    /// The item it is compared with.
    other: Option<usize>,
    /// The items that are converted together; none where the selected one is converted alone.
    picked: Vec<usize>,
    /// Whether all there is is converted.
    everything: bool,
    /// Whether the list has its marks from what the items are to each other.
    marked: bool,
    pane: Pane,
    /// Whether octets of private keys are shown.
    secrets: bool,
    /// How much work files may ask for.
    limits: Limits,
    /// The name of the form that is chosen.
    form: String,
    /// What was made.
    made: Vec<Artifact>,
    /// Counts what was asked for to be drawn, so that a late answer draws over nothing newer.
    drawn: u32,
    listed: u32,
    /// Counts how often everything was forgotten, so that what is still being read then is not given.
    forgotten: u32,
    /// The lines of the list that are drawn.
    lines: Sheet,
}

/// What the right side shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    #[default]
    Report,
    Text,
    Tree,
    Relations,
    Compare,
    Convert,
}

impl Pane {
    /// By the name that its button has in the frame.
    fn named(name: &str) -> Self {
        match name {
            "text" => Self::Text,
            "tree" => Self::Tree,
            "relations" => Self::Relations,
            "compare" => Self::Compare,
            "convert" => Self::Convert,
            _ => Self::Report,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Text => "text",
            Self::Tree => "tree",
            Self::Relations => "relations",
            Self::Compare => "compare",
            Self::Convert => "convert",
        }
    }
}

impl State {
    /// The items to convert, none of them for all; nothing where nothing is selected.
    fn to_convert(&self) -> Option<Vec<usize>> {
        if self.everything {
            return Some(Vec::new());
        }
        if self.picked.is_empty() {
            return self.selected.map(|item| vec![item]);
        }
        Some(self.picked.clone())
    }
}

/// Why the worker has not answered.
enum Failure {
    Told(Finding),
    Cancelled,
    Crashed,
}

impl Desk {
    /// Nothing is given yet; none where the page has no frame.
    pub(crate) fn new(worker: WorkerBridge) -> Option<Self> {
        let desk = Self(Rc::new(Inner {
            worker,
            frame: template::drawn("inspect-frame")?,
            state: RefCell::default(),
            listeners: RefCell::default(),
        }));
        desk.listen();
        Some(desk)
    }

    /// Puts the frame into a page.
    pub(crate) fn show_in(&self, page: &Element, route: Route) {
        let is_convert = route == Route::Convert;
        self.0.state.borrow_mut().pane = match is_convert {
            true => Pane::Convert,
            false => Pane::Report,
        };
        // An element of the page takes a child.
        let _ = page.append_child(&self.0.frame);
        self.refresh();
    }

    /// The part of the frame of this name.
    fn part(&self, name: &str) -> Option<HtmlElement> {
        template::part(&self.0.frame, name)
    }

    fn set_text(&self, part: &str, text: &str) {
        if let Some(part) = self.part(part) {
            part.set_text_content(Some(text));
        }
    }

    fn set_hidden(&self, part: &str, hidden: bool) {
        if let Some(part) = self.part(part) {
            part.set_hidden(hidden);
        }
    }

    /// Shows an item; in a comparison, the second one.
    fn select(&self, item: usize) {
        {
            let mut state = self.0.state.borrow_mut();
            if state.pane == Pane::Compare && state.selected != Some(item) {
                state.other = Some(item);
            } else {
                if state.pane == Pane::Relations {
                    state.pane = Pane::Report;
                }
                state.selected = Some(item);
                state.picked.clear();
                state.everything = false;
            }
        }
        self.refresh();
    }

    /// Takes an item to those that are converted together, or out of them.
    fn pick(&self, item: usize) {
        {
            let mut state = self.0.state.borrow_mut();
            state.everything = false;
            if state.picked.is_empty() {
                let selected = state.selected.filter(|selected| *selected != item);
                state.picked.extend(selected);
            }
            match state.picked.iter().position(|picked| *picked == item) {
                Some(place) => {
                    state.picked.remove(place);
                }
                None => state.picked.push(item),
            }
            state.pane = Pane::Convert;
        }
        self.refresh();
    }

    /// Draws what is selected.
    fn refresh(&self) {
        let wanted = self.wanted();
        self.draw_frame();
        self.mark_selected();
        let number = {
            let mut state = self.0.state.borrow_mut();
            state.drawn = state.drawn.wrapping_add(1);
            state.drawn
        };
        let desk = self.clone();
        spawn_local(async move {
            let answer = match wanted {
                Some(question) => desk.ask(question).await,
                None => Ok(Inspected::Sheet(Default::default())),
            };
            if desk.0.state.borrow().drawn != number {
                return;
            }
            match answer {
                Ok(Inspected::Sheet(sheet)) => {
                    desk.draw("sheet", &sheet);
                    desk.choose_first_form();
                    desk.mark_list();
                }
                Ok(_) => {}
                Err(failure) => desk.failed(failure),
            }
        });
    }

    fn wanted(&self) -> Option<Inspect> {
        let state = self.0.state.borrow();
        let item = state.selected;
        let part = match state.pane {
            Pane::Report => Part::Report,
            Pane::Text => Part::Text,
            Pane::Tree => Part::Tree {
                secrets: state.secrets,
            },
            Pane::Relations => {
                let some = state.overview.lines > 0;
                return some.then_some(Inspect::Relate { around: item });
            }
            Pane::Compare => {
                let (old, new) = (item?, state.other?);
                return Some(Inspect::Compare { old, new });
            }
            Pane::Convert => {
                let items = state.to_convert()?;
                return Some(Inspect::Offer { items });
            }
        };
        Some(Inspect::Show { item: item?, part })
    }

    /// Asks for something that changes what there is. Whether it was done.
    async fn change(&self, doing: &str, question: Inspect) -> bool {
        self.begin(doing);
        let answer = self.ask(question).await;
        self.end();
        match answer {
            Ok(Inspected::Overview(overview)) => {
                self.replace(overview);
                true
            }
            Ok(_) => false,
            Err(failure) => {
                self.failed(failure);
                false
            }
        }
    }

    fn replace(&self, overview: Overview) {
        {
            let mut state = self.0.state.borrow_mut();
            if overview.next.is_some() || overview.lines == 0 {
                state.selected = overview.next;
                state.other = None;
                state.picked.clear();
                state.everything = false;
            }
            if let Some(source) = overview.forgotten.filter(|it| *it < state.given.len()) {
                state.given.remove(source);
            }
            state.marked = false;
            state.overview = overview;
        }
        self.end();
        self.draw_list();
        self.refresh();
    }

    /// Once it is known how all belong together, the list says what is wrong with that.
    fn mark_list(&self) {
        let is_first = {
            let mut state = self.0.state.borrow_mut();
            let is_report = state.pane == Pane::Report;
            is_report && !std::mem::replace(&mut state.marked, true)
        };
        if is_first {
            self.draw_list();
        }
    }

    fn begin(&self, doing: &str) {
        self.clear_failures();
        self.set_text("told", doing);
        self.set_hidden("spinner", false);
        self.set_hidden("cancel", false);
    }

    fn end(&self) {
        let told = self.0.state.borrow().overview.told.clone();
        self.set_text("told", &told);
        self.set_hidden("spinner", true);
        self.set_hidden("cancel", true);
    }

    async fn ask(&self, question: Inspect) -> Result<Inspected, Failure> {
        let request = Request::Inspect(Box::new(question));
        match self.0.worker.call(request, |_| ()).await {
            Ok(Response::Inspected(answer)) => Ok(*answer),
            Ok(Response::Failed { finding }) => Err(Failure::Told(finding)),
            Ok(_) | Err(BridgeError::Crashed { .. }) => Err(Failure::Crashed),
            Err(BridgeError::Cancelled) => Err(Failure::Cancelled),
            Err(BridgeError::Unavailable(finding)) => Err(Failure::Told(finding)),
        }
    }

    fn has_given(&self) -> bool {
        !self.0.state.borrow().given.is_empty()
    }

    fn failed(&self, failure: Failure) {
        match failure {
            // The worker was started anew while it had nothing to do.
            Failure::Told(finding) if finding.code == "item-gone" && self.has_given() => {
                self.read_again(None);
            }
            Failure::Told(finding) => self.tell_failure(&finding),
            Failure::Cancelled => self.read_again(None),
            Failure::Crashed => self.read_again(Some(crashed())),
        }
    }
}

fn crashed() -> Finding {
    Finding::error(
        "inspect-crashed",
        "inspect",
        "Reading stopped because of a fault in Twinlock. What was given before is being read again.",
        "Give the parts of the file one by one to see the rest of it.",
    )
}
