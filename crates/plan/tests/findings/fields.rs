//! No text field escapes judgement: a control character, or ten thousand letters, in any of them is found there.

use std::collections::BTreeSet;

use diagnostics::Finding;
use pki::Authorities;
use plan::{Caller, Plan, codes, field, load, resolve, to_json};
use serde_json::Value;

use crate::gateway::{key_vault, validate_azure_ad_token, validate_jwt};

/// Plans that together use every field.
fn plans() -> [Plan; 3] {
    let mut first = Plan::default();
    validate_jwt(&mut first);
    let mut second = Plan::default();
    validate_azure_ad_token(&mut second);
    key_vault(&mut second);
    second.issuer.authorities = Authorities::Separate;
    let third = Plan {
        caller: Caller::Other,
        ..Plan::default()
    };
    [first, second, third]
}

fn with_text(plan: &Plan, place: &str, text: &str) -> Plan {
    let mut tree: Value = serde_json::from_str(&to_json(plan)).unwrap();
    let pointer = format!("/{}", place.replace('.', "/"));
    *tree.pointer_mut(&pointer).unwrap() = text.into();
    let outcome = load(&tree.to_string());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    outcome.value
}

/// The places of all fields that take any text.
fn text_places() -> Vec<String> {
    let mut places = Vec::new();
    let tree: Value = serde_json::from_str(&to_json(&Plan::default())).unwrap();
    for (section, fields) in tree.as_object().unwrap() {
        for name in fields
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name)
        {
            let place = format!("{section}.{name}");
            let json = format!(r#"{{"{section}":{{"{name}":"any text"}}}}"#);
            let dropped = |finding: &Finding| finding.code == codes::PLAN_ENTRY_DROPPED;
            if !load(&json).findings.iter().any(dropped) {
                places.push(place);
            }
        }
    }
    places
}

#[test]
fn every_text_field_is_judged() {
    let places = text_places();
    assert!(places.len() > 50, "{places:?}");
    for bad in [
        "a\u{0}b",
        "a\u{202e}b",
        "a\u{7f}",
        &"a".repeat(10_000),
        &"é,".repeat(5_000),
    ] {
        let mut unjudged: BTreeSet<&str> = places.iter().map(String::as_str).collect();
        for plan in plans() {
            for place in &places {
                let outcome = resolve(&with_text(&plan, place, bad));
                let found = outcome
                    .findings
                    .iter()
                    .any(|finding| finding.place == *place);
                if found && outcome.has_errors() {
                    unjudged.remove(place.as_str());
                }
            }
        }
        assert_eq!(unjudged, BTreeSet::new(), "{bad:.10}");
    }
}

#[test]
fn every_finding_names_a_field_and_shows_nothing_hidden() {
    for plan in plans() {
        for place in text_places() {
            for text in ["", "\u{202e}\n\u{0}", "`\"'$(id)<&>;\\", "*", "-1"] {
                for finding in resolve(&with_text(&plan, &place, text)).findings {
                    assert!(field(&finding.place).is_some(), "{finding:?}");
                    let said = format!("{}{}", finding.message, finding.hint);
                    assert!(!said.contains(char::is_control), "{finding:?}");
                    assert!(!said.contains('\u{202e}'), "{finding:?}");
                }
            }
        }
    }
}
