//! Plans as JSON: `plan.json`, and what local storage holds.

use diagnostics::{Finding, Outcome};
use serde_json::{Map, Value};

use crate::excerpt::excerpt;
use crate::overlay::{WHOLE, overlay};
use crate::settings::tree;
use crate::{Plan, codes};

/// Longest text taken, in bytes. A plan with every field at its limit is a quarter of that.
const LONGEST: usize = 256 * 1024;

/// Loads what a text says of a plan; what it does not say, or says in a way that cannot be used, has its
/// default value. The findings name everything that was dropped, and are errors only where nothing could
/// be loaded.
pub fn load(json: &str) -> Outcome<Plan> {
    if json.len() > LONGEST {
        return nothing(Finding::error(
            codes::PLAN_TOO_LARGE,
            WHOLE,
            format!(
                "The text has {} bytes; a plan has at most {LONGEST}.",
                json.len()
            ),
            "Choose a plan.json that this page has exported.",
        ));
    }
    match settings(json) {
        Ok(settings) => {
            let missing = missing(&settings);
            let mut outcome = overlay(settings);
            outcome.findings.extend(missing);
            outcome
        }
        Err(reason) => nothing(Finding::error(
            codes::PLAN_UNREADABLE,
            WHOLE,
            format!("The text is no plan: {reason}."),
            "Choose a plan.json that this page has exported; the page Inspect reads anything else.",
        )),
    }
}

/// The plan as JSON for people: indented, in the order of the form, with a newline at the end.
pub fn to_json(plan: &Plan) -> String {
    let mut json = format!("{:#}", tree(plan));
    json.push('\n');
    json
}

/// Reads back what [`to_json`] wrote, whatever its length; none where the text is anything else.
pub fn from_json(json: &str) -> Option<Plan> {
    let outcome = overlay(settings(json).ok()?);
    outcome.findings.is_empty().then_some(outcome.value)
}

/// The object a text holds, or why it holds none. Deep nesting ends at serde_json's limit of 128.
pub(crate) fn settings(json: &str) -> Result<Map<String, Value>, String> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    match serde_json::from_str(json) {
        Ok(Value::Object(settings)) => Ok(settings),
        Ok(other) => Err(format!("{} is no object", excerpt(&other.to_string()))),
        Err(error) => Err(what_it_is(json, &error)),
    }
}

/// Says how many settings a text leaves out.
fn missing(settings: &Map<String, Value>) -> Option<Finding> {
    let mut known = Plan::default();
    let places = crate::settings::settings(&mut known).into_iter();
    let absent = places
        .map(|(place, _)| place)
        .filter(|place| match place.split_once('.') {
            Some((group, name)) => settings
                .get(group)
                .is_none_or(|group| group.get(name).is_none()),
            None => settings.get(*place).is_none(),
        });
    let count = absent.count();
    (count > 0).then(|| {
        Finding::note(
            codes::PLAN_ENTRIES_MISSING,
            WHOLE,
            format!("{count} settings are not in the text and have their default values."),
            "Check every section, names first, unless the text was meant to say only what differs.",
        )
    })
}

/// Says of a text that is no JSON what it seems to be: files of a bundle are easily mixed up.
fn what_it_is(text: &str, error: &serde_json::Error) -> String {
    let start = text.trim_start();
    if start.is_empty() {
        "it is empty".into()
    } else if start.starts_with("PK\u{3}\u{4}") {
        "it is a zip; the plan of a bundle is the plan.json inside".into()
    } else if start.starts_with("-----BEGIN ") {
        "it is PEM, which holds certificates, requests or keys".into()
    } else if start.contains(['\0', '\u{fffd}']) {
        "it is no text, but perhaps a certificate or a PFX".into()
    } else if start.starts_with(['{', '[', '"']) {
        format!(
            "its JSON breaks off or is wrong at line {}, column {}",
            error.line(),
            error.column()
        )
    } else if start.starts_with('<') {
        "it is XML or HTML".into()
    } else if start.starts_with("apiVersion:") || start.starts_with("---") {
        "it is YAML".into()
    } else {
        "it is no JSON".into()
    }
}

