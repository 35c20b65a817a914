use std::sync::Arc;

use diagnostics::Finding;
use engine::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::focus::focus_unless_typing;
use super::issued::Order;
use super::{Issued, Progress, Setup, View, focus, settings};
use crate::browser::clock;
use crate::browser::worker_bridge::BridgeError;

/// The id of the button that generates.
pub(crate) const GENERATE: &str = "generate";
/// The id of the button that cancels. One of the two is shown at a time, so the focus goes from one to the other.
pub(crate) const CANCEL: &str = "cancel";

impl Setup {
    /// Issues everything; or says what stops it and leads there.
    pub(crate) fn generate(self) {
        if self.is_busy() {
            return;
        }
        if let Some(warning) = self.warn_of_lost_key() {
            self.refusal.set(Some(warning));
            return;
        }
        let started = clock::monotonic_milliseconds();
        self.refusal.set(None);
        self.done.set(None);
        self.show_steps(started);
        focus_later(CANCEL);
        spawn_local(async move {
            self.settled().await;
            let running = self.progress.with_untracked(|progress| {
                progress
                    .as_ref()
                    .is_some_and(|progress| progress.started == started)
            });
            let errors = self.errors();
            if !running {
                // Cancel has said so.
            } else if errors.is_empty() {
                self.show_steps(started);
                self.issue(started).await;
            } else {
                self.progress.set(None);
                self.refuse(&errors);
            }
        });
    }

    /// Ends what the worker is doing.
    pub(crate) fn cancel(self) {
        self.worker.cancel();
        self.progress.set(None);
        self.say_failure(Err(BridgeError::Cancelled));
        focus_later(GENERATE);
    }

    /// Whether Generate or Download all is under way.
    pub(crate) fn is_busy(self) -> bool {
        self.progress.with(Option::is_some) || self.zipping.get()
    }

    fn show_steps(self, started: f64) {
        let ahead = self.keys_ahead.get_untracked();
        let progress = self.outline.with_untracked(|outline| {
            let certificates = outline
                .as_ref()
                .map(|outline| outline.certificates.as_slice());
            Progress::new(certificates.unwrap_or_default(), started, &ahead)
        });
        self.progress.set(Some(progress));
    }

    fn refuse(self, errors: &[Finding]) {
        self.refusal.set(refused(errors));
        let led = errors
            .first()
            .is_some_and(|first| self.jump_to(&first.place));
        if !led {
            focus_later(GENERATE);
        }
    }

    async fn issue(self, started: f64) {
        let order = self.order();
        let heard = move |progress| self.heard(&progress);
        // This call uses the keys up; what is typed while it runs asks for new ones.
        self.forget_keys();
        let answer = self.worker.call(request(&order), heard).await;
        let elapsed = clock::monotonic_milliseconds() - started;
        self.progress.set(None);
        self.finish(order, answer, elapsed);
    }

    fn order(self) -> Order {
        Order {
            plan: self.plan.get_untracked(),
            pfx_passphrase: self.passphrases.pfx.get_untracked(),
            ca_key_passphrase: self.passphrases.ca_key.get_untracked(),
        }
    }

    /// Shows how far Generate has come.
    pub(super) fn heard(self, progress: &engine::Progress) {
        self.progress.update(|shown| {
            if let Some(shown) = shown {
                shown.heard(progress);
            }
        });
    }

    fn finish(self, order: Order, answer: Result<Response, BridgeError>, elapsed: f64) {
        match answer {
            Ok(Response::Generated {
                facts,
                artifacts,
                quoting,
                calendar,
            }) => {
                self.done.set(Some(self.say_done(facts.len(), elapsed)));
                self.refusal.set(None);
                self.saved.update(Vec::clear);
                self.issued.set(Some(Arc::new(Issued {
                    order,
                    facts,
                    artifacts,
                    quoting,
                    calendar,
                })));
                self.look_at(View::Overview);
                request_animation_frame(|| focus_unless_typing("panel-title"));
            }
            other => {
                self.say_failure(other);
                request_animation_frame(|| focus_unless_typing(GENERATE));
            }
        }
    }

    fn say_done(self, certificates: usize, elapsed: f64) -> String {
        let mut said = done(certificates, elapsed);
        self.outline.with_untracked(|outline| {
            if let Some(outline) = outline.as_deref().filter(|it| !it.in_rust.names.is_empty()) {
                said = format!("{said}, {} in Rust", outline.in_rust.names);
            }
        });
        said
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

fn focus_later(id: &'static str) {
    request_animation_frame(move || focus(id));
}

fn done(certificates: usize, milliseconds: f64) -> String {
    format!(
        "{certificates} certificates issued in {}\u{a0}s",
        clock::seconds(milliseconds)
    )
}

fn request(order: &Order) -> Request {
    Request::Generate {
        plan: settings::to_json(&order.plan),
        pfx_passphrase: order.pfx_passphrase.clone(),
        ca_key_passphrase: order.ca_key_passphrase.clone(),
    }
}

fn refused(errors: &[Finding]) -> Option<String> {
    let first = errors.first()?;
    let count = match errors {
        [_] => "1 error".to_owned(),
        _ => format!("{} errors", errors.len()),
    };
    let first = match plan::field(&first.place) {
        Some(field) => format!("the first is at {}.", field.label),
        None => format!("{} {}", first.message, first.hint),
    };
    Some(format!("Generate waits for {count} to be mended: {first}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_generate_is_counted_and_the_first_is_named() {
        assert_eq!(refused(&[]), None);
        let host = Finding::error("host-malformed", "names.server_hosts", "Bad.", "Mend it.");
        let worker = Finding::error("worker-unusable", "worker", "No worker.", "Reload.");
        assert_eq!(
            refused(std::slice::from_ref(&worker)).as_deref(),
            Some("Generate waits for 1 error to be mended: No worker. Reload.")
        );
        assert_eq!(
            refused(&[host, worker]).as_deref(),
            Some("Generate waits for 2 errors to be mended: the first is at Server host names.")
        );
    }
}
