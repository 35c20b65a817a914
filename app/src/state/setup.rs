use std::collections::BTreeSet;
use std::sync::Arc;

use diagnostics::{Finding, Outcome, Severity};
use leptos::prelude::*;
use manifests::{Intent, documents};
use plan::{Plan, Preset};

use super::artifacts::PLAN_PATH;
use super::{
    Content, Entry, Issued, KeysAhead, Notice, Passphrases, Progress, Stale, View, derived, focus,
    settings,
};
use crate::browser::worker_bridge::WorkerBridge;
use crate::components::Ids;
use crate::form::{SECTIONS, section_of};

/// Everything the set-up page knows. A handle: cheap to copy, one for the page.
#[derive(Clone, Copy)]
pub(crate) struct Setup {
    /// The form's content, as typed.
    pub(crate) plan: RwSignal<Plan>,
    /// What the plan means, or why it means nothing.
    pub(crate) outcome: Memo<Outcome<Option<Intent>>>,
    /// The last plan that meant something; artifacts show it while an error stands.
    pub(crate) intent: Memo<Option<Arc<Intent>>>,
    /// All findings of the page, the gravest first.
    pub(crate) findings: Memo<Vec<Finding>>,
    /// The passphrases.
    pub(crate) passphrases: Passphrases,
    /// What happened to the page as a whole.
    pub(crate) notices: RwSignal<Vec<Notice>>,
    /// What the output shows.
    pub(crate) view: RwSignal<View>,
    /// The sections that are open.
    pub(crate) open_sections: RwSignal<BTreeSet<&'static str>>,
    /// The worker.
    pub(crate) worker: WorkerBridge,
    /// Whether the user has given anything in since keys were last used up.
    pub(crate) touched: RwSignal<bool>,
    /// Keys made while the form is filled in.
    pub(crate) keys_ahead: RwSignal<KeysAhead>,
    /// How far Generate has come, while it runs.
    pub(crate) progress: RwSignal<Option<Progress>>,
    /// Whether the bundle is being packed.
    pub(crate) zipping: RwSignal<bool>,
    /// What stopped the last Generate or Download all.
    pub(crate) refusal: RwSignal<Option<String>>,
    /// What the last Generate did.
    pub(crate) done: RwSignal<Option<String>>,
    /// What was issued.
    pub(crate) issued: RwSignal<Option<Arc<Issued>>>,
    /// The paths of what has been saved since it was issued.
    pub(crate) saved: RwSignal<BTreeSet<String>>,
    /// Every file.
    pub(crate) entries: Memo<Vec<Entry>>,
    /// The files that no longer match the plan.
    pub(crate) stale_paths: Memo<BTreeSet<String>>,
    /// What of the issued set no longer matches the form.
    pub(crate) stale: Memo<Stale>,
}

impl Setup {
    /// Opens the page: with the settings of the address, of the last visit, or the recommended ones.
    pub(crate) fn open(hash: ReadSignal<String>) -> Self {
        let opened = hash.with_untracked(|hash| settings::open(hash));
        let plan = RwSignal::new(opened.plan);
        let outcome = Memo::new(move |_| plan.with(plan::resolve));
        let intent = Memo::new(move |last: Option<&Option<Arc<Intent>>>| {
            let current = outcome.with(|outcome| outcome.value.clone().map(Arc::new));
            current.or_else(|| last.cloned().flatten())
        });
        let passphrases = Passphrases::generate();
        let issued = RwSignal::new(None::<Arc<Issued>>);
        let stale = Memo::new(move |_| derived::stale(plan, outcome, passphrases, issued));
        let worker = WorkerBridge::start();
        let setup = Self {
            plan,
            outcome,
            intent,
            findings: Memo::new(move |_| {
                derived::findings(plan, outcome, passphrases, stale, worker)
            }),
            passphrases,
            notices: RwSignal::new(Vec::new()),
            view: RwSignal::new(View::first()),
            open_sections: RwSignal::new(open_at_first()),
            worker,
            touched: RwSignal::new(false),
            keys_ahead: RwSignal::new(KeysAhead::None),
            progress: RwSignal::new(None),
            zipping: RwSignal::new(false),
            refusal: RwSignal::new(None),
            done: RwSignal::new(None),
            issued,
            saved: RwSignal::new(BTreeSet::new()),
            entries: Memo::new(move |_| derived::entries(plan, intent)),
            stale_paths: Memo::new(move |_| derived::stale_paths(issued, stale)),
            stale,
        };
        setup.say_opened(opened.findings, opened.before);
        setup.keep_settings();
        setup.follow_address(hash);
        setup.make_keys_ahead();
        setup.tell_of_restarts();
        setup.guard_unsaved();
        setup
    }