fn nothing(finding: Finding) -> Outcome<Plan> {
    Outcome::new(Plan::default(), vec![finding])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Serials;

    /// What is loaded, and what is said but of settings that are left out.
    fn codes_and_places(json: &str) -> (Plan, Vec<(String, String)>) {
        let outcome = load(json);
        let findings = outcome
            .findings
            .into_iter()
            .filter(|finding| finding.code != codes::PLAN_ENTRIES_MISSING)
            .inspect(|finding| assert!(!finding.message.is_empty() && !finding.hint.is_empty()))
            .map(|finding| (finding.code.into_owned(), finding.place.into_owned()))
            .collect();
        (outcome.value, findings)
    }

    #[test]
    fn what_is_saved_loads_as_it_was() {
        let mut plan = Plan::default();
        plan.names.server_hosts = "a.example\n\"$(id)\u{202e}".into();
        plan.validity.serials = Serials::Sequential;
        let json = to_json(&plan);
        assert!(json.starts_with("{\n  \"version\": 1,\n  \"caller\""));
        assert!(json.ends_with("}\n"));
        assert_eq!(from_json(&json).as_ref(), Some(&plan));
        assert_eq!(load(&json), Outcome::clean(plan.clone()));
        assert_eq!(load(&format!("\u{feff}{json}")), Outcome::clean(plan));
    }

    #[test]
    fn a_file_of_another_kind_is_named() {
        for (text, said) in [
            ("", "empty"),
            ("PK\u{3}\u{4}rest", "zip"),
            ("-----BEGIN CERTIFICATE-----\n", "PEM"),
            ("0\u{fffd}\u{fffd}", "no text"),
            ("{\"names\":\n{", "line 2, column 1"),
            ("<policies/>", "XML"),
            ("apiVersion: v1\n", "YAML"),
            ("#!/usr/bin/env bash\n", "no JSON"),
        ] {
            let message = &load(text).findings[0].message;
            assert!(message.contains(said), "{text:?}: {message}");
        }
    }

    #[test]
    fn a_part_of_a_plan_is_completed() {
        let (plan, found) = codes_and_places(r#"{"names":{"client":"x.example"}}"#);
        assert_eq!(plan.names.client, "x.example");
        assert_eq!(plan.names.ca, Plan::default().names.ca);
        assert_eq!(found, []);
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let mut settings = settings(&to_json(&Plan::default())).unwrap();
        assert_eq!(missing(&settings), None);
        settings.remove("caller");
        settings.remove("names");
        let said = missing(&settings).unwrap();
        assert!(said.message.starts_with("11 settings"), "{}", said.message);
    }

    #[test]
    fn numbers_of_a_plan_written_by_hand_are_taken() {
        let (plan, found) = codes_and_places(r#"{"validity":{"ca_days":3650,"server_days":90}}"#);
        assert_eq!(plan.validity.server_days, "90");
        assert_eq!(found, []);
    }

    #[test]
    fn what_cannot_be_used_is_dropped_and_the_rest_loads() {
        let (plan, found) = codes_and_places(
            r#"{"version":1, "caller":"martian", "extra":{"deep":[1]}, "names":{"client":"x.example","ca":null,"new":1},
               "validity":null, "keys":{"per_certificate":true,"ca":"rsa99"},
               "kubernetes":{"service_port":[8080]}}"#,
        );
        assert_eq!(plan.names.client, "x.example");
        assert!(plan.keys.per_certificate);
        let mut expected = Plan::default();
        expected.names.client = "x.example".into();
        expected.keys.per_certificate = true;
        assert_eq!(plan, expected);
        let mut places: Vec<_> = found.iter().map(|(_, place)| place.as_str()).collect();
        places.sort_unstable();
        assert_eq!(
            places,
            [
                "caller",
                "keys.ca",
                "kubernetes.service_port",
                "names.ca",
                "plan",
                "plan",
                "plan"
            ]
        );
        assert!(
            found
                .iter()
                .all(|(code, _)| code == codes::PLAN_ENTRY_DROPPED)
        );
    }

    #[test]
    fn versions() {
        for (version, code) in [
            ("2", Some(codes::PLAN_NEWER)),
            ("18446744073709551615", Some(codes::PLAN_NEWER)),
            ("1", None),
            ("0", Some(codes::PLAN_ENTRY_DROPPED)),
            ("-1", Some(codes::PLAN_ENTRY_DROPPED)),
            ("\"1\"", Some(codes::PLAN_ENTRY_DROPPED)),
            ("null", Some(codes::PLAN_ENTRY_DROPPED)),
        ] {
            let (plan, found) =
                codes_and_places(&format!(r#"{{"version":{version},"names":{{"ca":"X"}}}}"#));
            assert_eq!(plan.names.ca, "X", "{version}");
            assert_eq!(plan.version, Plan::VERSION);
            assert_eq!(
                found.first().map(|(code, _)| code.as_str()),
                code,
                "{version}"
            );
        }
    }

    #[test]
    fn texts_that_are_no_plan() {
        let deep = "[".repeat(100_000);
        let nested = format!("{}1{}", r#"{"names":"#.repeat(1000), "}".repeat(1000));
        for text in [
            "",
            " ",
            "null",
            "[]",
            "7",
            "\"plan\"",
            "{",
            "{\"names\":",
            "plan: yaml",
            "\0",
            &deep,
            &nested,
        ] {
            let (plan, found) = codes_and_places(text);
            assert_eq!(plan, Plan::default());
            assert_eq!(found, [(codes::PLAN_UNREADABLE.into(), WHOLE.into())]);
        }
        let huge = " ".repeat(LONGEST + 1);
        let (_, found) = codes_and_places(&huge);
        assert_eq!(found, [(codes::PLAN_TOO_LARGE.into(), WHOLE.into())]);
        let (_, found) = codes_and_places(&format!("{}{}", " ".repeat(LONGEST - 2), "{}"));
        assert_eq!(found, []);
    }

    #[test]
    fn many_unknown_settings_are_counted_not_listed() {
        let names = |count| {
            (0..count)
                .map(|i| format!("\"k{i}\":0"))
                .collect::<Vec<_>>()
                .join(",")
        };
        let (_, found) = codes_and_places(&format!("{{{}}}", names(20)));
        assert_eq!(found.len(), 20);
        let (_, found) = codes_and_places(&format!("{{{}}}", names(5000)));
        assert_eq!(found.len(), 21);
        assert_eq!(found[20].0, codes::PLAN_ENTRIES_DROPPED);
    }
}
