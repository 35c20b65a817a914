use std::borrow::Cow;

use diagnostics::{Finding, Severity, gravest_first};

use crate::Element;
use crate::sheet::{Attribute, Tag};

/// Findings, the gravest first; nothing where there are none.
pub(super) fn findings(findings: &[Cow<'_, Finding>]) -> Option<Element> {
    let mut sorted: Vec<&Finding> = findings.iter().map(|finding| &**finding).collect();
    gravest_first(&mut sorted, |finding| finding.severity);
    let lines = sorted.into_iter().map(|finding| one(finding, []));
    (!findings.is_empty()).then(|| Element::of(Tag::Ul, "findings").children(lines))
}

/// One finding, with what else stands below it.
pub(super) fn one(finding: &Finding, below: impl IntoIterator<Item = Element>) -> Element {
    let severity = finding.severity;
    Element::of(Tag::Li, "finding")
        .with(Attribute::Kind, finding.code.to_string())
        .child(
            Element::of(Tag::Strong, "mark")
                .with(Attribute::Kind, severity_name(severity))
                .text(severity_word(severity)),
        )
        .child(
            Element::of(Tag::Div, "finding__text")
                .child(Element::new(Tag::P).prose(&finding.message))
                .child(Element::of(Tag::P, "finding__hint").prose(&finding.hint))
                .children(below),
        )
}

/// How a severity is named for styles.
pub(super) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}
