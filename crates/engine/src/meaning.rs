use diagnostics::{Finding, Severity};
use manifests::Intent;
use plan::Plan;

use crate::findings;

/// A plan without errors, and what it comes to.
pub(crate) struct Meaning {
    pub(crate) plan: Plan,
    pub(crate) intent: Intent,
}

/// Reads a plan that must have no errors; else the first of them.
pub(crate) fn meaning(json: &str) -> Result<Meaning, Finding> {
    let plan = read(json)?;
    let outcome = plan::resolve(&plan);
    match outcome.value {
        Some(intent) => Ok(Meaning { plan, intent }),
        None => {
            let is_error = |finding: &Finding| finding.severity == Severity::Error;
            let error = outcome.findings.into_iter().find(is_error);
            Err(error.unwrap_or_else(findings::of_plan))
        }
    }
}

/// Reads a plan as [`plan::to_json`] writes it.
pub(crate) fn read(json: &str) -> Result<Plan, Finding> {
    plan::from_json(json).ok_or_else(findings::of_plan)
}
