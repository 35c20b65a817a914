use diagnostics::Finding;
use engine::Passphrase;
use leptos::prelude::*;
use plan::{Plan, Preset};

use super::{Passphrases, Setup};

/// Something that happened to the page as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Tells it from the others.
    pub(crate) id: u32,
    /// What happened, and what to do.
    pub(crate) finding: Finding,
    /// The change to the form that can be taken back.
    pub(crate) undo: Option<Undo>,
}

/// A change that the page made to the form. Taking it back leaves alone what the user has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undo {
    before: Standing,
    after: Standing,
}

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The plan.
    pub(crate) plan: Plan,
    /// The passphrases of the PFX files and of the CA keys.
    pub(crate) passphrases: [Passphrase; 2],
}

impl Notice {
    /// Puts a notice first in a list, in place of one that says the same, or that tells of the same kind of change.
    /// What that one could take back, this one can.
    fn push(notices: &mut Vec<Self>, finding: Finding, undo: Option<Undo>) {
        let id = notices.iter().map(|notice| notice.id).max().unwrap_or(0) + 1;
        let same = |notice: &Self| {
            notice.finding.code == finding.code
                && (notice.undo.is_some() || notice.finding.message == finding.message)
        };
        let earlier = notices.iter().find(|notice| same(notice));
        let undo = match (earlier.and_then(|notice| notice.undo.clone()), undo) {
            (Some(earlier), Some(undo)) => Some(Undo {
                before: earlier.before,
                ..undo
            }),
            (earlier, undo) => undo.or(earlier),
        };
        notices.retain(|notice| !same(notice));
        notices.insert(0, Self { id, finding, undo });
    }
}

impl Setup {
    /// Says something about the page as a whole.
    pub(crate) fn notify(self, finding: Finding) {
        self.notices
            .update(|notices| Notice::push(notices, finding, None));
    }

    /// Takes a notice away.
    pub(crate) fn dismiss(self, notice: u32) {
        self.notices
            .update(|notices| notices.retain(|shown| shown.id != notice));
    }

    /// Says where the plan came from; `before` is what another visit left and the link took the place of.
    pub(super) fn say_opened(self, mut findings: Vec<Finding>, before: Option<Plan>) {
        let Some(last) = findings.pop() else {
            return;
        };
        findings
            .into_iter()
            .for_each(|finding| self.notify(finding));
        let after = self.standing();
        let before = before.map(|plan| Standing {
            plan,
            ..after.clone()
        });
        let undo = before.map(|before| Undo { before, after });
        self.notices
            .update(|notices| Notice::push(notices, last, undo));
    }

    /// Puts another plan in place of this one, and offers to undo that.
    pub(crate) fn replace(self, plan: Plan, said: Finding) {
        let standing = Standing {
            plan,
            ..self.standing()
        };
        self.put_in_place(standing, said);
    }

    /// The same with the passphrases.
    pub(super) fn put_in_place(self, after: Standing, said: Finding) {
        let before = self.standing();
        self.set_standing(after.clone());
        let undo = (before != after).then_some(Undo { before, after });
        self.notices
            .update(|notices| Notice::push(notices, said, undo));
    }

    /// Sets what a preset is about. From one preset to the other, the other's button takes it back; choices of the
    /// user's own get an Undo.
    pub(crate) fn apply_preset(self, preset: Preset) {
        self.touched.set(true);
        let mut after = self.standing();
        let is_preset = Preset::of(&after.plan).is_some();
        preset.apply(&mut after.plan);
        if is_preset {
            return self.set_standing(after);
        }
        let said = Finding::note(
            "preset-set",
            "page",
            format!(
                "The preset “{}” has taken the place of your own choices.",
                preset.label()
            ),
            "Undo brings them back.",
        );
        self.put_in_place(after, said);
    }

    /// Takes back what a notice tells of.
    pub(crate) fn undo(self, notice: u32, undo: &Undo) {
        self.dismiss(notice);
        let mut now = self.standing();
        undo.take_back(&mut now);
        self.set_standing(now);
        self.touched.set(true);
    }

