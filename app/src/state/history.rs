//! Undo and redo of what the user changes in the form, step by step.

use leptos::prelude::*;

use super::{Setup, Standing, focus};
use crate::browser::clock;

/// The most steps that are kept; the oldest are forgotten.
const MOST: usize = 200;
/// Changes of one field that follow each other within this time, in milliseconds, are one step.
const ONE_STEP: f64 = 1500.0;

/// What stood in the form before each step back and forth. It holds passphrases, as the form does.
#[derive(Clone, Copy)]
pub(crate) struct History {
    steps: StoredValue<Steps>,
    /// Whether there is a step to go back.
    pub(crate) can_undo: RwSignal<bool>,
    /// Whether there is one to go forth.
    pub(crate) can_redo: RwSignal<bool>,
}

/// The steps themselves.
#[derive(Debug, Default)]
struct Steps {
    past: Vec<Standing>,
    future: Vec<Standing>,
    /// The one field that the last step changed, and when it was last changed.
    last: Option<(&'static str, f64)>,
}

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

impl Steps {
    /// Notes a change that the user made at a time, in milliseconds.
    fn note(&mut self, before: Standing, places: &[&'static str], now: f64) {
        let [first, others @ ..] = places else {
            return;
        };
        let goes_on = self.last.is_some_and(|(place, then)| {
            place == *first && others.is_empty() && now - then < ONE_STEP
        });
        if !goes_on {
            self.past.push(before);
            let surplus = self.past.len().saturating_sub(MOST);
            self.past.drain(..surplus);
        }
        self.future.clear();
        self.last = others.is_empty().then_some((first, now));
    }

    /// What is to stand in the form one step away from what stands in it now.
    fn go(&mut self, way: Way, now: Standing) -> Option<Standing> {
        let (from, to) = match way {
            Way::Back => (&mut self.past, &mut self.future),
            Way::Forth => (&mut self.future, &mut self.past),
        };
        let standing = from.pop()?;
        to.push(now);
        self.last = None;
        Some(standing)
    }
}

impl History {
    /// Without a step.
    pub(super) fn new() -> Self {
        Self {
            steps: StoredValue::default(),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
        }
    }

    /// Forgets every step, with the passphrases in them.
    pub(super) fn clear(self) {
        self.steps.set_value(Steps::default());
        self.tell();
    }

    fn tell(self) {
        let [back, forth] = self
            .steps
            .with_value(|steps| [!steps.past.is_empty(), !steps.future.is_empty()]);
        for (signal, can) in [(self.can_undo, back), (self.can_redo, forth)] {
            if signal.get_untracked() != can {
                signal.set(can);
            }
        }
    }
}

impl Setup {
    /// Notes what the form has been changed from.
    pub(super) fn changed_from(self, before: Standing) {
        let places = before.differs_from(&self.standing());
        let now = clock::monotonic_milliseconds();
        self.history
            .steps
            .update_value(|steps| steps.note(before, &places, now));
        self.history.tell();
    }

    /// Undoes or redoes a step, leads to the field it was about, and says so.
    pub(crate) fn go(self, way: Way) {
        let now = self.standing();
        let steps = self.history.steps;
        let standing = steps.try_update_value(|steps| steps.go(way, now.clone()));
        let said = match standing.flatten() {
            Some(standing) => {
                let places = standing.differs_from(&now);
                self.put(standing);
                self.touched.set(true);
                self.history.tell();
                if let Some(first) = places.first() {
                    self.lead_to(first);
                }
                told(way, &places)
            }
            None => match way {
                Way::Back => "There is nothing to undo.".to_owned(),
                Way::Forth => "There is nothing to redo.".to_owned(),
            },
        };
        self.done.set(Some(said));
    }

    /// Opens the section of a field and focuses it, if it is not there already.
    fn lead_to(self, place: &'static str) {
        if !self.jump_to(place) {
            focus(super::FORM_TITLE);
        }
    }
}

/// `Undone: Client name and 2 more.`
fn told(way: Way, places: &[&'static str]) -> String {
    let done = match way {
        Way::Back => "Undone",
        Way::Forth => "Redone",
    };
    let label = |place: &&str| plan::field(place).map(|field| field.label);
    match (places.first().and_then(label), places.len()) {
        (Some(label), 1) => format!("{done}: {label}."),
        (Some(label), count) => format!("{done}: {label} and {} more.", count - 1),
        (None, _) => format!("{done}."),
    }
}

#[cfg(test)]
mod tests {
    use super::super::notice::tests::standing;
    use super::*;

    /// Steps after these changes of the client's name, each so many milliseconds after the one before.
    fn typed(changes: &[(&str, f64)]) -> (Steps, Standing) {
        let mut steps = Steps::default();
        let mut stands = standing("", "1");
        let mut now = 0.0;
        for (name, after) in changes {
            now += after;
            let next = standing(name, "1");
            let places = stands.differs_from(&next);
            steps.note(stands, &places, now);
            stands = next;
        }
        (steps, stands)
    }

    #[test]
    fn what_is_typed_at_one_go_is_one_step() {
        let (mut steps, stands) = typed(&[("a", 0.0), ("ab", 100.0), ("abc", 100.0)]);
        assert_eq!(steps.go(Way::Back, stands), Some(standing("", "1")));
        assert_eq!(steps.go(Way::Back, standing("", "1")), None);
        assert_eq!(
            steps.go(Way::Forth, standing("", "1")),
            Some(standing("abc", "1"))
        );
    }

    #[test]
    fn after_a_rest_a_new_step_begins() {
        let (mut steps, stands) = typed(&[("a", 0.0), ("ab", ONE_STEP)]);
        assert_eq!(steps.go(Way::Back, stands), Some(standing("a", "1")));
    }

    #[test]
    fn other_fields_are_other_steps_and_passphrases_count() {
        let (mut steps, stands) = typed(&[("a", 0.0)]);
        let after = standing("a", "2");
        let places = stands.differs_from(&after);
        assert_eq!(places, ["passphrases.pfx", "passphrases.ca_key"]);
        steps.note(stands.clone(), &places, 1.0);
        assert_eq!(steps.go(Way::Back, after), Some(stands));
    }

    #[test]
    fn a_change_after_undo_ends_what_could_be_redone() {
        let (mut steps, stands) = typed(&[("a", 0.0), ("b", ONE_STEP)]);
        let before = steps.go(Way::Back, stands).unwrap();
        steps.note(before, &["names.client"], 0.0);
        assert_eq!(steps.go(Way::Forth, standing("c", "1")), None);
    }

    #[test]
    fn no_more_steps_are_kept_than_said() {
        let mut steps = Steps::default();
        for _ in 0..MOST + 5 {
            steps.note(standing("a", "1"), &["names.client", "names.ca"], 0.0);
        }
        assert_eq!(steps.past.len(), MOST);
    }

    #[test]
    fn it_says_what_was_undone() {
        assert_eq!(told(Way::Back, &["names.client"]), "Undone: Client name.");
        assert_eq!(
            told(Way::Forth, &["names.client", "names.ca", "keys.all"]),
            "Redone: Client name and 2 more."
        );
    }
}
