//! What the pages Inspect and Convert know and can do. What was given is read in a worker of its own, which draws, too:
//! the page holds what it needs to give it again after that worker has stopped.

mod convert;
mod intake;

use std::sync::Arc;

use diagnostics::Finding;
use engine::{
    Artifact, Element, Inspect, Inspected, Limits, Offer, Overview, Passphrase, Request, Response,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::worker_bridge::{BridgeError, WorkerBridge};

pub(crate) use intake::Given;

/// What the right side shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The report on an item.
    Report,
    /// Its text.
    Text,
    /// Its ASN.1 tree.
    Tree,
    /// How all items belong together.
    Relations,
    /// Two certificates side by side.
    Compare,
    /// What can be made of it.
    Convert,
}

/// What was made of items.
#[derive(Clone)]
pub(crate) struct Converted {
    /// The files.
    pub(crate) artifacts: Arc<Vec<Artifact>>,
    /// The report on them.
    pub(crate) report: Arc<Vec<Element>>,
}

/// The state of both pages. A handle: cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Inspection {
    worker: WorkerBridge,
    /// What was given, to give it again.
    given: StoredValue<Vec<Given>, LocalStorage>,
    /// What there is.
    pub(crate) overview: RwSignal<Overview>,
    /// Grows with every change of what there is.
    pub(crate) revision: RwSignal<u32>,
    /// The item that is shown.
    pub(crate) selected: RwSignal<Option<usize>>,
    /// The item it is compared with.
    pub(crate) other: RwSignal<Option<usize>>,
    /// What of it is shown.
    pub(crate) pane: RwSignal<Pane>,
    /// Whether octets of private keys are shown.
    pub(crate) secrets: RwSignal<bool>,
    /// What is drawn.
    pub(crate) sheet: RwSignal<Arc<Vec<Element>>>,
    /// What the worker is busy with.
    pub(crate) busy: RwSignal<Option<&'static str>>,
    /// What could not be done.
    pub(crate) failures: RwSignal<Vec<Finding>>,
    /// What can be made of the selected item.
    pub(crate) offers: RwSignal<Vec<Offer>>,
    /// What was made.
    pub(crate) converted: RwSignal<Option<Converted>>,
    /// How much work files may ask for.
    pub(crate) limits: RwSignal<Limits>,
    /// What is announced to those who do not see it.
    pub(crate) said: RwSignal<String>,
}

impl Inspection {
    /// Nothing is given yet.
    pub(crate) fn new(worker: WorkerBridge) -> Self {
        let inspection = Self {
            worker,
            given: StoredValue::new_local(Vec::new()),
            overview: RwSignal::new(Overview::default()),
            revision: RwSignal::new(0),
            selected: RwSignal::new(None),
            other: RwSignal::new(None),
            pane: RwSignal::new(Pane::Report),
            secrets: RwSignal::new(false),
            sheet: RwSignal::new(Arc::default()),
            busy: RwSignal::new(None),
            failures: RwSignal::new(Vec::new()),
            offers: RwSignal::new(Vec::new()),
            converted: RwSignal::new(None),
            limits: RwSignal::new(Limits::default()),
            said: RwSignal::new(String::new()),
        };
        inspection.keep_drawn();
        inspection
    }

    /// Shows an item.
    pub(crate) fn select(self, item: usize) {
        if self.pane.get_untracked() == Pane::Compare && self.selected.get_untracked() != Some(item)
        {
            self.other.set(Some(item));
            return;
        }
        if self.pane.get_untracked() == Pane::Relations {
            self.pane.set(Pane::Report);
        }
        self.selected.set(Some(item));
    }

    /// Whether the selected item waits for a password.
    pub(crate) fn is_locked(self) -> bool {
        let selected = self.selected.get();
        self.overview
            .with(|overview| selected.is_some_and(|item| overview.locked.contains(&item)))
    }

    /// Tries a password on the selected item.
    pub(crate) fn unlock(self, password: Passphrase) {
        let Some(item) = self.selected.get_untracked() else {
            return;
        };
        let limits = self.limits.get_untracked();
        let unlock = Inspect::Unlock {
            item,
            password,
            limits,
        };
        spawn_local(async move {
            self.change("Opening", unlock).await;
        });
    }

