//! Codes about a plan as text: files and links.

use diagnostics::Finding;
use plan::{Plan, codes, from_link, load, to_json, to_link};

/// One code, shown by two texts.
pub(crate) struct Row {
    pub(crate) code: &'static str,
    read: fn(&str) -> Vec<Finding>,
    triggers: fn() -> String,
    near_miss: fn() -> String,
}

pub(crate) const ROWS: &[Row] = &[
    Row {
        code: codes::PLAN_UNREADABLE,
        read: from_file,
        triggers: || "version: 1".into(),
        near_miss: || "{}".into(),
    },
    Row {
        code: codes::PLAN_TOO_LARGE,
        read: from_file,
        triggers: || format!("{}{}", to_json(&Plan::default()), " ".repeat(256 * 1024)),
        near_miss: || format!("{}{}", to_json(&Plan::default()), " ".repeat(200 * 1024)),
    },
    Row {
        code: codes::PLAN_NEWER,
        read: from_file,
        triggers: || r#"{"version":2}"#.into(),
        near_miss: || r#"{"version":1}"#.into(),
    },
    Row {
        code: codes::PLAN_ENTRY_DROPPED,
        read: from_file,
        triggers: || r#"{"names":{"clients":"a.example"}}"#.into(),
        near_miss: || r#"{"names":{"client":"a.example"}}"#.into(),
    },
    Row {
        code: codes::PLAN_ENTRIES_DROPPED,
        read: from_file,
        triggers: || unknown(21),
        near_miss: || unknown(20),
    },
    Row {
        code: codes::PLAN_ENTRIES_MISSING,
        read: from_file,
        triggers: || to_json(&Plan::default()).replace("\"client\":", "\"clients\":"),
        near_miss: || to_json(&Plan::default()),
    },
    Row {
        code: codes::LINK_UNREADABLE,
        read: from_hash,
        triggers: || "bm8gcGxhbg".into(),
        near_miss: || to_link(&Plan::default()),
    },
    Row {
        code: codes::LINK_TOO_LONG,
        read: from_hash,
        triggers: || "A".repeat(64 * 1024 + 1),
        near_miss: || "A".repeat(64 * 1024),
    },
];

#[test]
fn every_code_about_texts_is_found_and_only_where_it_belongs() {
    for row in ROWS {
        let findings = (row.read)(&(row.triggers)());
        let finding = findings.iter().find(|finding| finding.code == row.code);
        let finding = finding.unwrap_or_else(|| panic!("no {}", row.code));
        assert!(finding.message.ends_with('.'), "{}", row.code);
        assert!(finding.hint.ends_with('.'), "{}", row.code);
        let findings = (row.read)(&(row.near_miss)());
        assert!(
            findings.iter().all(|finding| finding.code != row.code),
            "{}",
            row.code
        );
    }
}

fn from_file(text: &str) -> Vec<Finding> {
    load(text).findings
}

fn from_hash(text: &str) -> Vec<Finding> {
    from_link(text).findings
}

fn unknown(count: usize) -> String {
    let settings: Vec<String> = (0..count).map(|i| format!("\"k{i}\":0")).collect();
    format!("{{{}}}", settings.join(","))
}