    pub(super) fn standing(self) -> Standing {
        let Passphrases { pfx, ca_key, .. } = self.passphrases;
        Standing {
            plan: self.plan.get_untracked(),
            passphrases: [pfx.get_untracked(), ca_key.get_untracked()],
        }
    }

    fn set_standing(self, standing: Standing) {
        let before = self.standing();
        self.put(standing);
        self.changed_from(before);
    }

    /// Puts something into the form that is no step of its own.
    pub(super) fn put(self, standing: Standing) {
        let [pfx, ca_key] = standing.passphrases;
        self.passphrases.pfx.set(pfx);
        self.passphrases.ca_key.set(ca_key);
        self.plan.set(standing.plan);
        self.refusal.set(None);
        self.done.set(None);
    }
}

impl Standing {
    /// The places of what differs.
    pub(super) fn differs_from(&self, other: &Self) -> Vec<&'static str> {
        let places = ["passphrases.pfx", "passphrases.ca_key"];
        let pairs = self.passphrases.iter().zip(&other.passphrases).zip(places);
        let differing = pairs.filter_map(|((one, other), place)| (one != other).then_some(place));
        plan::differing(&self.plan, &other.plan)
            .into_iter()
            .chain(differing)
            .collect()
    }
}

impl Undo {
    fn take_back(&self, now: &mut Standing) {
        let Self { before, after } = self;
        plan::take_back(&mut now.plan, &before.plan, &after.plan);
        let changes = before.passphrases.iter().zip(&after.passphrases);
        for (now, (before, after)) in now.passphrases.iter_mut().zip(changes) {
            if now == after {
                now.clone_from(before);
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn standing(client: &str, passphrase: &str) -> Standing {
        let mut plan = Plan::default();
        client.clone_into(&mut plan.names.client);
        Standing {
            plan,
            passphrases: [(); 2].map(|()| Passphrase::new(passphrase.to_owned())),
        }
    }

    #[test]
    fn what_was_changed_since_is_not_taken_back() {
        let undo = Undo {
            before: standing("a", "1"),
            after: standing("b", "2"),
        };
        let mut now = standing("b", "2");
        undo.take_back(&mut now);
        assert_eq!(now, undo.before);

        let mut now = standing("c", "2");
        now.passphrases[1] = Passphrase::new("3".to_owned());
        undo.take_back(&mut now);
        let mut expected = standing("c", "1");
        expected.passphrases[1] = Passphrase::new("3".to_owned());
        assert_eq!(now, expected);
    }

    #[test]
    fn a_second_notice_can_still_bring_back_what_the_first_could() {
        let mut notices = Vec::new();
        let said = || Finding::note("a", "page", "1", "");
        let undo = Undo {
            before: standing("a", "1"),
            after: standing("b", "1"),
        };
        Notice::push(&mut notices, said(), Some(undo.clone()));
        Notice::push(&mut notices, said(), None);
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].undo, Some(undo));
    }

    #[test]
    fn of_two_changes_of_a_kind_one_notice_takes_back_both() {
        let mut notices = Vec::new();
        let loaded = |name: &str| Finding::note("loaded", "page", name.to_owned(), "");
        for (name, before, after) in [("1", "a", "b"), ("2", "b", "c")] {
            let undo = Undo {
                before: standing(before, "1"),
                after: standing(after, "1"),
            };
            Notice::push(&mut notices, loaded(name), Some(undo));
        }
        assert_eq!(notices.len(), 1);
        let mut now = standing("c", "1");
        notices[0].undo.as_ref().unwrap().take_back(&mut now);
        assert_eq!(now, standing("a", "1"));
    }

    #[test]
    fn a_notice_replaces_its_like_and_gets_a_new_id() {
        let mut notices = Vec::new();
        Notice::push(&mut notices, Finding::note("a", "page", "1", ""), None);
        Notice::push(&mut notices, Finding::note("b", "page", "2", ""), None);
        Notice::push(&mut notices, Finding::note("a", "page", "1", ""), None);
        let said: Vec<(u32, &str)> = notices
            .iter()
            .map(|notice| (notice.id, notice.finding.message.as_str()))
            .collect();
        assert_eq!(said, [(3, "1"), (2, "2")]);
    }
}
