//! What follows from the form and from what was issued; the memos of [`super::Setup`] call these.

use std::sync::Arc;

use diagnostics::{Finding, Severity};
use engine::Judged;
use leptos::prelude::*;
use plan::{CaKeyFormat, Plan};

use super::{Issued, Passphrases, Stale, passphrase};
use crate::browser::worker_bridge::{WorkerBridge, WorkerState};

/// What of the issued set no longer matches the form.
pub(super) fn stale(
    plan: RwSignal<Plan>,
    judged: RwSignal<Judged>,
    passphrases: Passphrases,
    issued: RwSignal<Option<Arc<Issued>>>,
) -> Stale {
    issued.with(|issued| match issued {
        Some(issued) => plan.with(|plan| {
            judged.with(|judged| Stale::of(issued, plan, &judged.changed, passphrases))
        }),
        None => Stale::default(),
    })
}

/// How the workers are: as the one that is worst off.
pub(super) fn worker_state(workers: [WorkerBridge; 3]) -> WorkerState {
    let rank = |state: &WorkerState| match state {
        WorkerState::Failed(_) => 0,
        WorkerState::Loading => 1,
        WorkerState::Restarted(_) => 2,
        WorkerState::Ready => 3,
    };
    let [first, second, third] = workers.map(|worker| worker.state().get());
    let worse = |a, b| if rank(&b) < rank(&a) { b } else { a };
    worse(worse(first, second), third)
}

/// The files that no longer match the form.
pub(super) fn stale_paths(
    issued: RwSignal<Option<Arc<Issued>>>,
    stale: Memo<Stale>,
) -> Vec<String> {
    issued.with(|issued| {
        issued
            .as_ref()
            .map(|issued| stale.with(|stale| stale.paths(issued)))
            .unwrap_or_default()
    })
}

/// All findings of the page, the gravest first.
pub(super) fn findings(
    plan: RwSignal<Plan>,
    judged: RwSignal<Judged>,
    passphrases: Passphrases,
    stale: Memo<Stale>,
    worker: Memo<WorkerState>,
) -> Vec<Finding> {
    let mut findings = judged.with(|judged| judged.findings.clone());
    let judged = |place, passphrase: RwSignal<engine::Passphrase>, of_pfx| {
        passphrase.with(|passphrase| passphrase::judge(place, passphrase, of_pfx))
    };
    findings.extend(judged("passphrases.pfx", passphrases.pfx, true));
    let ca_key_format = plan.with(|plan| plan.packaging.ca_key_format);
    if ca_key_format != CaKeyFormat::PlainPkcs8 {
        let of_pfx = ca_key_format == CaKeyFormat::Pfx;
        findings.extend(judged("passphrases.ca_key", passphrases.ca_key, of_pfx));
    }
    findings.extend(stale.with(Stale::finding));
    if let WorkerState::Failed(finding) = worker.get() {
        findings.push(finding);
    }
    by_severity(&findings)
}

/// The gravest first, else in their order.
fn by_severity(findings: &[Finding]) -> Vec<Finding> {
    let of = |severity| {
        findings
            .iter()
            .filter(move |finding| finding.severity == severity)
    };
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .flat_map(of)
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_of_one_severity_keep_their_order() {
        let finding = |severity, code: &'static str| Finding {
            severity,
            ..Finding::note(code, "page", "", "")
        };
        let mixed = [
            finding(Severity::Note, "a"),
            finding(Severity::Warning, "b"),
            finding(Severity::Error, "c"),
            finding(Severity::Warning, "d"),
        ];
        let sorted = by_severity(&mixed);
        let codes: Vec<&str> = sorted.iter().map(|finding| &*finding.code).collect();
        assert_eq!(codes, ["c", "b", "d", "a"]);
    }
}
