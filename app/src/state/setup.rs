use std::sync::Arc;

use diagnostics::{Finding, Severity};
use engine::{Judged, Outline, Passphrase, Sheet};
use leptos::prelude::*;
use plan::Plan;

use super::artifacts::{self, PLAN_PATH};
use super::checks::Checks;
use super::{
    Content, Entry, GENERATE, History, Issued, Judging, KeysAhead, Notice, Output, Passphrases,
    Progress, Stale, Theme, derived, focus, settings,
};
use crate::browser::copied_secret;
use crate::browser::worker_bridge::{WorkerBridge, WorkerState};
use crate::components::Ids;
use crate::desk::Desk;
use crate::form::{SECTIONS, section_of};

/// Everything the set-up page knows. A handle: cheap to copy, one for the page.
#[derive(Clone, Copy)]
pub(crate) struct Setup {
    /// The form's content, as typed.
    pub(crate) plan: RwSignal<Plan>,
    /// What there is to say about the plan.
    pub(crate) judged: RwSignal<Judged>,
    /// What the plan comes to, or the last one without errors; none until the first is judged.
    pub(crate) outline: Memo<Option<Arc<Outline>>>,
    /// How the plan comes to be judged.
    pub(super) judging: Judging,
    /// All findings of the page, the gravest first.
    pub(crate) findings: Memo<Vec<Finding>>,
    /// The passphrases.
    pub(crate) passphrases: Passphrases,
    /// What happened to the page as a whole.
    pub(crate) notices: RwSignal<Vec<Notice>>,
    /// What the output shows.
    pub(crate) output: Output,
    /// The sections that are open.
    pub(crate) open_sections: RwSignal<Vec<&'static str>>,
    /// The worker that makes keys, certificates and the bundle.
    pub(crate) worker: WorkerBridge,
    /// The worker that reads what is given to inspect; started when it is first asked.
    pub(crate) inspector: WorkerBridge,
    /// What is given to inspect and convert; none where the page has no frame for it.
    pub(crate) desk: StoredValue<Option<Desk>, LocalStorage>,
    /// Which colours the page has, as a number of [`Theme`].
    pub(crate) theme: RwSignal<usize>,
    /// How the workers are.
    pub(crate) worker_state: Memo<WorkerState>,
    /// Whether the user has given anything in since keys were last used up.
    pub(crate) touched: RwSignal<bool>,
    /// Keys made while the form is filled in.
    pub(crate) keys_ahead: RwSignal<KeysAhead>,
    /// How far Generate has come, while it runs.
    pub(crate) progress: RwSignal<Option<Progress>>,
    /// Whether the bundle is being packed.
    pub(crate) zipping: RwSignal<bool>,
    /// The user's changes, to be undone and redone.
    pub(crate) history: History,
    /// Whether to say what to do first.
    pub(crate) is_first_visit: RwSignal<bool>,
    /// What stopped the last Generate or Download all.
    pub(crate) refusal: RwSignal<Option<String>>,
    /// What the last Generate did.
    pub(crate) done: RwSignal<Option<String>>,
    /// What was issued.
    pub(crate) issued: RwSignal<Option<Arc<Issued>>>,
    /// The paths of what has been saved since it was issued.
    pub(crate) saved: RwSignal<Vec<String>>,
    /// The steps of the runbook that are done.
    pub(super) checks: RwSignal<Checks>,
    /// Every file.
    pub(crate) entries: Memo<Vec<Entry>>,
    /// The files that no longer match the plan.
    pub(crate) stale_paths: Memo<Vec<String>>,
    /// What of the issued set no longer matches the form.
    pub(crate) stale: Memo<Stale>,
}

