//! How the items that a user gave belong together: keys and certificates, who issued whom, what is missing.

mod files;
mod findings;
mod graph;
mod issuers;
mod labels;
mod names;
#[cfg(test)]
mod samples;
mod survey;

use diagnostics::Finding;
use formats::Item;
use serde::{Deserialize, Serialize};

pub use graph::{Edge, Graph, Node, Tie, graph};

use survey::Survey;

/// Work that a user waits a second or two for, in checks with an RSA-2048 key, each about a millisecond in a browser.
/// One on P-256 counts as 4, on P-384 as 12.
pub const CHECKS: usize = 2_000;

/// Findings that are told; there may be 50,000 items with something wrong about each.
const FINDINGS: usize = 500;

/// How items relate. Items are named by their index. Plain data; no secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Relations {
    /// Items with the same key, wherever there are two of them or more.
    pub keys: Vec<KeyGroup>,
    /// Who issued whom. An item that is its own issuer is self-signed.
    pub links: Vec<Link>,
    /// Issuers that are not among the items.
    pub missing: Vec<MissingIssuer>,
    /// Certificates, requests and revocation lists that are equal octet by octet. The first of each stands for all in
    /// what else is said here, but for `keys`.
    pub duplicates: Vec<Vec<usize>>,
    /// What is to be said about items in the light of others.
    pub findings: Vec<RelatedFinding>,
    /// Whether so many signatures were to be checked that some were not; their links are [`Proof::Name`].
    pub exhausted: bool,
}

/// Items with the same key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct KeyGroup {
    /// The private key, more than once where it was given more than once.
    pub private_keys: Vec<usize>,
    /// The public key alone.
    pub public_keys: Vec<usize>,
    /// Certificates for it, duplicates too.
    pub certificates: Vec<usize>,
    /// Requests for it, duplicates too.
    pub requests: Vec<usize>,
}

impl KeyGroup {
    /// All of them.
    pub fn items(&self) -> impl Iterator<Item = usize> + '_ {
        let lists = [
            &self.certificates,
            &self.requests,
            &self.private_keys,
            &self.public_keys,
        ];
        lists.into_iter().flatten().copied()
    }
}

/// That one item issued another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Link {
    /// A certificate or revocation list.
    pub subject: usize,
    /// The certificate of its issuer.
    pub issuer: usize,
    /// How that is known.
    pub proof: Proof,
}

/// How it is known who issued something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// The issuer's key made the signature.
    Signature,
    /// The names fit, and the signature was not checked, for this reason.
    Name(String),
    /// The names fit, but the issuer's key did not make the signature. Such a link is there only where there is none
    /// of the other kinds.
    Failed,
}

/// An issuer that is not among the items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct MissingIssuer {
    /// Its name, as `openssl x509 -issuer` prints it.
    pub name: String,
    /// Its key identifier in upper-case hex, where those that it issued say so.
    pub key_identifier: Option<String>,
    /// The certificates and revocation lists that it issued.
    pub items: Vec<usize>,
}

/// A finding and the items that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RelatedFinding {
    /// What is to be said.
    pub finding: Finding,
    /// The first is the one to change.
    pub items: Vec<usize>,
}

impl RelatedFinding {
    fn new(finding: Finding, items: impl IntoIterator<Item = usize>) -> Self {
        Self {
            finding,
            items: items.into_iter().collect(),
        }
    }
}

/// Relates the items to each other. Checking signatures may cost what `checks` checks with an RSA-2048 key cost:
/// [`CHECKS`] unless the user has asked for all. The work grows with the number of items, not with its square.
pub fn relate(items: &[Item], checks: usize) -> Relations {
    let survey = Survey::new(items);
    let issued = issuers::find(&survey, checks);
    let mut findings = files::findings(items, &survey, &issued);
    findings.extend(findings::of(items, &survey, &issued));
    shorten(&mut findings);
    let keys = survey
        .keys
        .iter()
        .filter(|group| group.items().nth(1).is_some());
    Relations {
        keys: keys.cloned().collect(),
        links: issued.links,
        missing: issued.missing,
        duplicates: survey.duplicates,
        findings,
        exhausted: issued.exhausted,
    }
}

/// The gravest first, and not more than a user can read.
fn shorten(findings: &mut Vec<RelatedFinding>) {
    diagnostics::gravest_first(findings, |related| related.finding.severity);
    let more = findings.len().saturating_sub(FINDINGS);
    if more > 0 {
        findings.truncate(FINDINGS);
        let rest = Finding::note(
            "findings-left-out",
            "relations",
            format!("{more} more findings of how the items relate are left out."),
            "Drop fewer files at once to see them.",
        );
        findings.push(RelatedFinding::new(rest, []));
    }
}

#[cfg(test)]
mod tests;
