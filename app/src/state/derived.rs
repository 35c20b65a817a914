//! What follows from the form and from what was issued; the memos of [`super::Setup`] call these.

use std::collections::BTreeSet;
use std::sync::Arc;

use diagnostics::{Finding, Outcome};
use leptos::prelude::*;
use manifests::Intent;
use plan::{CaKeyFormat, Plan};

use super::{Entry, Issued, Passphrases, Stale, artifacts, passphrase};
use crate::browser::worker_bridge::{WorkerBridge, WorkerState};

/// Every file of the last plan that meant something.
pub(super) fn entries(plan: RwSignal<Plan>, intent: Memo<Option<Arc<Intent>>>) -> Vec<Entry> {
    let format = plan.with(|plan| plan.packaging.ca_key_format);
    intent.with(|intent| {
        intent
            .as_ref()
            .map(|intent| artifacts::entries(intent, format))
            .unwrap_or_default()
    })
}

/// What of the issued set no longer matches the form.
pub(super) fn stale(
    plan: RwSignal<Plan>,
    outcome: Memo<Outcome<Option<Intent>>>,
    passphrases: Passphrases,
    issued: RwSignal<Option<Arc<Issued>>>,
) -> Stale {
    issued.with(|issued| match issued {
        Some(issued) => plan.with(|plan| {
            outcome.with(|outcome| Stale::of(issued, plan, outcome.value.as_ref(), passphrases))
        }),
        None => Stale::default(),
    })
}

/// The files that no longer match the form.
pub(super) fn stale_paths(
    issued: RwSignal<Option<Arc<Issued>>>,
    stale: Memo<Stale>,
) -> BTreeSet<String> {
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
    outcome: Memo<Outcome<Option<Intent>>>,
    passphrases: Passphrases,
    stale: Memo<Stale>,
    worker: WorkerBridge,
) -> Vec<Finding> {
    let mut findings = outcome.with(|outcome| outcome.findings.clone());
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
    if let WorkerState::Failed(finding) = worker.state().get() {
        findings.push(finding);
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}
