//! What is said about an item: one file for each kind.

mod certificate;
mod container;
mod extensions;
mod key;
mod names;
mod other;
pub(crate) mod partial;
mod pfx;
mod request;
mod revocation_list;
mod signature;
mod thumbprints;
mod usage;

use formats::{Content, Item};

use crate::context::Context;
use crate::relate::Relations;
use crate::report::Report;

/// All that is to be said about an item alone: see [`report_among`].
pub fn report(item: &Item, now_unix: i64) -> Report {
    report_among(std::slice::from_ref(item), 0, None, now_unix)
}

/// All that is to be said about an item, with what was found when it was read before what is found in it. What lies in
/// it and who issued it counts where the list and its relations say so. `now_unix` is in seconds since the Unix epoch.
/// About an index beyond the list there is nothing to say.
pub fn report_among(
    items: &[Item],
    index: usize,
    relations: Option<&Relations>,
    now_unix: i64,
) -> Report {
    let Some(item) = items.get(index) else {
        return Report::default();
    };
    let context = Context {
        items,
        index,
        relations,
        now: now_unix,
    };
    let mut report = match &item.content {
        Content::Certificate(der) => certificate::report(der, &context),
        Content::Request(der) => request::report(der),
        Content::RevocationList(der) => revocation_list::report(der, &context),
        Content::PublicKey(spki) => key::public(spki, &context),
        Content::PrivateKey(key) => key::private(key, &context),
        Content::Locked(locked) => key::locked(locked, &context),
        Content::Container(container) => container::report(container, &context),
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
