//! A plan without the errors of another.

use diagnostics::{Finding, Severity};

use crate::settings::settings;
use crate::{Plan, resolve};

/// The plan with the default value wherever an error stands, so that there is something to show of it; none where
/// that does not help.
pub fn mended(plan: &Plan) -> Option<Plan> {
    let mut mended = plan.clone();
    // What is mended may show another error that it hid.
    for _ in 0..3 {
        let outcome = resolve(&mended);
        if outcome.value.is_some() {
            return Some(mended);
        }
        reset(&mut mended, &outcome.findings);
    }
    None
}

fn reset(plan: &mut Plan, findings: &[Finding]) {
    let mut default = Plan::default();
    let is_wrong = |place: &str| {
        let mut errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.any(|error| error.place == place)
    };
    for ((place, setting), (_, default)) in settings(plan).into_iter().zip(settings(&mut default)) {
        if is_wrong(place) {
            // The value comes from the same setting, which takes its own kind.
            let _ = setting.set(&default.to_json());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_gets_its_default_and_the_rest_stays() {
        let mut plan = Plan::default();
        plan.names.server_hosts = "orders.fabrikam.example".into();
        plan.azure.dns_zone.clear();
        plan.names.client.clear();
        plan.validity.ca_days = "0".into();
        let mended = mended(&plan).unwrap();
        plan.names.client = Plan::default().names.client;
        plan.validity.ca_days = Plan::default().validity.ca_days;
        assert_eq!(mended, plan);
    }

    #[test]
    fn what_needs_no_mending_stays() {
        assert_eq!(mended(&Plan::default()), Some(Plan::default()));
    }
}