impl Setup {
    /// Opens the page: with the settings of the address, of the last visit, or the recommended ones.
    /// The workers start once the page is `drawn`, which would wait for them where there are few cores.
    pub(crate) fn open(
        hash: ReadSignal<String>,
        drawn: impl Future<Output = ()> + 'static,
    ) -> Self {
        let opened = hash.with_untracked(|hash| settings::open(hash));
        let plan = RwSignal::new(opened.plan);
        let judged = RwSignal::new(Judged::default());
        let outline =
            Memo::new(move |_| judged.with(|judged| judged.outline.clone().map(Arc::new)));
        let passphrases = Passphrases::generate();
        let issued = RwSignal::new(None::<Arc<Issued>>);
        let stale = Memo::new(move |_| derived::stale(plan, judged, passphrases, issued));
        let workers = WorkerBridge::start_all(drawn);
        let worker_state = Memo::new(move |_| derived::worker_state(workers));
        let [worker, judge, inspector] = workers;
        let setup = Self {
            plan,
            judged,
            outline,
            judging: Judging::new(judge),
            findings: Memo::new(move |_| {
                derived::findings(plan, judged, passphrases, stale, worker_state)
            }),
            passphrases,
            notices: RwSignal::new(Vec::new()),
            output: Output::first(),
            open_sections: RwSignal::new(open_at_first()),
            worker,
            inspector,
            desk: StoredValue::new_local(Desk::new(inspector)),
            theme: RwSignal::new(Theme::stored() as usize),
            worker_state,
            touched: RwSignal::new(false),
            keys_ahead: RwSignal::new(KeysAhead::None),
            progress: RwSignal::new(None),
            zipping: RwSignal::new(false),
            history: History::new(),
            is_first_visit: RwSignal::new(
                hash.with_untracked(|hash| settings::is_first_visit(hash)),
            ),
            refusal: RwSignal::new(None),
            done: RwSignal::new(None),
            issued,
            saved: RwSignal::new(Vec::new()),
            checks: RwSignal::new(Checks::kept()),
            entries: Memo::new(move |_| {
                outline.with(|outline| {
                    outline
                        .as_deref()
                        .map(artifacts::entries)
                        .unwrap_or_default()
                })
            }),
            stale_paths: Memo::new(move |_| derived::stale_paths(issued, stale)),
            stale,
        };
        setup.say_opened(opened.findings, opened.before);
        setup.keep_judged();
        setup.keep_settings();
        setup.follow_address(hash);
        setup.make_keys_ahead();
        setup.tell_of_restarts();
        setup.guard_unsaved();
        setup.heed_origin();
        setup.recall_theme();
        setup.hear_forgetting();
        copied_secret::listen();
        setup
    }

    /// Changes the plan as the user typed or chose, and what follows from it.
    pub(crate) fn edit(self, change: impl FnOnce(&mut Plan)) {
        let before = self.standing();
        self.plan.update(|plan| {
            change(plan);
            plan::follow(&before.plan, plan);
        });
        self.changed_from(before);
        self.refusal.set(None);
        self.done.set(None);
        self.touched.set(true);
    }

    /// Changes a passphrase as the user typed it or had it made.
    pub(crate) fn set_passphrase(self, which: RwSignal<Passphrase>, passphrase: Passphrase) {
        let before = self.standing();
        which.set(passphrase);
        self.changed_from(before);
        self.refusal.set(None);
        self.done.set(None);
        self.touched.set(true);
    }

    /// Notes that a section was opened or closed.
    pub(crate) fn set_section(self, id: &'static str, open: bool) {
        let is_open = self
            .open_sections
            .with_untracked(|sections| sections.contains(&id));
        if is_open != open {
            self.open_sections.update(|sections| {
                sections.retain(|section| *section != id);
                sections.extend(open.then_some(id));
            });
        }
    }

    /// Leads to a field: opens its section, scrolls there and focuses it; or to the button that a finding is about.
    /// Whether there is such a place.
    pub(crate) fn jump_to(self, place: &str) -> bool {
        if place == GENERATE {
            request_animation_frame(|| focus(GENERATE));
            return true;
        }
        let Some(section) = section_of(place) else {
            return false;
        };
        self.set_section(section.id, true);
        let control = Ids::of(place).control;
        request_animation_frame(move || focus(&control));
        true
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
        made.unwrap_or_else(|| self.rendered(path))
    }

    /// What a reader sees in the place of a file, where that is not its text.
    pub(crate) fn sheet(self, path: &str) -> Option<Sheet> {
        self.judged.with(|judged| {
            let shown = judged.shown.as_ref()?;
            (shown.path == path).then(|| shown.sheet.clone()).flatten()
        })
    }

    fn rendered(self, path: &str) -> Content {
        let text = self.judged.with(|judged| {
            let shown = judged.shown.as_ref();
            shown
                .filter(|shown| shown.path == path)
                .map(|shown| shown.text.as_str().into())
        });
        let is_document = self.entries.with(|entries| {
            let mut found = entries.iter().filter(|entry| entry.path == path);
            entries.is_empty() || found.any(|entry| entry.role.is_none())
        });
        match text {
            Some(text) => Content::Text(text),
            None if is_document => Content::Pending,
            None => Content::Waiting,
        }
    }

    /// What the list says beside a file: how long a certificate is valid.
    pub(crate) fn note_of(self, entry: &Entry) -> Option<String> {
        let role = entry.role?;
        let is_certificate = [".crt", ".cer"]
            .iter()
            .any(|ending| entry.path.ends_with(ending));
        let days = self.outline.get()?.certificate(role)?.days;
        is_certificate.then(|| match days {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        })
    }
}

fn open_at_first() -> Vec<&'static str> {
    SECTIONS
        .iter()
        .filter(|section| section.open)
        .map(|section| section.id)
        .collect()
}
