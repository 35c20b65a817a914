//! Any plan gives either errors or documents that all parse, with the values that were typed in them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod any_plan;
mod judge;

use manifests::{Intent, documents};
use plan::{Plan, load, resolve, to_json};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use tests::bundle::Bundle;
use tests::tool::Tool;
use tests::{folder, plans};

use any_plan::any_plan;
use judge::{assert_subjects_stand, lost_values, parse_all};

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
            let parsed = parse_all(&texts);
            prop_assert!(parsed.is_ok(), "{}", parsed.unwrap_err());
            for (path, text) in &texts {
                prop_assert!(!text.contains('\r') && !text.contains('\0'), "{path}");
                prop_assert!(text.ends_with('\n'), "{path}");
            }
            prop_assert_eq!(lost_values(&intent, &texts), [""; 0]);
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
    // Each case starts openssl for every certificate.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn openssl_reads_the_names_of_any_plan(mut plan in any_plan(), organization in what_openssl_might_read()) {
        plan.names.organization = organization;
        if let Some((intent, texts)) = rendered(&plan) {
            assert_subjects_stand(&intent, &texts);
        }
    }
}

proptest! {
    // ShellCheck takes a second for the scripts of a plan.
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_gives_scripts_without_a_fault(plan in any_plan()) {
        if let Some((_, texts)) = rendered(&plan) {
            let directory = folder::fresh("scripts of any plan");
            let mut scripts = Vec::new();
            for (path, text) in texts.iter().filter(|(path, _)| is_script(path)) {
                let script = directory.join(path.replace('/', "-"));
                std::fs::write(&script, text).unwrap();
                scripts.push(script);
            }
            let checked = Tool::new("shellcheck").args(["--norc"]).args(&scripts).run();
            prop_assert!(checked.success, "{}", checked.describe());
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

/// Characters that mean something in a configuration of openssl.
fn what_openssl_might_read() -> impl Strategy<Value = String> {
    "[a\"'`#;$\\\\{}()= ]{1,30}"
}

#[test]
fn a_value_that_another_stands_for_is_found() {
    let (intent, texts) = rendered(&Plan::default()).unwrap();
    let paths = "/spec/rules/0/http/paths/0";
    let service = format!("{paths}/backend/service");
    let container = "/spec/template/spec/containers/0";
    for (from, to, lost) in [
        (
            "name: tinyrest\n  namespace",
            "name: other\n  namespace",
            "/metadata/name".into(),
        ),
        (
            "namespace: default",
            "namespace: other",
            "/metadata/namespace".into(),
        ),
        (
            "ingressClassName: nginx",
            "ingressClassName: other",
            "/spec/ingressClassName".into(),
        ),
        (
            "- api.contoso.example",
            "- other.example",
            "/spec/tls/0/hosts/0".into(),
        ),
        (
            "host: api.contoso.example",
            "host: other.example",
            "/spec/rules/0/host".into(),
        ),
        ("path: /", "path: /other", format!("{paths}/path")),
        (
            "name: tinyrest-svc",
            "name: other",
            format!("{service}/name"),
        ),
        (
            "number: 8080",
            "number: 8081",
            format!("{service}/port/number"),
        ),
        ("image: ", "image: other-", format!("{container}/image")),
        (
            "containerPort: 3000",
            "containerPort: 3001",
            format!("{container}/ports/0/containerPort"),
        ),
    ] {
        let altered: Vec<_> = texts
            .iter()
            .map(|(path, text)| (*path, text.replace(from, to)))
            .collect();
        assert_eq!(lost_values(&intent, &altered), [lost], "{from}");
    }
}

fn is_script(path: &str) -> bool {
    path.ends_with(".sh")
}