    /// Says where the plan came from; `before` is what another visit left and the link took the place of.
    fn say_opened(self, mut findings: Vec<Finding>, before: Option<Plan>) {
        let last = findings.pop();
        findings
            .into_iter()
            .for_each(|finding| self.notify(finding));
        if let Some(last) = last {
            self.notices
                .update(|notices| Notice::push(notices, last, before));
        }
    }

    /// Changes the plan as the user typed or chose.
    pub(crate) fn edit(self, change: impl FnOnce(&mut Plan)) {
        self.plan.update(change);
        self.refusal.set(None);
        self.done.set(None);
        self.touched.set(true);
    }

    /// Puts another plan in place of this one, and offers to undo that.
    pub(crate) fn replace(self, plan: Plan, said: Finding) {
        let before = self.plan.get_untracked();
        let undo = (before != plan).then_some(before);
        self.plan.set(plan);
        self.refusal.set(None);
        self.notices
            .update(|notices| Notice::push(notices, said, undo));
    }

    /// Sets what a preset is about.
    pub(crate) fn apply_preset(self, preset: Preset) {
        self.edit(|plan| preset.apply(plan));
    }

    /// Takes the plan back to what it was before a notice.
    pub(crate) fn undo(self, notice: u32, plan: Plan) {
        self.dismiss(notice);
        self.edit(|current| *current = plan);
    }

    /// Takes a notice away.
    pub(crate) fn dismiss(self, notice: u32) {
        self.notices
            .update(|notices| notices.retain(|shown| shown.id != notice));
    }

    /// Says something about the page as a whole.
    pub(crate) fn notify(self, finding: Finding) {
        self.notices
            .update(|notices| Notice::push(notices, finding, None));
    }

    /// Notes that a section was opened or closed.
    pub(crate) fn set_section(self, id: &'static str, open: bool) {
        let is_open = self
            .open_sections
            .with_untracked(|sections| sections.contains(id));
        if is_open != open {
            self.open_sections.update(|sections| {
                if open {
                    sections.insert(id);
                } else {
                    sections.remove(id);
                }
            });
        }
    }

    /// Leads to a field: opens its section, scrolls there and focuses it.
    pub(crate) fn jump_to(self, place: &str) {
        let Some(section) = section_of(place) else {
            return;
        };
        self.set_section(section.id, true);
        let control = Ids::of(place).control;
        request_animation_frame(move || focus(&control));
    }

    /// The findings that stop the work.
    pub(crate) fn errors(self) -> Vec<Finding> {
        self.findings.with_untracked(|findings| {
            findings
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .cloned()
                .collect()
        })
    }

    /// What a file holds now.
    pub(crate) fn content(self, path: &str) -> Content {
        if path == PLAN_PATH {
            return Content::Text(self.plan.with(settings::to_json).into());
        }
        let made = self
            .issued
            .with(|issued| issued.as_ref()?.artifact(path).map(Content::of));
        made.or_else(|| self.rendered(path))
            .unwrap_or(Content::Waiting)
    }

    fn rendered(self, path: &str) -> Option<Content> {
        let intent = self.intent.get()?;
        let document = documents(&intent)
            .into_iter()
            .find(|document| document.path == path)?;
        let text = self.issued.with(|issued| {
            document.render(&intent, issued.as_ref().map(|issued| &issued.material))
        });
        Some(Content::Text(text.into()))
    }

    /// What the list says beside a file: how long a certificate is valid.
    pub(crate) fn note_of(self, entry: &Entry) -> Option<String> {
        let role = entry.role?;
        let is_certificate = [".crt", ".cer"]
            .iter()
            .any(|ending| entry.path.ends_with(ending));
        let intent = self.intent.get()?;
        let days = intent.spec.get(role)?.days;
        is_certificate.then(|| match days {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        })
    }
}

fn open_at_first() -> BTreeSet<&'static str> {
    SECTIONS
        .iter()
        .filter(|section| section.open)
        .map(|section| section.id)
        .collect()
}
