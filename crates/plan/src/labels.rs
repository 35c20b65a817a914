//! What each field is called and what it means: the one source of labels, units and explanations.

mod certificates;
mod cluster;
mod gateway;

/// How a form presents one field of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The path of the field, as findings name it: `names.server_hosts`.
    pub place: &'static str,
    /// What the field is called, in full.
    pub label: &'static str,
    /// The unit of its value, such as `days`.
    pub unit: Option<&'static str>,
    /// What it means and what decides its value: one sentence.
    pub help: &'static str,
}

/// The field at a place, if a form has it.
pub fn field(place: &str) -> Option<&'static Field> {
    fields().find(|field| field.place == place)
}

/// Every field, section by section.
pub fn fields() -> impl Iterator<Item = &'static Field> {
    [certificates::FIELDS, cluster::FIELDS, gateway::FIELDS]
        .into_iter()
        .flatten()
}

const fn plain(place: &'static str, label: &'static str, help: &'static str) -> Field {
    Field {
        place,
        label,
        unit: None,
        help,
    }
}

const fn measured(
    place: &'static str,
    label: &'static str,
    unit: &'static str,
    help: &'static str,
) -> Field {
    Field {
        place,
        label,
        unit: Some(unit),
        help,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Plan;

    fn leaves(value: &serde_json::Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(members) => {
                for (name, member) in members {
                    let path = if path.is_empty() {
                        name.clone()
                    } else {
                        format!("{path}.{name}")
                    };
                    leaves(member, &path, found);
                }
            }
            _ => {
                found.insert(path.to_owned());
            }
        }
    }

    #[test]
    fn every_leaf_of_the_plan_has_a_field_and_the_other_way_round() {
        let mut found = BTreeSet::new();
        leaves(
            &serde_json::to_value(Plan::default()).unwrap(),
            "",
            &mut found,
        );
        found.remove("version");
        let named: BTreeSet<String> = fields()
            .map(|field| field.place.to_owned())
            .filter(|place| !place.starts_with("passphrases."))
            .collect();
        assert_eq!(found, named);
    }

    #[test]
    fn places_and_labels_are_unique_and_texts_complete() {
        let mut places = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for field in fields() {
            assert!(places.insert(field.place), "{}", field.place);
            assert!(labels.insert(field.label), "{}", field.label);
            assert!(field.help.ends_with('.'), "{}", field.place);
            assert_eq!(super::field(field.place), Some(field));
        }
    }
}
