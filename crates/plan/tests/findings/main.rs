//! Every finding code: a plan that has it, at the right place, and one close by that has not.

#![allow(
    clippy::unwrap_used,
    reason = "clippy sees tests only in functions marked as such, not in what they call"
)]

mod certificates;
mod cluster;
mod fields;
mod gateway;
mod names;
mod texts;

use std::collections::BTreeSet;

use diagnostics::{Finding, Severity};
use plan::{Plan, codes, resolve};

/// One code, shown by two plans that differ from the default one.
struct Row {
    code: &'static str,
    severity: Severity,
    place: &'static str,
    /// Makes the finding appear.
    triggers: fn(&mut Plan),
    /// Comes close to it; the plan must resolve.
    near_miss: fn(&mut Plan),
}

fn rows() -> impl Iterator<Item = &'static Row> {
    [
        names::ROWS,
        certificates::ROWS,
        cluster::ROWS,
        gateway::ROWS,
    ]
    .into_iter()
    .flatten()
}

fn edited(edit: fn(&mut Plan)) -> Plan {
    let mut plan = Plan::default();
    edit(&mut plan);
    plan
}

#[test]
fn every_code_is_found_where_it_belongs() {
    for row in rows() {
        let outcome = resolve(&edited(row.triggers));
        let found: Vec<&Finding> = outcome
            .findings
            .iter()
            .filter(|finding| finding.code == row.code)
            .collect();
        let places: Vec<&str> = found.iter().map(|finding| &*finding.place).collect();
        assert_eq!(places, [row.place], "{}", row.code);
        assert_eq!(found[0].severity, row.severity, "{}", row.code);
        assert!(found[0].message.ends_with('.'), "{}", row.code);
        assert!(found[0].hint.ends_with('.'), "{}", row.code);
        assert_eq!(
            outcome.value.is_none(),
            outcome.has_errors(),
            "{}",
            row.code
        );
    }
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    for row in rows() {
        let outcome = resolve(&edited(row.near_miss));
        assert!(
            outcome
                .findings
                .iter()
                .all(|finding| finding.code != row.code),
            "{} at {}",
            row.code,
            row.place
        );
        assert!(
            outcome.value.is_some(),
            "{} at {}: {:?}",
            row.code,
            row.place,
            outcome.findings
        );
    }
}

#[test]
fn no_code_is_untested() {
    let tested: BTreeSet<&str> = rows()
        .map(|row| row.code)
        .chain(texts::ROWS.iter().map(|row| row.code))
        .collect();
    assert_eq!(tested, codes::ALL.iter().copied().collect());
}
