//! What a change was about, and taking it back without those that came after it.

use crate::Plan;
use crate::settings::settings;

/// Takes back what led from `before` to `after`: every setting it changed that still stands as it left it. What has
/// been changed since stays as it is.
pub fn take_back(plan: &mut Plan, before: &Plan, after: &Plan) {
    let [mut before, mut after] = [before.clone(), after.clone()];
    let changes = settings(&mut before).into_iter().zip(settings(&mut after));
    for ((_, now), ((_, before), (_, after))) in settings(plan).into_iter().zip(changes) {
        if now.to_json() == after.to_json() {
            // The value comes from the same setting, which takes its own kind.
            let _ = now.set(&before.to_json());
        }
    }
}

/// The places of the settings that differ, in the order of the form.
pub fn differing(before: &Plan, after: &Plan) -> Vec<&'static str> {
    let [mut before, mut after] = [before.clone(), after.clone()];
    let pairs = settings(&mut before).into_iter().zip(settings(&mut after));
    pairs
        .filter(|((_, before), (_, after))| before.to_json() != after.to_json())
        .map(|((place, _), _)| place)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Preset, Serials};

    #[test]
    fn what_differs_is_named_by_its_place() {
        let before = Plan::default();
        let mut after = before.clone();
        assert!(differing(&before, &after).is_empty());
        after.kubernetes.namespace = "payments".into();
        after.names.client = "mine.contoso.example".into();
        assert_eq!(
            differing(&before, &after),
            ["names.client", "kubernetes.namespace"]
        );
    }

    #[test]
    fn a_change_is_taken_back_and_what_came_after_it_stays() {
        let mut before = Plan::default();
        before.names.client = "mine.contoso.example".into();
        let mut after = before.clone();
        Preset::Article.apply(&mut after);
        let mut plan = after.clone();
        plan.names.organization = "Fabrikam".into();
        plan.validity.server_days = "90".into();
        take_back(&mut plan, &before, &after);

        let mut expected = before;
        expected.names.organization = "Fabrikam".into();
        expected.validity.server_days = "90".into();
        assert_eq!(plan, expected);
        assert_eq!(plan.validity.serials, Serials::Random);
    }

    #[test]
    fn taken_back_at_once_it_is_what_stood_before() {
        let mut before = Plan::default();
        Preset::Article.apply(&mut before);
        before.names.client = "mine.contoso.example".into();
        let after = Plan::default();
        let mut plan = after.clone();
        take_back(&mut plan, &before, &after);
        assert_eq!(plan, before);
    }
}
