use diagnostics::Finding;
use engine::Passphrase;
use plan::Plan;

/// Something that happened to the page as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// Tells it from the others.
    pub(crate) id: u32,
    /// What happened, and what to do.
    pub(crate) finding: Finding,
    /// What stood in the form before, where that can be had back.
    pub(crate) undo: Option<Undo>,
}

/// What stood in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undo {
    /// The plan.
    pub(crate) plan: Plan,
    /// The passphrases of the PFX files and of the CA keys, where they were replaced too.
    pub(crate) passphrases: Option<[Passphrase; 2]>,
}

impl Undo {
    /// A plan without passphrases.
    pub(crate) fn plan(plan: Plan) -> Self {
        Self {
            plan,
            passphrases: None,
        }
    }
}

impl Notice {
    /// Puts a notice first in a list, in place of one that says the same. What that one could bring back, this one
    /// can, unless it has something of its own.
    pub(crate) fn push(notices: &mut Vec<Self>, finding: Finding, undo: Option<Undo>) {
        let id = notices.iter().map(|notice| notice.id).max().unwrap_or(0) + 1;
        let same = |notice: &Self| {
            (&notice.finding.code, &notice.finding.message) == (&finding.code, &finding.message)
        };
        let earlier = notices.iter().find(|notice| same(notice));
        let undo = undo.or_else(|| earlier.and_then(|notice| notice.undo.clone()));
        notices.retain(|notice| !same(notice));
        notices.insert(0, Self { id, finding, undo });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_notice_can_still_bring_back_what_the_first_could() {
        let mut notices = Vec::new();
        let said = || Finding::note("a", "page", "1", "");
        let undo = Undo::plan(Plan::default());
        Notice::push(&mut notices, said(), Some(undo.clone()));
        Notice::push(&mut notices, said(), None);
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].undo, Some(undo));
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
