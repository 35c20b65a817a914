//! Who the certificates speak for.

mod attributes;
mod client;
mod server;

pub(super) use attributes::{Attributes, attributes};
pub(super) use client::{ClientNames, client};
pub(super) use server::{ServerNames, server};

use diagnostics::Finding;
use pki::DnsName;

use crate::codes;
use crate::excerpt::excerpt;

/// Most characters of a CN (RFC 5280, ub-common-name).
pub(super) const LONGEST_CN: usize = 64;

/// Says so where a name stands in the certificate in another form than it was typed.
fn note_punycode(place: &'static str, typed: &str, name: &DnsName, findings: &mut Vec<Finding>) {
    if !typed.is_ascii() {
        findings.push(Finding::note(
            codes::NAME_INTERNATIONAL,
            place,
            format!("{} stands in certificates as `{name}`.", excerpt(typed)),
            "Nothing to do: DNS and certificates hold international names in this form.",
        ));
    }
}
