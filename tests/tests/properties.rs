//! Any plan gives either errors or documents that all parse, with the values that were typed in them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use manifests::{Intent, documents};
use plan::{Plan, load, resolve, to_json};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use serde::Deserialize as _;
use serde_json::Value;
use tests::bundle::Bundle;
use tests::tool::Tool;
use tests::{folder, plans};

/// Text that breaks what is not quoted: in shells, YAML, XML, JSON, nginx, file names; and plain text.
const HOSTILE: [&str; 26] = [
    "",
    " ",
    "'",
    "\"",
    "`id`",
    "$(id)",
    "${HOME}",
    "$'\\n'",
    "a\nb",
    "a\r\nb",
    "\t",
    "\0",
    "\\",
    "<!-- & -->",
    "]]>",
    "&amp;",
    "- a: b # c",
    "!!binary x",
    "{{ .Values }}",
    "*",
    "; rm -rf /",
    "--help",
    "🦀 é ß",
    "\u{202e}evil\u{2066}",
    "true",
    "0x10",
];

/// What fields usually hold, so that many plans have no errors.
const USUAL: [&str; 16] = [
    "api.contoso.example",
    "*.contoso.example",
    "bücher.example",
    "10.0.0.1",
    "tinyrest",
    "my-name-2",
    "default",
    "8080",
    "3000",
    "397",
    "1",
    "/",
    "/books/v1",
    "https://id.contoso.example/.well-known/openid-configuration",
    "00000000-0000-0000-0000-000000000001",
    "role=reader",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(&HOSTILE[..]).prop_map(str::to_owned),
        4 => select(&USUAL[..]).prop_map(str::to_owned),
        2 => (select(&USUAL[..]), select(&HOSTILE[..])).prop_map(|(a, b)| format!("{a}{b}")),
        2 => "\\PC{0,40}",
        1 => any::<String>(),
        1 => Just("x".repeat(10_000)),
    ]
}

/// A plan of the shared list with some fields replaced, whatever they are called: texts by other texts, switches
/// by the other setting. Choices come from the plans themselves.
fn any_plan() -> impl Strategy<Value = Plan> {
    let plans: Vec<_> = plans::all().into_iter().map(|(_, plan)| plan).collect();
    let change = (any::<prop::sample::Index>(), text(), any::<bool>());
    let changes = prop::collection::vec(change, 0..6);
    (select(plans), changes).prop_map(|(plan, changes)| {
        changes.into_iter().fold(plan, |plan, (index, text, flag)| {
            let mut value = serde_json::to_value(&plan).unwrap();
            let field = index.get(&leaves(&value)).clone();
            match value.pointer_mut(&field).unwrap() {
                Value::Bool(old) => *old = flag,
                old => *old = Value::String(text),
            }
            // Choices are strings in JSON too, and a text that is none of them makes no plan.
            serde_json::from_value(value).unwrap_or(plan)
        })
    })
}

/// The pointers to every text and switch.
fn leaves(value: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, fields: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    walk(member, &format!("{path}/{name}"), fields);
                }
            }
            Value::String(_) | Value::Bool(_) => fields.push(path.to_owned()),
            _ => {}
        }
    }
    let mut fields = Vec::new();
    walk(value, "", &mut fields);
    fields
}

/// The texts of the bundle before Generate, or none where the plan has errors.
fn rendered(plan: &Plan) -> Option<(Intent, Vec<(&'static str, String)>)> {
    let outcome = resolve(plan);
    assert_eq!(outcome.value.is_none(), has_errors(plan));
    let intent = outcome.value?;
    let texts = documents(&intent)
        .iter()
        .map(|document| (document.path, document.render(&intent, None)))
        .collect();
    Some((intent, texts))
}

fn has_errors(plan: &Plan) -> bool {
    resolve(plan).has_errors()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_has_errors_or_documents_that_parse(plan in any_plan()) {
        for finding in resolve(&plan).findings {
            prop_assert!(!finding.message.is_empty() && !finding.hint.is_empty(), "{finding:?}");
        }
        if let Some((intent, texts)) = rendered(&plan) {
            for (path, text) in &texts {
                parse(path, text);
                prop_assert!(!text.contains('\r') && !text.contains('\0'), "{path}");
                prop_assert!(text.ends_with('\n'), "{path}");
            }
            assert_values_stand(&intent, &texts);
        }
    }

    #[test]
    fn any_plan_survives_its_file(plan in any_plan()) {
        let loaded = load(&to_json(&plan));
        prop_assert_eq!(loaded.value, plan);
        prop_assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    }

    #[test]
    fn any_text_loads_as_some_plan(text in any::<String>()) {
        let loaded = load(&text);
        prop_assert!(!loaded.findings.is_empty());
    }
}

proptest! {
    // Each case starts bash for every script.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_gives_scripts_that_bash_reads(plan in any_plan()) {
        if let Some((_, texts)) = rendered(&plan) {
            for (path, text) in texts.iter().filter(|(path, _)| is_script(path)) {
                let parsed = Tool::new("bash").args(["-n"]).input(text.as_str()).run();
                prop_assert!(parsed.success && parsed.stderr.is_empty(), "{path}: {}", parsed.describe());
            }
        }
    }
}

