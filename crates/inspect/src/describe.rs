//! What is said about an item: one file for each kind.

mod certificate;
mod container;
mod extensions;
mod key;
mod names;
mod other;
mod partial;
mod pfx;
mod request;
mod revocation_list;
mod signature;
mod thumbprints;
mod usage;

use formats::{Content, Item};

use crate::report::Report;

/// All that is to be said about an item, with what was found when it was read before what is found in it.
/// `now_unix` is in seconds since the Unix epoch.
pub fn report(item: &Item, now_unix: i64) -> Report {
    let mut report = match &item.content {
        Content::Certificate(der) => certificate::report(der, now_unix),
        Content::Request(der) => request::report(der),
        Content::RevocationList(der) => revocation_list::report(der, now_unix),
        Content::PublicKey(spki) => key::public(spki),
        Content::PrivateKey(key) => key::private(key),
        Content::Locked(locked) => key::locked(locked),
        Content::Container(container) => container::report(container),
        Content::Named(name) => other::named(name),
        Content::Unknown(unknown) => other::unknown(unknown),
    };
    // What reading has found to be unknown needs no second finding.
    if !item.findings.is_empty() && matches!(item.content, Content::Unknown(_)) {
        report.findings.clear();
    }
    report.findings.splice(0..0, item.findings.iter().cloned());
    report
}

/// `valid until 25 Nov 2027, 363 days left`.
fn validity_words(
    not_before: Option<i64>,
    not_after: Option<i64>,
    endless: bool,
    now: i64,
) -> String {
    use crate::x509::calendar::day;
    let days = |seconds: i64| match seconds / 86_400 {
        0 => "less than a day".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match (not_before, not_after) {
        (Some(start), _) if start > now => {
            format!("not valid before {}, in {}", day(start), days(start - now))
        }
        _ if endless => "valid without end".to_owned(),
        (_, Some(end)) if end < now => format!("expired on {}, {} ago", day(end), days(now - end)),
        (_, Some(end)) => format!("valid until {}, {} left", day(end), days(end - now)),
        _ => "with an end of validity that cannot be read".to_owned(),
    }
}
