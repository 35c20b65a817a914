//! `tests/golden/inspect/X` beside `X.report`. After a change that is meant, run with `TWINLOCK_UPDATE_GOLDEN=1` and
//! read the difference.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use formats::{Container, Content, Item, Limits};
use inspect::{Evidence, Report};

use crate::NOW;

const PASSWORD: &str = "password";

#[test]
fn every_report_is_the_same() {
    let update = std::env::var_os("TWINLOCK_UPDATE_GOLDEN").is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    let files = files();
    assert!(files.len() >= 20, "{files:?}");
    for file in files {
        let golden = PathBuf::from(format!("{}.report", file.display()));
        let made = rendered(&file);
        if update {
            std::fs::write(&golden, &made).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if expected != made {
            let lines = expected.lines().zip(made.lines());
            let differing = lines.clone().find(|(expected, made)| expected != made);
            wrong.push(format!("{}: {differing:?}", golden.display()));
        }
    }
    assert!(wrong.is_empty(), "these differ:\n{}", wrong.join("\n"));
}

/// Labels that say themselves what they are.
const PLAIN: [&str; 9] = [
    "And more",
    "Form",
    "Hex",
    "Length",
    "Name",
    "Octets",
    "Opened",
    "Public key",
    "Text",
];

#[test]
fn every_label_is_explained_or_plain() {
    let is_plain =
        |label: &str| PLAIN.contains(&label) || label.starts_with(|c: char| c.is_ascii_digit());
    let mut unexplained = Vec::new();
    for item in files().iter().flat_map(|file| opened(file)) {
        for section in inspect::report(&item, NOW).sections {
            for row in section.rows {
                let is_known = inspect::terms::of(&section.title, &row.label).is_some();
                if !is_known && !is_plain(&row.label) {
                    unexplained.push(format!("{}: {}", section.title, row.label));
                }
            }
        }
    }
    unexplained.sort();
    unexplained.dedup();
    assert!(unexplained.is_empty(), "{unexplained:#?}");
}

/// No private number is in any report, and no password.
#[test]
fn no_report_has_a_secret() {
    for file in files() {
        let text = rendered(&file);
        assert!(!text.contains("secret-word"), "{}", file.display());
        for item in opened(&file) {
            let Content::PrivateKey(key) = &item.content else {
                continue;
            };
            // Any sixteen octets of the private part, in hex or in base64.
            let hex: String = key
                .pkcs8
                .iter()
                .map(|octet| format!("{octet:02x}"))
                .collect();
            let middle = &hex[72..104];
            assert!(
                !text.to_lowercase().replace(':', "").contains(middle),
                "{}",
                file.display()
            );
        }
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/inspect");
    let entries = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| {
            path.extension()
                .is_none_or(|extension| extension != "report")
        })
        .collect();
    files.sort();
    files
}

/// All items of a file, and after them what a password opened.
fn opened(file: &Path) -> Vec<Item> {
    let name = file.file_name().unwrap().to_string_lossy();
    let octets = std::fs::read(file).unwrap();
    let mut items = formats::read(&name, &octets, &Limits::default());
    for index in 0..items.len() {
        let Content::Locked(locked) = &items[index].content else {
            continue;
        };
        let inner = formats::unlock(locked, PASSWORD, &Limits::default()).unwrap();
        let base = items.len();
        items.extend(inner.into_iter().map(|mut item| {
            item.parent = item.parent.map(|parent| base + parent);
            item
        }));
    }
    items
}

fn rendered(file: &Path) -> String {
    let mut text = String::new();
    let items = opened(file);
    let relations = inspect::relate::relate(&items, inspect::relate::CHECKS);
    for (index, item) in items.iter().enumerate() {
        if matches!(item.content, Content::Container(Container::Source { .. })) {
            continue;
        }
        let summary = inspect::summary(item);
        writeln!(
            text,
            "# {:?}: {} ({})",
            summary.kind, summary.title, summary.detail
        )
        .unwrap();
        let report = inspect::report_among(&items, index, Some(&relations), NOW);
        render(&mut text, &report);
    }
    text
}

fn render(text: &mut String, report: &Report) {
    writeln!(text, "{}", report.sentence).unwrap();
    if let Some(validity) = report.validity {
        writeln!(
            text,
            "valid: {} to {:?}",
            validity.not_before, validity.not_after
        )
        .unwrap();
    }
    for section in &report.sections {
        writeln!(text, "\n## {}", section.title).unwrap();
        for row in &section.rows {
            let note = row
                .note
                .as_ref()
                .map_or_else(String::new, |note| format!(" ({note})"));
            let value = row.value.replace('\n', "\n    ");
            writeln!(text, "{}{note}: {value}", row.label).unwrap();
        }
    }
    writeln!(text, "\n## Findings").unwrap();
    for finding in &report.findings {
        let diagnostics::Finding {
            severity,
            code,
            place,
            message,
            hint,
        } = finding;
        writeln!(text, "{severity} {code} [{place}]: {message} -> {hint}").unwrap();
    }
    writeln!(text, "\n## Accepted by").unwrap();
    for verdict in &report.verdicts {
        let evidence = match &verdict.evidence {
            Evidence::Tested(tool) => format!("tested: {tool}"),
            Evidence::Cited(source) => format!("cited: {source}"),
            Evidence::Unknown => "unknown".to_owned(),
        };
        writeln!(
            text,
            "{}: {:?}. {} [{evidence}]",
            verdict.reader, verdict.answer, verdict.reason
        )
        .unwrap();
    }
    text.push('\n');
}
