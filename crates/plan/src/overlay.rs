//! Laying settings from outside over the plan a form opens with, one by one.

use std::borrow::Cow;

use diagnostics::{Finding, Outcome};
use serde_json::{Map, Value};

use crate::excerpt::excerpt;
use crate::settings::{settings, tree};
use crate::{Plan, codes, labels};

/// What findings about a plan as a whole name as their place.
pub(crate) const WHOLE: &str = "plan";

/// As many dropped settings are listed one by one.
const MOST_LISTED: usize = 20;

/// The default plan with every setting that is known and has a value of its kind; the others are reported.
pub(crate) fn overlay(mut settings: Map<String, Value>) -> Outcome<Plan> {
    let mut findings = Vec::new();
    let version = settings.remove("version");
    let mut layers = Overlay {
        plan: Plan::default(),
        dropped: Vec::new(),
    };
    judge_version(version, &mut layers.dropped, &mut findings);
    layers.group("", &tree(&Plan::default()), settings);
    report(&layers.dropped, &mut findings);
    Outcome::new(layers.plan, findings)
}

/// A setting that was not taken over, and why.
struct Dropped {
    place: String,
    reason: String,
}

struct Overlay {
    plan: Plan,
    dropped: Vec<Dropped>,
}

impl Overlay {
    fn group(&mut self, place: &str, known: &Value, settings: Map<String, Value>) {
        for (name, value) in settings {
            let inner = if place.is_empty() {
                name.clone()
            } else {
                format!("{place}.{name}")
            };
            match (known.get(&name), value) {
                (None, _) => self.drop(inner, "there is no such setting".into()),
                (Some(group @ Value::Object(_)), Value::Object(settings)) => {
                    self.group(&inner, group, settings);
                }
                (Some(Value::Object(_)), value) => {
                    self.drop(inner, format!("{} is no group of settings", shown(&value)));
                }
                (Some(_), value) => self.leaf(inner, &value),
            }
        }
    }

    fn leaf(&mut self, place: String, value: &Value) {
        let taken = settings(&mut self.plan)
            .into_iter()
            .find(|(known, _)| *known == place)
            .is_some_and(|(_, setting)| setting.set(value));
        if !taken {
            self.drop(place, format!("{} is no value for it", shown(value)));
        }
    }

    fn drop(&mut self, place: String, reason: String) {
        self.dropped.push(Dropped { place, reason });
    }
}

fn judge_version(version: Option<Value>, dropped: &mut Vec<Dropped>, findings: &mut Vec<Finding>) {
    let Some(version) = version else {
        return;
    };
    match version.as_u64() {
        Some(number) if number == u64::from(Plan::VERSION) => {}
        Some(number) if number > u64::from(Plan::VERSION) => findings.push(Finding::warning(
            codes::PLAN_NEWER,
            WHOLE,
            format!(
                "The plan has version {number}; this page knows version {}.",
                Plan::VERSION
            ),
            "Check every section: settings that this page does not know are lost.",
        )),
        _ => dropped.push(Dropped {
            place: "version".into(),
            reason: format!("{} is no version", shown(&version)),
        }),
    }
}

fn report(dropped: &[Dropped], findings: &mut Vec<Finding>) {
    for Dropped { place, reason } in dropped.iter().take(MOST_LISTED) {
        let mut finding = Finding::warning(
            codes::PLAN_ENTRY_DROPPED,
            WHOLE,
            format!("{} was dropped: {reason}.", excerpt(place)),
            "The setting has its default value now; set it again if it matters.",
        );
        if let Some(field) = labels::field(place) {
            finding.place = Cow::Borrowed(field.place);
        }
        findings.push(finding);
    }
    if let Some(more @ 1..) = dropped.len().checked_sub(MOST_LISTED) {
        findings.push(Finding::warning(
            codes::PLAN_ENTRIES_DROPPED,
            WHOLE,
            format!("{more} more settings were dropped."),
            "Check that the file is a plan of this page.",
        ));
    }
}

fn shown(value: &Value) -> String {
    excerpt(&value.to_string())
}
