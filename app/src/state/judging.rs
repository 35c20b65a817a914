//! The worker that judges the form keeps up with what is typed.

use diagnostics::Finding;
use engine::{IssuedSet, Judged, OVERVIEW, Request, Response};
use futures_channel::oneshot::{self, Sender};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::artifacts::PLAN_PATH;
use super::{Issued, Setup, View, settings};
use crate::browser::worker_bridge::{BridgeError, WorkerBridge, WorkerState};

/// The worker that judges, and how far it has come. It does nothing else, so that it answers while keys are made.
#[derive(Clone, Copy)]
pub(crate) struct Judging {
    /// The worker.
    pub(crate) worker: WorkerBridge,
    queue: StoredValue<Queue>,
    /// The last plan without errors, as JSON.
    sound: StoredValue<Option<String>>,
}

/// One question at a time: what is typed meanwhile is asked about together, once that is answered.
#[derive(Default)]
struct Queue {
    busy: bool,
    again: bool,
    /// Who waits until everything is answered; told by being dropped.
    waiting: Vec<Sender<()>>,
}

impl Judging {
    /// Nothing is asked yet.
    pub(super) fn new(worker: WorkerBridge) -> Self {
        Self {
            worker,
            queue: StoredValue::default(),
            sound: StoredValue::default(),
        }
    }
}

impl Setup {
    /// Has everything judged that is typed, shown or issued.
    pub(super) fn keep_judged(self) {
        Effect::new(move |_| {
            self.plan.track();
            self.output.wanted.track();
            self.issued.track();
            self.judge_soon();
        });
    }

    /// Waits until what is typed is judged.
    pub(super) async fn settled(self) {
        let wait = || {
            self.judging.queue.try_update_value(|queue| {
                queue.busy.then(|| {
                    let (told, wait) = oneshot::channel();
                    queue.waiting.push(told);
                    wait
                })
            })
        };
        while let Some(Some(wait)) = wait() {
            // It is told by being dropped.
            let _ = wait.await;
        }
    }

    fn judge_soon(self) {
        let was_busy = self.judging.queue.try_update_value(|queue| {
            queue.again = queue.busy;
            std::mem::replace(&mut queue.busy, true)
        });
        if was_busy != Some(false) {
            return;
        }
        spawn_local(async move {
            loop {
                self.judge().await;
                let again = self.judging.queue.try_update_value(|queue| {
                    queue.busy = std::mem::take(&mut queue.again);
                    if !queue.busy {
                        queue.waiting.clear();
                    }
                    queue.busy
                });
                if again != Some(true) {
                    return;
                }
            }
        });
    }

    async fn judge(self) {
        let plan = self.plan.with_untracked(settings::to_json);
        let wanted = self.output.wanted.get_untracked();
        let mut answer = self.ask(&plan).await;
        if matches!(answer, Err(BridgeError::Crashed { .. })) {
            // It may have crashed over something else.
            answer = self.ask(&plan).await;
        }
        match answer {
            Ok(Response::Judged(judged)) => {
                if judged.is_sound {
                    self.judging.sound.set_value(Some(plan));
                }
                self.judged.set(*judged);
            }
            Ok(Response::Failed { finding }) => self.unjudged(finding),
            Ok(_) | Err(BridgeError::Crashed { .. }) => self.unjudged(crashed()),
            Err(BridgeError::Unavailable(finding)) => {
                // Where there is no worker, its state says so.
                let state = self.worker_state.get_untracked();
                if !matches!(state, WorkerState::Failed(_)) {
                    self.unjudged(finding);
                }
            }
            Err(BridgeError::Cancelled) => {}
        }
        if self.output.wanted.with_untracked(|view| *view == wanted) {
            self.draw();
        }
    }

    async fn ask(self, plan: &str) -> Result<Response, BridgeError> {
        let shown = self.shown_document();
        let request = Request::Judge {
            plan: plan.to_owned(),
            sound: self.judging.sound.get_value().filter(|sound| sound != plan),
            issued: self.issued.with_untracked(|issued| {
                let issued = issued.as_ref()?;
                let secret = shown.as_deref().is_some_and(|path| self.is_secret(path));
                Some(issued_set(issued, secret))
            }),
            shown,
        };
        self.judging.worker.call(request, |_| ()).await
    }

    /// The path of the file that is shown, if it is rendered rather than made.
    fn shown_document(self) -> Option<String> {
        let path = self.output.wanted.with_untracked(|view| match view {
            View::File(path) if path != PLAN_PATH => Some(path.clone()),
            View::Overview => Some(OVERVIEW.to_owned()),
            _ => None,
        })?;
        let is_made = |issued: &Issued| issued.artifact(&path).is_some();
        let made = self
            .issued
            .with_untracked(|issued| issued.as_deref().is_some_and(is_made));
        (!made).then_some(path)
    }

    fn is_secret(self, path: &str) -> bool {
        self.entries.with_untracked(|entries| {
            entries
                .iter()
                .any(|entry| entry.path == path && entry.secret)
        })
    }

    /// What was last judged stays, but nothing can be made of what is typed.
    fn unjudged(self, finding: Finding) {
        self.judged.update(|judged| {
            *judged = Judged {
                findings: vec![finding],
                is_sound: false,
                changed: Vec::new(),
                ..std::mem::take(judged)
            };
        });
    }
}

/// What a file may quote: certificates, and the server's key only where a file with a secret is asked for.
fn issued_set(issued: &Issued, secret: bool) -> IssuedSet {
    let may_quote = |path: &str| path.ends_with(".crt") || (secret && path == "pki/server.key");
    IssuedSet {
        plan: settings::to_json(&issued.order.plan),
        artifacts: issued
            .bundled()
            .filter(|artifact| may_quote(&artifact.path))
            .cloned()
            .collect(),
    }
}

fn crashed() -> Finding {
    Finding::error(
        "plan-unjudged",
        "page",
        "The worker stopped twice over what stands in the form.",
        "Take back what you changed last, and report it: this is a fault in Twinlock.",
    )
}
