use std::time::Duration;

use diagnostics::{Finding, Outcome};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;
use plan::Plan;

use super::artifacts::{PLAN_MEDIA_TYPE, PLAN_PATH};
use super::{FORM_TITLE, Setup, Standing, checks, focus, theme};
use crate::browser::{clipboard, copied_secret, file_reader, route, storage};

/// Where the settings lie in local storage.
const KEY: &str = "twinlock.plan";
/// Where it lies that the hint of the first visit was read.
const HINT_READ: &str = "twinlock.hint-read";
/// How long typing rests before the settings are stored.
const REST: Duration = Duration::from_millis(300);
/// The parameter of an address that holds a plan.
const PARAMETER: &str = "plan=";
/// Longest file that is read, in bytes; `plan::load` refuses less.
const LONGEST_FILE: u32 = 1 << 20;
/// The query that opens the page without the stored settings, for the case that these stop it.
const WITHOUT_SETTINGS: &str = "?without-settings";

/// What the page opens with.
pub(super) struct Opened {
    /// The plan.
    pub(super) plan: Plan,
    /// What there is to say about where it came from.
    pub(super) findings: Vec<Finding>,
    /// The kept settings, where a link took their place.
    pub(super) before: Option<Plan>,
}

/// The plan as JSON, as it is stored and exported.
pub(super) fn to_json(plan: &Plan) -> String {
    plan::to_json(plan)
}

/// Reads the settings of the address, else those of the last visit, else the recommended ones.
pub(super) fn open(hash: &str) -> Opened {
    if let Some(link) = link_of(hash) {
        let (plan, mut findings) = opened_from_link(link);
        let mut kept = kept();
        if let Some(plan) = plan {
            let before = Some(kept.plan).filter(|before| *before != plan);
            return Opened {
                plan,
                findings,
                before,
            };
        }
        kept.findings.append(&mut findings);
        return kept;
    }
    kept()
}

/// Whether nothing is kept of an earlier visit, and no link says what to do.
pub(super) fn is_first_visit(hash: &str) -> bool {
    let keeps = |key| storage::read(key).is_some();
    !keeps(KEY) && !keeps(HINT_READ) && link_of(hash).is_none()
}

/// The settings of the last visit, unless the address asks to open without them.
fn kept() -> Opened {
    let skip = location()
        .search()
        .is_ok_and(|query| query == WITHOUT_SETTINGS);
    let outcome = match storage::read(KEY) {
        Some(_) if skip => Outcome::new(Plan::default(), vec![set_aside()]),
        // What this page has stored it takes back, however long; findings say what is too long.
        Some(text) => plan::from_json(&text).map_or_else(|| plan::load(&text), Outcome::clean),
        None => Outcome::clean(Plan::default()),
    };
    Opened {
        plan: outcome.value,
        findings: outcome.findings,
        before: None,
    }
}

fn set_aside() -> Finding {
    Finding::note(
        "settings-set-aside",
        "page",
        "The kept settings were not loaded.",
        "They stay as they are until you change the form. Without the end of the address they are loaded again.",
    )
}

/// The plan of an address, if it holds one that can be read, and what there is to say.
fn opened_from_link(link: &str) -> (Option<Plan>, Vec<Finding>) {
    let said = Finding::note(
        "plan-from-link",
        "page",
        "The plan was loaded from the link.",
        "Names and choices come from whoever made the link: check them. Passphrases are new.",
    );
    loaded(plan::from_link(link), said)
}

/// The plan, if anything of it could be loaded, and what there is to say, `said` last.
fn loaded(outcome: Outcome<Plan>, said: Finding) -> (Option<Plan>, Vec<Finding>) {
    if outcome.has_errors() {
        return (None, outcome.findings);
    }
    let mut findings = outcome.findings;
    findings.push(said);
    (Some(outcome.value), findings)
}

/// The part of the hash that holds a plan.
fn link_of(hash: &str) -> Option<&str> {
    let (_, query) = hash.split_once('?')?;
    query
        .split('&')
        .find_map(|parameter| parameter.strip_prefix(PARAMETER))
        .filter(|link| !link.is_empty())
}

impl Setup {
    /// Stores the plan when it has been changed and has rested for a moment. Until then the address keeps the link
    /// it came from, and what another visit left is kept. Of a form as at first nothing is kept.
    pub(super) fn keep_settings(self) {
        let changed = RwSignal::new(false);
        let write = move || {
            if changed.try_get_untracked() != Some(true) {
                return;
            }
            // A browser that stores nothing still has the plan for this visit.
            let _ = match self.plan.try_get_untracked() {
                Some(plan) if plan == Plan::default() => storage::remove(KEY),
                Some(plan) => storage::write(KEY, &to_json(&plan)),
                None => Ok(()),
            };
        };
        let mut write_later = debounce(REST, move |()| write());
        Effect::new(move |earlier: Option<()>| {
            self.plan.track();
            if earlier.is_some() {
                changed.set(true);
                forget_link();
                write_later(());
            }
        });
        let leaving = window_event_listener(leptos::ev::pagehide, move |_| write());
        on_cleanup(move || leaving.remove());
    }

