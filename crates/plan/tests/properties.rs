//! Whatever a plan holds: an intent or an error, never a panic, and nothing lost on the way.

#![allow(
    clippy::unwrap_used,
    reason = "clippy sees tests only in functions marked as such, not in what they call"
)]

use plan::{Plan, field, from_link, load, resolve, to_json, to_link};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// Words of the choices, and texts that have broken something somewhere.
const TEXTS: &[&str] = &[
    "other",
    "separate",
    "both",
    "sequential",
    "ed25519",
    "ecdsa-p256",
    "modern",
    "pfx",
    "key-vault",
    "plain-pkcs8",
    "thumbprint",
    "consumption",
    "v2",
    "optional",
    "optional_no_ca",
    "validate-jwt",
    "validate-azure-ad-token",
    "bearer-token",
    "",
    " ",
    "0",
    "-1",
    "99999999999999999999",
    "a.example",
    "*.example.com",
    "bücher.example",
    "xn--",
    "10.0.0.1",
    "::1",
    "[::1",
    "@",
    "://",
    "https://",
    "a=b\nc",
    "'; rm -rf / #",
    "$(id) `id` \"",
    "<!-- & ]]>",
    "\u{202e}",
    "\0\r\n\t",
    "👩‍🔧",
    "kube-system",
    "00000000-0000-0000-0000-000000000000",
];

fn value(default: Value) -> BoxedStrategy<Value> {
    match default {
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| (Just(name), value(member)))
            .collect::<Vec<_>>()
            .prop_map(|members| Value::Object(members.into_iter().collect()))
            .boxed(),
        Value::Bool(_) => any::<bool>().prop_map(Value::Bool).boxed(),
        Value::String(_) => prop_oneof![
            16 => Just(default),
            2 => select(TEXTS).prop_map(Value::from),
            1 => any::<String>().prop_map(Value::from),
        ]
        .boxed(),
        other => Just(other).boxed(),
    }
}

/// A plan with anything in any field; texts that are no choice where one must stand are dropped on loading.
fn plans() -> impl Strategy<Value = Plan> {
    let default = serde_json::from_str(&to_json(&Plan::default()));
    value(default.unwrap()).prop_map(|tree| load(&tree.to_string()).value)
}

proptest! {
    #[test]
    fn any_plan_yields_an_intent_or_an_error(plan in plans()) {
        let outcome = resolve(&plan);
        prop_assert_eq!(outcome.value.is_some(), !outcome.has_errors());
        for finding in &outcome.findings {
            prop_assert!(field(&finding.place).is_some());
            prop_assert!(!finding.message.is_empty() && !finding.hint.is_empty());
            prop_assert!(finding.message.chars().count() < 400);
        }
    }

    #[test]
    fn any_plan_survives_file_and_link(plan in plans()) {
        prop_assert_eq!(&load(&to_json(&plan)).value, &plan);
        prop_assert_eq!(&from_link(&to_link(&plan)).value, &plan);
    }

    #[test]
    fn any_text_loads(text in any::<String>()) {
        let _ = load(&text);
        let _ = from_link(&text);
    }
}
