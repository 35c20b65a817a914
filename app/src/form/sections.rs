//! The tables of fields, one a section.

mod api_management;
mod azure;
mod existing;
mod issuer;
mod keys;
mod kubernetes;
mod names;
mod oauth;
mod passphrases;
mod validity;

use plan::{Caller, Plan};

use super::Section;

/// Every section, in the order of the form.
pub(crate) static SECTIONS: &[&Section] = &[
    &names::SECTION,
    &issuer::SECTION,
    &keys::SECTION,
    &validity::SECTION,
    &passphrases::SECTION,
    &existing::SECTION,
    &kubernetes::SECTION,
    &api_management::SECTION,
    &azure::SECTION,
    &oauth::SECTION,
];

/// Whether the caller is API Management.
fn calls_from_api_management(plan: &Plan) -> bool {
    plan.caller == Caller::ApiManagement
}

/// Whether the server certificate is made here.
fn issues_server_certificate(plan: &Plan) -> bool {
    !plan.existing.server_certificate
}

/// Joins what is there: `a, b`.
fn joined(parts: &[&str]) -> String {
    let there: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    there.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::form::Control;

    fn fields() -> impl Iterator<Item = &'static crate::form::Field> {
        SECTIONS.iter().flat_map(|section| section.fields)
    }

    #[test]
    fn every_field_of_the_plan_stands_in_the_form_once() {
        // `plan` shows that its labels cover every leaf; those of the passphrases are the page's own.
        let expected: BTreeSet<&str> = plan::labels::fields()
            .map(|field| field.place)
            .filter(|place| !place.starts_with("passphrases."))
            .collect();
        let listed: Vec<&str> = fields().map(|field| field.place).collect();
        let found: BTreeSet<&str> = listed.iter().copied().collect();
        assert_eq!(found.len(), listed.len(), "a field stands twice");
        assert_eq!(found, expected);
    }

    #[test]
    fn every_field_reads_what_it_wrote_and_touches_nothing_else() {
        for field in fields() {
            let mut plan = Plan::default();
            match field.control {
                Control::Text { get, get_mut, .. } => {
                    get_mut(&mut plan).push('!');
                    assert!(get(&plan).ends_with('!'), "{}", field.place);
                }
                Control::Choice { options, get, set } => {
                    let count = options().len();
                    for index in 0..count {
                        set(&mut plan, index);
                        assert_eq!(get(&plan), index, "{}", field.place);
                    }
                    set(&mut plan, count);
                    assert_eq!(get(&plan), count - 1, "{}", field.place);
                    let other = usize::from(get(&Plan::default()) == 0);
                    set(&mut plan, other.min(count - 1));
                }
                Control::Toggle { get, set } => {
                    let other = !get(&plan);
                    set(&mut plan, other);
                    assert_eq!(get(&plan), other, "{}", field.place);
                }
            }
            if matches!(field.control, Control::Choice { options, .. } if options().len() == 1) {
                continue;
            }
            let before = serde_json::to_value(Plan::default()).unwrap();
            let after = serde_json::to_value(&plan).unwrap();
            let pointer = format!("/{}", field.place.replace('.', "/"));
            assert_ne!(
                before.pointer(&pointer),
                after.pointer(&pointer),
                "{}",
                field.place
            );
            let mut restored = after.clone();
            *restored.pointer_mut(&pointer).unwrap() = before.pointer(&pointer).unwrap().clone();
            assert_eq!(restored, before, "{} changed another field", field.place);
        }
    }

    #[test]
    fn another_caller_hides_all_of_api_management() {
        let plan = Plan {
            caller: Caller::Other,
            ..Plan::default()
        };
        let hidden: Vec<&str> = SECTIONS
            .iter()
            .filter(|section| !(section.shown)(&plan))
            .map(|section| section.id)
            .collect();
        assert_eq!(hidden, ["api-management", "oauth"]);
    }
}
