//! ASN.1 as rows of a tree, beside a hex view.

mod identifiers;
mod preview;
mod strictness;

use std::borrow::Cow;

use diagnostics::Finding;
use formats::asn1::{Class, Element, WalkError, walk};
use serde::{Deserialize, Serialize};

/// What lies in some octets. Plain data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Tree {
    /// All that could be read, each before those in it.
    pub rows: Vec<TreeRow>,
    /// Where reading stopped before the end.
    pub stopped: Option<Stop>,
    /// What DER does not allow, with the first place of each.
    pub findings: Vec<Finding>,
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TreeRow {
    /// Elements around it.
    pub depth: u32,
    /// Where it lies.
    pub start: usize,
    /// Octets of tag and length.
    pub header: usize,
    /// Octets of content.
    pub length: usize,
    /// Its type: `SEQUENCE`, `[0]`.
    pub name: Cow<'static, str>,
    /// Its content, short: `commonName 2.5.4.3`.
    pub value: String,
}

/// Where and why reading stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Stop {
    /// The place.
    pub at: usize,
    /// What is wrong there, in one sentence.
    pub sentence: String,
}

/// The rows of the first element in `octets` and all in it, at most `limit`. Of a private key (`secret`) nothing is
/// shown but types, lengths, known object identifiers and numbers of one octet, such as its version.
pub fn rows(octets: &[u8], limit: usize, secret: bool) -> Tree {
    let walked = walk(octets, limit);
    let children = children(&walked.elements);
    let rows = walked.elements.iter().zip(children);
    let rows = rows.map(|(element, children)| row(octets, element, children, secret));
    let mut findings = strictness::findings(octets, &walked.elements);
    if let Some((at, WalkError::Trailing)) = walked.stopped {
        findings.push(strictness::trailing(at, octets.len()));
    }
    Tree {
        rows: rows.collect(),
        stopped: walked.stopped.map(|(at, error)| Stop {
            at,
            sentence: sentence(at, error, octets.len()),
        }),
        findings,
    }
}

fn row(octets: &[u8], element: &Element, children: usize, secret: bool) -> TreeRow {
    let content = octets
        .get(element.content()..element.end())
        .unwrap_or_default();
    TreeRow {
        depth: element.depth,
        start: element.start,
        header: element.header,
        length: element.length,
        name: name(element),
        value: preview::value(element, content, children, secret),
    }
}

/// How many elements each holds directly.
fn children(elements: &[Element]) -> Vec<usize> {
    let mut counts = vec![0; elements.len()];
    // The last of each depth.
    let mut around: Vec<usize> = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        around.truncate(usize::try_from(element.depth).unwrap_or(usize::MAX));
        if let Some(count) = around.last().and_then(|parent| counts.get_mut(*parent)) {
            *count += 1;
        }
        around.push(index);
    }
    counts
}

fn name(element: &Element) -> Cow<'static, str> {
    let tag = element.tag;
    match element.class {
        Class::Universal => {
            universal(tag).map_or_else(|| format!("UNIVERSAL {tag}").into(), Cow::Borrowed)
        }
        Class::Application => format!("[APPLICATION {tag}]").into(),
        Class::ContextSpecific => format!("[{tag}]").into(),
        Class::Private => format!("[PRIVATE {tag}]").into(),
    }
}

fn universal(tag: u32) -> Option<&'static str> {
    Some(match tag {
        0 => "END-OF-CONTENTS",
        1 => "BOOLEAN",
        2 => "INTEGER",
        3 => "BIT STRING",
        4 => "OCTET STRING",
        5 => "NULL",
        6 => "OBJECT IDENTIFIER",
        7 => "ObjectDescriptor",
        8 => "EXTERNAL",
        9 => "REAL",
        10 => "ENUMERATED",
        11 => "EMBEDDED PDV",
        12 => "UTF8String",
        13 => "RELATIVE-OID",
        14 => "TIME",
        16 => "SEQUENCE",
        17 => "SET",
        18 => "NumericString",
        19 => "PrintableString",
        20 => "TeletexString",
        21 => "VideotexString",
        22 => "IA5String",
        23 => "UTCTime",
        24 => "GeneralizedTime",
        25 => "GraphicString",
        26 => "VisibleString",
        27 => "GeneralString",
        28 => "UniversalString",
        29 => "CHARACTER STRING",
        30 => "BMPString",
        _ => return None,
    })
}

fn sentence(at: usize, error: WalkError, length: usize) -> String {
    match error {
        WalkError::TruncatedHeader => {
            format!("The octets end inside the tag or length that begins at octet {at}.")
        }
        WalkError::TruncatedContent { said, left } => format!(
            "The element at octet {at} is to have {said} octets of content, but only {left} are left."
        ),
        WalkError::Absurd => format!("The tag or length at octet {at} is beyond all sense."),
        WalkError::IndefinitePrimitive => format!(
            "The element at octet {at} has an indefinite length, which only one made of elements may have."
        ),
        WalkError::Unclosed => {
            format!("At octet {at} an element is expected, and there is nothing left.")
        }
        WalkError::Trailing => format!(
            "{} octets follow the end at octet {at}.",
            length.saturating_sub(at)
        ),
        WalkError::Limit => format!("There is more from octet {at} on than is shown here."),
    }
}

#[cfg(test)]
mod tests;