    /// Takes the hint of the first visit away, for good.
    pub(crate) fn end_first_visit(self) {
        self.is_first_visit.set(false);
        // Without storage every visit is the first.
        let _ = storage::write(HINT_READ, "");
        focus(FORM_TITLE);
    }

    /// Loads the plan of a link that is followed while the page is open.
    pub(super) fn follow_address(self, hash: ReadSignal<String>) {
        Effect::new(move |earlier: Option<()>| {
            let hash = hash.get();
            let Some(link) = link_of(&hash) else {
                return;
            };
            if earlier.is_some() {
                self.load(opened_from_link(link));
                forget_link();
            }
        });
    }

    /// Puts a loaded plan in place of the one there is; says what was dropped.
    fn load(self, (plan, findings): (Option<Plan>, Vec<Finding>)) {
        let Some(plan) = plan else {
            return findings
                .into_iter()
                .for_each(|finding| self.notify(finding));
        };
        let mut findings = findings.into_iter();
        let last = findings.next_back();
        findings.for_each(|finding| self.notify(finding));
        if let Some(said) = last {
            self.replace(plan, said);
        }
    }

    /// Saves the plan as a file.
    pub(crate) fn export_plan(self) {
        let json = self.plan.with_untracked(to_json);
        self.save(PLAN_PATH, PLAN_MEDIA_TYPE, json.as_bytes());
    }

    /// Loads a plan from a file.
    pub(crate) fn import_plan(self, file: web_sys::File) {
        spawn_local(async move {
            let name = file.name();
            match file_reader::read(&file, LONGEST_FILE, "page").await {
                Ok(bytes) => self.load(imported(&name, &bytes)),
                Err(finding) => self.notify(finding),
            }
        });
    }

    /// Copies an address that opens the page with this plan.
    pub(crate) fn copy_link(self) {
        let link = self.plan.with_untracked(plan::to_link);
        let page = location().href().unwrap_or_default();
        let page = page.split('#').next().unwrap_or_default().to_owned();
        spawn_local(async move {
            let address = format!("{page}#/setup?{PARAMETER}{link}");
            let said = match clipboard::copy(&address).await {
                Ok(()) => Finding::note(
                    "link-copied",
                    "page",
                    "The link is copied.",
                    "It holds the names and choices of the form, no key and no passphrase.",
                ),
                Err(refused) => Finding::warning(
                    "clipboard-refused",
                    "page",
                    "The link was not copied.",
                    format!("Export plan.json instead: {refused}."),
                ),
            };
            self.notify(said);
        });
    }

    /// Goes back to the recommended settings.
    pub(crate) fn reset(self) {
        let said = Finding::note(
            "plan-reset",
            "page",
            "The form is back to the recommended settings.",
            "Undo brings back what stood in it.",
        );
        self.replace(Plan::default(), said);
    }

    /// Goes back to the plan and the passphrases the files were made with.
    pub(crate) fn put_back(self) {
        let Some(issued) = self.issued.get_untracked() else {
            return;
        };
        let said = Finding::note(
            "plan-put-back",
            "page",
            "The form is back to what the certificates were made from.",
            "Undo brings back what stood in it.",
        );
        let order = &issued.order;
        let standing = Standing {
            plan: order.plan.clone(),
            passphrases: [
                order.pfx_passphrase.clone(),
                order.ca_key_passphrase.clone(),
            ],
        };
        self.put_in_place(standing, said);
    }
}

/// Forgets all that is kept for the next visit.
pub(super) fn forget() {
    for key in [KEY, HINT_READ, theme::KEY, checks::KEY, copied_secret::KEY] {
        // Where the browser keeps nothing, nothing is there to be forgotten.
        let _ = storage::remove(key);
    }
}

/// Takes a plan out of the address, where it would differ from the form.
fn forget_link() {
    if link_of(&route::hash()).is_some() {
        route::replace("/setup");
    }
}

fn imported(name: &str, bytes: &[u8]) -> (Option<Plan>, Vec<Finding>) {
    let said = Finding::note(
        "plan-imported",
        "page",
        format!("The plan was loaded from {name}."),
        "Passphrases are no part of a plan; they stay as they are.",
    );
    loaded(plan::load(&String::from_utf8_lossy(bytes)), said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_plan_parameter_of_the_hash_is_a_link() {
        assert_eq!(link_of("/setup?plan=abc"), Some("abc"));
        assert_eq!(link_of("/setup?x=1&plan=abc"), Some("abc"));
        assert_eq!(link_of("/setup?plan="), None);
        assert_eq!(link_of("/setup"), None);
    }
}
