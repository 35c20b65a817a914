//! Plans as links: what differs from the default, in the part of a URL that no server sees.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diagnostics::{Finding, Outcome};
use serde_json::{Map, Value};

use crate::load::settings;
use crate::overlay::{WHOLE, overlay};
use crate::settings::tree;
use crate::{Plan, codes};

/// Longest link taken, in bytes; one that changes ten fields has a few hundred.
const LONGEST: usize = 64 * 1024;

/// The value of `plan` in `#/setup?plan=...`: base64url (RFC 4648, 5) of the JSON of all that differs from
/// the default plan.
pub fn to_link(plan: &Plan) -> String {
    let mut settings = difference(&tree(plan), &tree(&Plan::default()));
    settings.insert("version".into(), Plan::VERSION.into());
    URL_SAFE_NO_PAD.encode(Value::Object(settings).to_string())
}

/// The plan in a link made by [`to_link`]. A broken one yields the default plan and a finding that says so.
pub fn from_link(link: &str) -> Outcome<Plan> {
    if link.len() > LONGEST {
        return Outcome::new(
            Plan::default(),
            vec![Finding::error(
                codes::LINK_TOO_LONG,
                WHOLE,
                format!("The link has {} bytes; {LONGEST} is the most.", link.len()),
                "Ask for the plan.json instead, and import it.",
            )],
        );
    }
    match decode(link) {
        Some(settings) => overlay(settings),
        None => Outcome::new(
            Plan::default(),
            vec![Finding::error(
                codes::LINK_UNREADABLE,
                WHOLE,
                "The link holds no plan; perhaps a part of it is missing.",
                "Copy the whole link again, or ask for the plan.json and import it.",
            )],
        ),
    }
}

fn decode(link: &str) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(link.trim_end_matches('=')).ok()?;
    settings(&String::from_utf8(bytes).ok()?).ok()
}

/// The leaves of `plan` that differ from those of `default`, in their groups.
fn difference(plan: &Value, default: &Value) -> Map<String, Value> {
    let mut differing = Map::new();
    for (name, value) in plan.as_object().into_iter().flatten() {
        match (value, default.get(name)) {
            (Value::Object(_), Some(group)) => {
                let inner = difference(value, group);
                if !inner.is_empty() {
                    differing.insert(name.clone(), Value::Object(inner));
                }
            }
            (value, before) if Some(value) != before => {
                differing.insert(name.clone(), value.clone());
            }
            _ => {}
        }
    }
    differing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let mut plan = Plan::default();
        plan.names.client = "bücher.example".into();
        plan.existing.dns = true;
        plan
    }

    fn codes_of(link: &str) -> Vec<String> {
        let outcome = from_link(link);
        outcome
            .findings
            .iter()
            .inspect(|finding| assert!(!finding.message.is_empty() && !finding.hint.is_empty()))
            .map(|finding| finding.code.to_string())
            .collect()
    }

    #[test]
    fn a_link_leads_back_to_its_plan() {
        for plan in [plan(), Plan::default()] {
            assert_eq!(from_link(&to_link(&plan)), Outcome::clean(plan));
        }
    }

    #[test]
    fn a_link_holds_only_what_differs_and_needs_no_escaping() {
        let link = to_link(&plan());
        let json = String::from_utf8(URL_SAFE_NO_PAD.decode(&link).unwrap()).unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(&json).unwrap(),
            serde_json::json!({
                "version": 1,
                "names": {"client": "bücher.example"},
                "existing": {"dns": true},
            })
        );
        assert!(
            link.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        );
    }

    #[test]
    fn every_truncated_link_is_told_apart_from_a_whole_one() {
        let link = to_link(&plan());
        for length in 0..link.len() {
            assert_eq!(
                codes_of(&link[..length]),
                [codes::LINK_UNREADABLE],
                "{length}"
            );
        }
    }

    #[test]
    fn hostile_links() {
        let long = "A".repeat(LONGEST + 1);
        assert_eq!(codes_of(&long), [codes::LINK_TOO_LONG]);
        for text in ["", "%%%", "é", "<script>", "_w", &long[..LONGEST]] {
            assert_eq!(codes_of(text), [codes::LINK_UNREADABLE], "{text:.20}");
        }
        for json in ["null", "[1]", &"[".repeat(10_000)] {
            assert_eq!(
                codes_of(&URL_SAFE_NO_PAD.encode(json)),
                [codes::LINK_UNREADABLE]
            );
        }
        let link = URL_SAFE_NO_PAD.encode(r#"{"__proto__":{"x":1},"names":{"ca":[]}}"#);
        assert_eq!(codes_of(&link), [codes::PLAN_ENTRY_DROPPED; 2]);
    }
}