/// The plans that reach the scripts with the worst that passes the checks.
#[test]
fn hostile_names_stay_in_their_quotes() {
    let worst = "O'Brien \"$(touch owned)\" `touch owned` ; touch owned & <x> \\";
    let mut plan = plans::rich();
    plan.names.organization = worst.into();
    plan.names.organizational_unit = worst.into();
    plan.names.locality = worst.into();
    plan.names.ca = worst.chars().take(60).collect();
    let directory = folder::fresh("hostile");
    Bundle::make(&plan).unpack(&directory);
    let scripts: Vec<_> = ["commands", "openssl"]
        .iter()
        .flat_map(|folder| directory.join(folder).read_dir().unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "sh"))
        .collect();
    let checked = Tool::new("shellcheck")
        .args(["--norc"])
        .args(&scripts)
        .run();
    assert!(checked.success, "{}", checked.describe());
    // The recipe is the one that needs no cloud: it runs, and owns nothing.
    let ran = Tool::new("bash")
        .args([directory.join("openssl/recipe.sh"), directory.join("made")])
        .env("PFX_PASSPHRASE", "one")
        .env("CA_KEY_PASSPHRASE", "another")
        .within(&directory)
        .run();
    assert!(ran.success, "{}", ran.describe());
    for folder in ["", "openssl", "made"] {
        assert!(!directory.join(folder).join("owned").exists(), "{folder}");
    }
    let subject = Tool::new("openssl")
        .args([
            "x509",
            "-noout",
            "-subject",
            "-nameopt",
            "sep_multiline,utf8",
            "-in",
            "made/server.crt",
        ])
        .within(&directory)
        .succeed();
    assert!(subject.contains(&format!("O={worst}")), "{subject}");
}

#[test]
fn the_strategy_makes_both_kinds() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut good = 0;
    for _ in 0..200 {
        let plan = any_plan().new_tree(&mut runner).unwrap().current();
        good += usize::from(!has_errors(&plan));
    }
    assert!(
        (20..180).contains(&good),
        "{good} of 200 plans have no errors"
    );
}

fn is_script(path: &str) -> bool {
    path.ends_with(".sh")
}

/// Every text is what its name says, to a parser that did not write it.
fn parse(path: &str, text: &str) {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("yaml") => assert!(!yaml(text).is_empty() || is_comment(text), "{path}\n{text}"),
        Some("xml") => {
            let parsed = roxmltree::Document::parse(text);
            assert!(parsed.is_ok(), "{path}: {parsed:?}\n{text}");
        }
        Some("sh") => assert!(text.starts_with("#!/usr/bin/env bash\n"), "{path}"),
        Some("cnf" | "md") => {}
        _ => panic!("nothing judges {path}"),
    }
}

/// A file whose objects are all made elsewhere says so, and nothing more.
fn is_comment(text: &str) -> bool {
    text.lines()
        .all(|line| line.is_empty() || line.starts_with('#'))
}

fn yaml(text: &str) -> Vec<serde_norway::Value> {
    serde_norway::Deserializer::from_str(text)
        .map(|document| {
            serde_norway::Value::deserialize(document).unwrap_or_else(|e| panic!("{e}\n{text}"))
        })
        .filter(|value| !value.is_null())
        .collect()
}

/// What was resolved is what an independent parser reads.
fn assert_values_stand(intent: &Intent, texts: &[(&str, String)]) {
    let text = |path: &str| {
        texts
            .iter()
            .find(|(found, _)| *found == path)
            .map(|(_, text)| text)
    };
    let ingress = &yaml(text("kubernetes/40-ingress.yaml").unwrap())[0];
    let rule = &ingress["spec"]["rules"][0];
    assert_eq!(ingress["metadata"]["name"], intent.ingress.name.as_str());
    assert_eq!(ingress["metadata"]["namespace"], intent.namespace.as_str());
    assert_eq!(
        ingress["spec"]["ingressClassName"],
        intent.ingress.class.as_str()
    );
    assert_eq!(rule["host"], intent.call_host.as_str());
    assert_eq!(
        ingress["spec"]["tls"][0]["hosts"][0],
        intent.call_host.as_str()
    );
    let path = &rule["http"]["paths"][0];
    assert_eq!(path["path"], intent.ingress.path.as_str());
    assert_eq!(
        path["backend"]["service"]["name"],
        intent.workload.service.as_str()
    );
    assert_eq!(
        path["backend"]["service"]["port"]["number"],
        u64::from(intent.workload.service_port)
    );
    if let Some(deployment) = text("kubernetes/20-deployment.yaml") {
        let deployment = yaml(deployment).pop().unwrap();
        let container = &deployment["spec"]["template"]["spec"]["containers"][0];
        assert_eq!(container["image"], intent.workload.image.as_str());
        assert_eq!(
            container["ports"][0]["containerPort"],
            u64::from(intent.workload.container_port)
        );
    }
}
