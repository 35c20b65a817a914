//! Two certificates side by side: what changed between the old one and its renewal.

mod facts;
mod judge;

use std::collections::BTreeSet;

use diagnostics::Finding;
use serde::{Deserialize, Serialize};

use crate::InspectError;
use facts::Facts;

/// How two certificates, or requests, differ. Plain data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Comparison {
    /// What it comes to, in one sentence.
    pub sentence: String,
    /// All that they say, side by side.
    pub differences: Vec<Difference>,
    /// What matters when the second takes the place of the first.
    pub findings: Vec<Finding>,
}

/// One thing that both say, or one does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Difference {
    /// Its name.
    pub label: String,
    /// What the first says; empty where it says nothing. Several lines are apart by LF.
    pub left: String,
    /// What the second says.
    pub right: String,
    /// Whether it is the same.
    pub same: bool,
    /// What is gone and what is new, where they are lists.
    pub note: Option<String>,
}

/// Compares two DER certificates or requests, the old one first. A request beside the certificate that came of it shows
/// what the CA left out.
///
/// # Errors
///
/// [`InspectError::Certificate`] where either is neither.
pub fn compare(a: &[u8], b: &[u8]) -> Result<Comparison, InspectError> {
    let (old, new) = (Facts::read(a)?, Facts::read(b)?);
    Ok(Comparison {
        sentence: judge::sentence(&old, &new, a == b),
        differences: differences(&old, &new),
        findings: if a == b {
            Vec::new()
        } else {
            judge::findings(&old, &new)
        },
    })
}

fn differences(old: &Facts, new: &Facts) -> Vec<Difference> {
    let mut rows = vec![row("Kind", &old.kind, &new.kind)];
    rows.push(row("Subject", &old.subject, &new.subject));
    rows.push(list("Alternative names", &old.names, &new.names));
    rows.push(optional("Issuer", old.issuer.as_ref(), new.issuer.as_ref()));
    rows.push(optional(
        "Valid from",
        old.from().as_ref(),
        new.from().as_ref(),
    ));
    rows.push(optional(
        "Valid until",
        old.until().as_ref(),
        new.until().as_ref(),
    ));
    rows.push(optional(
        "Days of validity",
        old.days().as_ref(),
        new.days().as_ref(),
    ));
    rows.push(optional(
        "Serial number",
        old.serial.as_ref(),
        new.serial.as_ref(),
    ));
    rows.push(row("Key", &old.key, &new.key));
    rows.push(row(
        "SHA-256 of the public key",
        &old.key_hash,
        &new.key_hash,
    ));
    rows.push(list("Extended key usage", &old.purposes, &new.purposes));
    rows.extend(extensions(old, new));
    rows.push(row("Signature algorithm", &old.algorithm, &new.algorithm));
    rows.push(row("SHA-1 thumbprint", &old.sha1, &new.sha1));
    rows.push(row("SHA-256 thumbprint", &old.sha256, &new.sha256));
    rows.retain(|row| !row.left.is_empty() || !row.right.is_empty());
    rows
}

/// All other extensions, those of the first before those that only the second has.
fn extensions(old: &Facts, new: &Facts) -> Vec<Difference> {
    let labels = old.extensions.iter().chain(&new.extensions);
    let mut seen = BTreeSet::new();
    labels
        .map(|extension| &extension.label)
        .filter(|label| seen.insert(label.as_str()))
        .map(|label| {
            let [left, right] = [old, new].map(|facts| {
                let found = facts.extensions.iter().filter(|one| one.label == *label);
                found
                    .map(|one| one.value.as_str())
                    .collect::<Vec<_>>()
                    .join("\n")
            });
            row(label, &left, &right)
        })
        .collect()
}

fn row(label: &str, left: &str, right: &str) -> Difference {
    Difference {
        label: label.to_owned(),
        left: left.to_owned(),
        right: right.to_owned(),
        same: left == right,
        note: None,
    }
}

fn optional(label: &str, left: Option<&String>, right: Option<&String>) -> Difference {
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    row(label, &text(left), &text(right))
}

/// Lists whose order says nothing.
fn list(label: &str, left: &[String], right: &[String]) -> Difference {
    let (gone, added) = (lost(left, right), lost(right, left));
    let part = |word: &str, names: &[&str]| {
        (!names.is_empty()).then(|| format!("{word}: {}", names.join(", ")))
    };
    let parts: Vec<_> = [part("gone", &gone), part("new", &added)]
        .into_iter()
        .flatten()
        .collect();
    Difference {
        same: parts.is_empty(),
        note: (!parts.is_empty()).then(|| parts.join("; ")),
        ..row(label, &left.join("\n"), &right.join("\n"))
    }
}

/// What of the first is not in the second.
fn lost<'a>(left: &'a [String], right: &[String]) -> Vec<&'a str> {
    let mut there = BTreeSet::new();
    there.extend(right.iter().map(String::as_str));
    left.iter()
        .map(String::as_str)
        .filter(|one| !there.contains(one))
        .collect()
}

#[cfg(test)]
mod tests;
