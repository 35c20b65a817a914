//! Which steps of the runbook are done. They are kept for the next visit, with the host they are about: the steps of
//! another host are not done.

use leptos::prelude::*;

use super::Setup;
use crate::browser::storage;

/// Where they lie in local storage.
pub(super) const KEY: &str = "twinlock.runbook";

/// The steps that are done, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Checks {
    host: String,
    steps: Vec<String>,
}

impl Checks {
    /// Those of the last visit.
    pub(super) fn kept() -> Self {
        Self::read(&storage::read(KEY).unwrap_or_default())
    }

    fn read(text: &str) -> Self {
        let mut words = text.split_whitespace().map(str::to_owned);
        Self {
            host: words.next().unwrap_or_default(),
            steps: words.collect(),
        }
    }

    /// The host and the steps, neither of which has a space in it.
    fn text(&self) -> String {
        format!("{} {}", self.host, self.steps.join(" "))
    }

    fn steps_of(&self, host: &str) -> &[String] {
        if self.host == host { &self.steps } else { &[] }
    }

    fn set(&mut self, host: String, step: &str, done: bool) {
        if self.host != host {
            *self = Self {
                host,
                steps: Vec::new(),
            };
        }
        self.steps.retain(|other| other != step);
        self.steps.extend(done.then(|| step.to_owned()));
    }
}

impl Setup {
    /// The steps that are done for the host of the plan.
    pub(crate) fn done_steps(self) -> Vec<String> {
        let host = self.call_host();
        self.checks.with(|checks| checks.steps_of(&host).to_vec())
    }

    /// Notes that a step is done, or not done after all.
    pub(crate) fn check_step(self, step: &str, done: bool) {
        let host = untrack(|| self.call_host());
        self.checks.update(|checks| checks.set(host, step, done));
        let text = self.checks.with_untracked(Checks::text);
        // A browser that stores nothing still has them for this visit.
        let _ = storage::write(KEY, &text);
    }

    /// Notes that no step is done.
    pub(crate) fn clear_checks(self) {
        self.checks.set(Checks::default());
        let _ = storage::remove(KEY);
    }

    fn call_host(self) -> String {
        self.outline.with(|outline| {
            outline
                .as_ref()
                .map(|outline| outline.call_host.clone())
                .unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_come_back_and_belong_to_one_host() {
        let mut checks = Checks::default();
        for step in ["one", "two", "one"] {
            checks.set("a.example".into(), step, true);
        }
        checks.set("a.example".into(), "two", false);
        let kept = Checks::read(&checks.text());
        assert_eq!(kept, checks);
        assert_eq!(kept.steps_of("a.example"), ["one"]);
        assert_eq!(kept.steps_of("b.example"), [""; 0]);
        checks.set("b.example".into(), "two", true);
        assert_eq!(checks.steps_of("a.example"), [""; 0]);
    }

    #[test]
    fn whatever_was_kept_is_read() {
        for text in ["", " ", "\n\0", "a.example"] {
            assert_eq!(Checks::read(text).steps, [""; 0], "{text:?}");
        }
    }
}
