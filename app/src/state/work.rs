use std::sync::Arc;

use diagnostics::Finding;
use engine::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;
use manifests::Intent;

use super::issued::Order;
use super::{Issued, Progress, Setup, View};
use crate::browser::clock;
use crate::browser::worker_bridge::BridgeError;

impl Setup {
    /// Issues everything; or says what stops it and leads there.
    pub(crate) fn generate(self) {
        if self.is_busy() {
            return;
        }
        if let Some(error) = self.first_error() {
            self.refusal.set(Some(refused(&error)));
            self.jump_to(&error.place);
            return;
        }
        let Some(intent) = self.outcome.with_untracked(|outcome| outcome.value.clone()) else {
            return;
        };
        self.refusal.set(None);
        let started = clock::monotonic_milliseconds();
        self.progress.set(Some(Progress::new(&intent, started)));
        let order = self.order(&intent);
        let request = request(&order, &intent);
        spawn_local(async move {
            let heard = move |progress| self.heard(&progress);
            let answer = self.worker.call(request, heard).await;
            self.progress.set(None);
            self.forget_keys();
            self.finish(order, &intent, answer);
        });
    }

    /// Ends what the worker is doing.
    pub(crate) fn cancel(self) {
        self.worker.cancel();
    }

    /// Whether Generate or Download all is under way.
    pub(crate) fn is_busy(self) -> bool {
        self.progress.with(Option::is_some) || self.zipping.get()
    }

    fn order(self, intent: &Intent) -> Order {
        Order {
            plan: self.plan.get_untracked(),
            spec: intent.spec.clone(),
            pfx_passphrase: self.passphrases.pfx.get_untracked(),
            ca_key_passphrase: self.passphrases.ca_key.get_untracked(),
        }
    }

    fn heard(self, progress: &engine::Progress) {
        self.progress.update(|shown| {
            if let Some(shown) = shown {
                shown.heard(progress);
            }
        });
    }

    fn finish(self, order: Order, intent: &Intent, answer: Result<Response, BridgeError>) {
        match answer {
            Ok(Response::Generated { facts, artifacts }) => {
                let issued = Issued::new(order, intent, &facts, artifacts);
                self.saved.update(std::collections::BTreeSet::clear);
                self.issued.set(Some(Arc::new(issued)));
                self.view.set(View::Overview);
            }
            other => self.say_failure(other),
        }
    }

    /// Says why the worker did not do what it was asked.
    pub(super) fn say_failure(self, answer: Result<Response, BridgeError>) {
        let said = match answer {
            Ok(Response::Failed { finding }) => format!("{} {}", finding.message, finding.hint),
            Ok(_) => "The worker gave an answer to something else. Reload the page.".into(),
            Err(BridgeError::Cancelled) => "Cancelled. Nothing was changed.".into(),
            Err(BridgeError::Crashed { what }) => {
                format!(
                    "The worker stopped ({what}). Your input is intact; press the button again."
                )
            }
            Err(BridgeError::Unavailable(finding)) => {
                format!("{} {}", finding.message, finding.hint)
            }
        };
        self.refusal.set(Some(said));
    }
}

fn request(order: &Order, intent: &Intent) -> Request {
    Request::Generate {
        spec: order.spec.clone(),
        pfx_profile: intent.pfx_profile,
        pfx_passphrase: order.pfx_passphrase.clone(),
        ca_key_format: order.plan.packaging.ca_key_format,
        ca_key_passphrase: order.ca_key_passphrase.clone(),
    }
}

fn refused(error: &Finding) -> String {
    let field = plan::field(&error.place).map(|field| format!("{}: ", field.label));
    format!(
        "Generate needs this mended first. {}{} {}",
        field.unwrap_or_default(),
        error.message,
        error.hint
    )
}