    /// Throws everything away.
    pub(crate) fn forget(self) {
        self.given.set_value(Vec::new());
        self.converted.set(None);
        self.selected.set(None);
        self.other.set(None);
        spawn_local(async move {
            self.change("Forgetting", Inspect::Forget { source: None })
                .await;
        });
    }

    /// Ends what the worker does. What was given before is read again.
    pub(crate) fn cancel(self) {
        self.worker.cancel();
    }

    /// Lines of the list.
    pub(crate) async fn lines(self, from: usize, to: usize) -> Option<Vec<Element>> {
        match self.ask(Inspect::List { from, to }).await {
            Ok(Inspected::Lines { lines, .. }) => Some(lines),
            _ => None,
        }
    }

    /// Asks for something that changes what there is. Whether it was done.
    async fn change(self, doing: &'static str, question: Inspect) -> bool {
        self.failures.set(Vec::new());
        self.busy.set(Some(doing));
        let answer = self.ask(question).await;
        self.busy.set(None);
        match answer {
            Ok(Inspected::Overview(overview)) => {
                self.replaced(overview);
                true
            }
            Ok(_) => false,
            Err(failure) => {
                self.failed(failure);
                false
            }
        }
    }

    fn replaced(self, overview: Overview) {
        if let Some(next) = overview.next {
            self.selected.set(Some(next));
        }
        self.overview.set(overview);
        self.revision.update(|revision| *revision += 1);
    }

    async fn ask(self, question: Inspect) -> Result<Inspected, Failure> {
        let request = Request::Inspect(Box::new(question));
        match self.worker.call(request, |_| ()).await {
            Ok(Response::Inspected(answer)) => Ok(*answer),
            Ok(Response::Failed { finding }) => Err(Failure::Told(finding)),
            Ok(_) | Err(BridgeError::Crashed { .. }) => Err(Failure::Crashed),
            Err(BridgeError::Cancelled) => Err(Failure::Cancelled),
            Err(BridgeError::Unavailable(finding)) => Err(Failure::Told(finding)),
        }
    }

    fn failed(self, failure: Failure) {
        let finding = match failure {
            Failure::Told(finding) => finding,
            Failure::Cancelled => {
                return self.read_again();
            }
            Failure::Crashed => {
                self.read_again();
                crashed()
            }
        };
        self.failures.update(|failures| failures.push(finding));
    }

    /// Draws what is selected, whenever that changes.
    fn keep_drawn(self) {
        Effect::new(move |_| {
            self.revision.track();
            let question = self.wanted();
            spawn_local(async move {
                match question {
                    None => self.sheet.set(Arc::default()),
                    Some(question) => self.draw(question).await,
                }
            });
        });
    }

    fn wanted(self) -> Option<Inspect> {
        let selected = self.selected.get();
        let part = match self.pane.get() {
            Pane::Report => engine::Part::Report,
            Pane::Text => engine::Part::Text,
            Pane::Tree => engine::Part::Tree {
                secrets: self.secrets.get(),
            },
            Pane::Relations => {
                let some = self.overview.with(|overview| overview.lines > 0);
                return some.then_some(Inspect::Relate { around: selected });
            }
            Pane::Compare => {
                let (old, new) = (selected?, self.other.get()?);
                return Some(Inspect::Compare { old, new });
            }
            Pane::Convert => return Some(Inspect::Offer { item: selected? }),
        };
        Some(Inspect::Show {
            item: selected?,
            part,
        })
    }

    async fn draw(self, question: Inspect) {
        match self.ask(question).await {
            Ok(Inspected::Sheet(sheet)) => self.sheet.set(Arc::new(sheet)),
            Ok(Inspected::Offers(offers)) => {
                self.sheet.set(Arc::default());
                self.offers.set(offers);
            }
            Ok(_) => {}
            Err(failure) => self.failed(failure),
        }
    }
}

/// Why the worker has not answered.
enum Failure {
    Told(Finding),
    Cancelled,
    Crashed,
}

fn crashed() -> Finding {
    Finding::error(
        "inspect-crashed",
        "inspect",
        "Reading stopped because of a fault in Twinlock. What was given before is being read again.",
        "Give the parts of the file one by one to see the rest of it.",
    )
}
