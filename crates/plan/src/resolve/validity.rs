use diagnostics::Finding;

use crate::text::number;
use crate::{Plan, Preset, Serials, Usages, codes};

/// Counted from any day of this century, so many days end before the year 10000, which certificates cannot
/// write (RFC 5280, 4.1.2.5). From 2100-01-01 to 9999-12-31 there are 2,885,415.
const MOST_DAYS: u32 = 2_885_000;

/// A week: more would hide a wrong clock rather than bear with a slow one.
const MOST_MINUTES: u32 = 7 * 24 * 60;

/// How long certificates are valid. A server certificate that is not made has no days of its own.
pub(super) struct Validity {
    pub(super) ca_days: u32,
    pub(super) server_days: u32,
    pub(super) client_days: u32,
    pub(super) backdate_minutes: u32,
}

pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Validity> {
    let validity = &plan.validity;
    let ca = days("validity.ca_days", &validity.ca_days, findings);
    let server = if plan.existing.server_certificate {
        Some(1)
    } else {
        leaf("validity.server_days", &validity.server_days, ca, findings)
    };
    let client = leaf("validity.client_days", &validity.client_days, ca, findings);
    let backdate = backdate(&validity.backdate_minutes, findings);
    judge_choices(plan, findings);
    Some(Validity {
        ca_days: ca?,
        server_days: server?,
        client_days: client?,
        backdate_minutes: backdate?,
    })
}

/// Says what the article's own commands do not keep.
pub(super) fn note_article(plan: &Plan, findings: &mut Vec<Finding>) {
    if Preset::of(plan) == Some(Preset::Article) {
        findings.push(Finding::note(
            codes::ARTICLE_NAMES_KEPT,
            "names.server_hosts",
            "The article's own commands lose the subjectAltName and write version 1 certificates; these keep the names.",
            "Nothing to do: verifiers of today need the names.",
        ));
    }
}

fn days(place: &'static str, typed: &str, findings: &mut Vec<Finding>) -> Option<u32> {
    number(place, typed, 1..=MOST_DAYS, findings)
}

fn leaf(
    place: &'static str,
    typed: &str,
    ca_days: Option<u32>,
    findings: &mut Vec<Finding>,
) -> Option<u32> {
    let days = days(place, typed, findings)?;
    if let Some(ca_days) = ca_days
        && days > ca_days
    {
        findings.push(Finding::error(
            codes::LEAF_OUTLIVES_CA,
            place,
            format!("{days} days outlive the CA, which signs for {ca_days}."),
            "Shorten this validity or lengthen the CA's.",
        ));
    }
    if days > 825 {
        findings.push(Finding::warning(
            codes::LEAF_OVER_825_DAYS,
            place,
            format!("{days} days are more than 825, the most that Apple's systems take of a server: a stolen key stays of use until then."),
            "Take 397 days or fewer, and renew by the calendar file.",
        ));
    } else if days > 398 {
        findings.push(Finding::warning(
            codes::LEAF_OVER_398_DAYS,
            place,
            format!("{days} days are more than 398, long the most for public certificates: a stolen key stays of use until then."),
            "Take 397 days or fewer, and renew by the calendar file.",
        ));
    }
    Some(days)
}

fn backdate(typed: &str, findings: &mut Vec<Finding>) -> Option<u32> {
    const PLACE: &str = "validity.backdate_minutes";
    let minutes = number(PLACE, typed, 0..=MOST_MINUTES, findings)?;
    if minutes == 0 {
        findings.push(Finding::note(
            codes::BACKDATE_NONE,
            PLACE,
            "A machine whose clock is behind refuses the new certificates for a while.",
            "Back-date by 5 minutes.",
        ));
    }
    Some(minutes)
}

fn judge_choices(plan: &Plan, findings: &mut Vec<Finding>) {
    if plan.validity.serials == Serials::Sequential {
        findings.push(Finding::warning(
            codes::SERIALS_FIXED,
            "validity.serials",
            "Issued again, these certificates have the serial numbers of the old ones, which Firefox and others refuse.",
            "Choose random serial numbers.",
        ));
    }
    if plan.validity.usages == Usages::Both {
        findings.push(Finding::warning(
            codes::USAGES_BOTH,
            "validity.usages",
            "Whoever has the server's key can pass as a client, and the other way round.",
            "Keep serverAuth and clientAuth apart.",
        ));
    }
}
