use diagnostics::Finding;

use crate::codes;
use crate::x509::{Certificate, Extension, RevocationList, Time, calendar, id};

const PLACE: &str = "Validity";
const DAY: i64 = 86_400;
/// 2050-01-01T00:00:00Z.
const YEAR_2050: i64 = 2_524_608_000;
/// 0001-01-01T00:00:00Z.
const YEAR_ONE: i64 = -62_135_596_800;

pub(super) fn certificate(found: &mut Vec<Finding>, certificate: &Certificate<'_>, now: i64) {
    let (start, end) = (certificate.not_before, certificate.not_after);
    date(found, "start", &start);
    date(found, "end", &end);
    let (Some(from), Some(until)) = (start.unix, end.unix) else {
        return;
    };
    if end.is_endless() {
        found.push(Finding::note(
            codes::VALID_WITHOUT_END,
            PLACE,
            "The certificate is valid without end (99991231235959Z, RFC 5280, 4.1.2.5).",
            "Give it an end if it is not for a device that can never be reached again.",
        ));
    }
    if until < from {
        found.push(Finding::error(
            codes::VALIDITY_REVERSED,
            PLACE,
            format!(
                "Validity ends on {} before it begins on {}.",
                calendar::day(until),
                calendar::day(from)
            ),
            "Issue the certificate again with its dates in order.",
        ));
    } else if !end.is_endless() {
        length(found, certificate, (until - from) / DAY);
    }
    span(found, from, until, now);
}

fn span(found: &mut Vec<Finding>, from: i64, until: i64, now: i64) {
    if until < now {
        found.push(Finding::error(
            codes::EXPIRED,
            PLACE,
            format!(
                "The certificate expired on {}; every program that verifies it refuses it.",
                calendar::moment(until)
            ),
            "Renew it.",
        ));
    } else if from > now {
        found.push(Finding::error(
            codes::NOT_YET_VALID,
            PLACE,
            format!(
                "The certificate is not valid before {}.",
                calendar::moment(from)
            ),
            "Wait, or check the clock of this machine and of the one that issued it.",
        ));
    } else if until - now < 30 * DAY {
        found.push(Finding::warning(
            codes::EXPIRES_SOON,
            PLACE,
            format!(
                "The certificate expires on {}, within 30 days.",
                calendar::moment(until)
            ),
            "Renew it now, and give the new one to all that pin the old.",
        ));
    }
}

/// Public rules that a private CA need not keep, but that some programs hold against it.
fn length(found: &mut Vec<Finding>, certificate: &Certificate<'_>, days: i64) {
    let server = [0x2b, 6, 1, 5, 5, 7, 3, 1];
    let purposes = certificate
        .extension(id::EXTENDED_KEY_USAGE)
        .and_then(Extension::purposes);
    let for_servers = purposes.is_some_and(|purposes| purposes.contains(&&server[..]));
    if certificate.is_authority() {
        return;
    }
    if !for_servers {
        return found.extend(long_lived(days));
    }
    if days > 825 {
        found.push(Finding::warning(
            codes::LEAF_OVER_825_DAYS,
            PLACE,
            format!("The server certificate is valid for {days} days: macOS, iOS and Safari refuse more than 825, even of a private CA."),
            "Issue it for 398 days or less if Apple's programs are to call the server.",
        ));
    } else if days > 398 {
        found.push(Finding::note(
            codes::LEAF_OVER_398_DAYS,
            PLACE,
            format!("The server certificate is valid for {days} days: browsers refuse more than 398 of a public CA; of a private CA that you installed yourself they take it."),
            "Nothing to do for a private CA; a shorter life limits what a stolen key is good for.",
        ));
    }
}

/// Of a client, or of what does not say whose it is. No program refuses that.
fn long_lived(days: i64) -> Option<Finding> {
    if days <= 825 {
        return None;
    }
    let message = format!(
        "The certificate is valid for {days} days: no program refuses that of a client, but a stolen key is good for as long, and nobody has practised its renewal."
    );
    let hint = "Issue it for a year or two, and put its end into a calendar.";
    Some(if days > 5 * 366 {
        Finding::warning(codes::LEAF_LONG_LIVED, PLACE, message, hint)
    } else {
        Finding::note(codes::LEAF_LONG_LIVED, PLACE, message, hint)
    })
}

fn date(found: &mut Vec<Finding>, which: &str, time: &Time<'_>) {
    let text = String::from_utf8_lossy(time.text);
    let Some(unix) = time.unix else {
        found.push(Finding::error(
            codes::DATE_MALFORMED,
            PLACE,
            format!("The {which} of validity, {text:?}, is no date that RFC 5280 allows (UTC, with seconds and a Z)."),
            "Issue the certificate again; most programs refuse to read it at all.",
        ));
        return;
    };
    if unix < YEAR_ONE {
        found.push(Finding::error(
            codes::DATE_YEAR_ZERO,
            PLACE,
            format!("The {which} of validity, {text}, lies in the year 0."),
            "Issue the certificate again with a real date.",
        ));
    } else if time.generalized && unix < YEAR_2050 {
        found.push(Finding::warning(
            codes::DATE_GENERALIZED,
            PLACE,
            format!("The {which} of validity, {text}, is a GeneralizedTime before 2050, where RFC 5280, 4.1.2.5 wants a UTCTime; strict readers refuse it."),
            "Issue the certificate again with another program.",
        ));
    }
}

pub(super) fn revocation_list(found: &mut Vec<Finding>, list: &RevocationList<'_>, now: i64) {
    date(found, "start", &list.this_update);
    let Some(next) = list.next_update else {
        found.push(Finding::warning(
            codes::LIST_WITHOUT_NEXT,
            PLACE,
            "The list does not say when the next one comes, which RFC 5280, 5.1.2.5 demands.",
            "Have the CA set nextUpdate.",
        ));
        return;
    };
    date(found, "end", &next);
    let Some(end) = next.unix.filter(|end| *end < now) else {
        return;
    };
    found.push(Finding::error(
        codes::LIST_OUT_OF_DATE,
        PLACE,
        format!(
            "The next list was due on {}: nginx refuses all clients with `CRL has expired`.",
            calendar::moment(end)
        ),
        "Publish a new list, and watch the date of its next update.",
    ));
}

#[cfg(test)]
mod tests {
    use pki::{LeafUsage, Role};

    use super::*;
    use crate::verify::test_set::{Wish, issue_as};

    fn codes(days: u32, usage: LeafUsage) -> Vec<String> {
        let der = issue_as(&Wish {
            days,
            usage,
            ..Wish::new(1)
        })
        .certificate(Role::Server);
        let mut found = Vec::new();
        let certificate = Certificate::read(&der).unwrap();
        self::certificate(&mut found, &certificate, 0);
        let codes = found.iter().map(|finding| finding.code.to_string());
        codes.collect()
    }

    #[test]
    fn long_lives_are_told_of_servers_and_of_clients() {
        let none: [&str; 0] = [];
        assert_eq!(codes(825, LeafUsage::Client), none);
        assert_eq!(codes(826, LeafUsage::Client), [codes::LEAF_LONG_LIVED]);
        assert_eq!(codes(826, LeafUsage::Server), [codes::LEAF_OVER_825_DAYS]);
        assert_eq!(codes(399, LeafUsage::Server), [codes::LEAF_OVER_398_DAYS]);
    }
}
