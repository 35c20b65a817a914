use diagnostics::Finding;
use serde::{Deserialize, Serialize};

use crate::x509::calendar;

/// What is said about one item, most useful first. Plain data; no secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// What it is, in one sentence.
    pub sentence: String,
    /// When it is valid; none for what does not expire.
    pub validity: Option<Validity>,
    /// All that it says, in order.
    pub sections: Vec<Section>,
    /// What is to be said about it.
    pub findings: Vec<Finding>,
    /// Who will accept it.
    pub verdicts: Vec<Verdict>,
}

/// A span of validity, in seconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Validity {
    /// Its start.
    pub not_before: i64,
    /// Its end; none where there is none, or none that can be read.
    pub not_after: Option<i64>,
    /// Whether it says that there is none (RFC 5280, 4.1.2.5).
    pub is_endless: bool,
}

impl Validity {
    /// The day on which it starts: `2026-11-25`.
    pub fn starts(&self) -> String {
        calendar::iso_day(self.not_before)
    }

    /// The day on which it ends.
    pub fn ends(&self) -> Option<String> {
        self.not_after.map(calendar::iso_day)
    }
}

impl Section {
    pub(crate) fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, label: impl Into<String>, value: impl Into<String>) {
        self.push(label.into(), value.into(), None);
    }

    pub(crate) fn noted(
        &mut self,
        label: impl Into<String>,
        value: impl Into<String>,
        note: impl Into<String>,
    ) {
        self.push(label.into(), value.into(), Some(note.into()));
    }

    fn push(&mut self, label: String, value: String, note: Option<String>) {
        self.rows.push(Row { label, value, note });
    }
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Section {
    /// Its title: `Thumbprints`.
    pub title: String,
    /// What stands in it.
    pub rows: Vec<Row>,
}

/// A value and its name. Every value can be copied as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// Its name, in the field's words.
    pub label: String,
    /// The value; several lines are apart by LF.
    pub value: String,
    /// What it means or who wants it, in a few words.
    pub note: Option<String>,
}

/// Whether a program or service will take the item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdict {
    /// Which: `Java 8`.
    pub reader: String,
    /// Its answer.
    pub answer: Answer,
    /// Why, in one sentence.
    pub reason: String,
    /// How that is known.
    pub evidence: Evidence,
}

/// An answer to "will it be accepted".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It will.
    Yes,
    /// It will not.
    No,
    /// On what the reason says.
    Depends,
}

/// How a verdict is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Tried in this project's tests, and with what.
    Tested(String),
    /// Read, and where.
    Cited(String),
    /// Not known; the answer is then [`Answer::Depends`].
    Unknown,
}

/// One line of a list of items. Cheap: there may be 50,000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Summary {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What people call it: the common name, the first name, the file name.
    pub title: String,
    /// The rest of the line: `RSA 2048 · until 2027-11-25`.
    pub detail: String,
    /// Its end of validity, in seconds since the Unix epoch.
    pub not_after: Option<i64>,
    /// Of a certificate, the SHA-1 of its DER in upper-case hex, so that a list can be searched for it.
    pub sha1: Option<String>,
    /// Of a certificate, the SHA-256 of its DER in lower-case hex.
    pub sha256: Option<String>,
}

/// The kinds of items, for a symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A certificate that issues others.
    Authority,
    /// Any other certificate.
    Certificate,
    /// A certificate request.
    Request,
    /// A revocation list.
    RevocationList,
    /// A public key.
    PublicKey,
    /// A private key.
    PrivateKey,
    /// Opens with a password.
    Locked,
    /// Holds other items.
    Container,
    /// Known by name alone, or not at all.
    Other,
}
