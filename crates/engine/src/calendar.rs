use std::fmt::Write as _;

use inspect::CertificateFacts;
use manifests::renewal;
use time::OffsetDateTime;

/// Octets of a content line, without its line break (RFC 5545, 3.1).
const LINE: usize = 75;
const DAY: i64 = 86_400;

/// An iCalendar (RFC 5545) with one all-day event for each certificate, when it is to be renewed. `now_unix` (seconds since the Unix epoch) dates the events.
pub(crate) fn renewal_calendar(facts: &[CertificateFacts], now_unix: i64) -> String {
    let mut calendar = String::new();
    let mut line = |text: &str| fold(&mut calendar, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Twinlock//Renewal dates//EN");
    for certificate in facts {
        let day = renewal(certificate.not_before, certificate.not_after);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@twinlock", certificate.sha256));
        line(&format!("DTSTAMP:{}", date_time(now_unix)));
        line(&format!("DTSTART;VALUE=DATE:{}", date(day)));
        line(&format!("DTEND;VALUE=DATE:{}", date(day + DAY)));
        line(&format!("SUMMARY:{}", escape(&summary(certificate))));
        line(&format!(
            "DESCRIPTION:{}",
            escape(&description(certificate))
        ));
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line("TRIGGER:PT9H");
        line(&format!("DESCRIPTION:{}", escape(&summary(certificate))));
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    calendar
}

fn summary(certificate: &CertificateFacts) -> String {
    format!(
        "Renew the {}: {}",
        certificate.role, certificate.subject_rfc2253
    )
}

fn description(certificate: &CertificateFacts) -> String {
    format!(
        "It expires on {}.\nSerial number: {}\nSHA-1 thumbprint: {}",
        iso_date(certificate.not_after),
        certificate.serial,
        certificate.sha1
    )
}

/// TEXT (RFC 5545, 3.3.11). Control characters, which it may not hold, become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Appends a content line, folded between characters.
fn fold(calendar: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            calendar.push_str("\r\n ");
            used = 1;
        }
        calendar.push(c);
        used += c.len_utf8();
    }
    calendar.push_str("\r\n");
}

fn date(unix: i64) -> String {
    let date = instant(unix);
    format!(
        "{:04}{:02}{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

fn iso_date(unix: i64) -> String {
    let date = instant(unix);
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

fn date_time(unix: i64) -> String {
    let (hour, minute, second) = instant(unix).to_hms();
    let mut text = date(unix);
    // Writing to a string cannot fail.
    let _ = write!(text, "T{hour:02}{minute:02}{second:02}Z");
    text
}

/// Certificates end in the year 9999 at the latest (RFC 5280, 4.1.2.5), which the type can hold.
fn instant(unix: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(unix).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use pki::Role;

    use super::*;

    fn facts(subject: &str, not_before: i64, not_after: i64) -> CertificateFacts {
        CertificateFacts {
            role: Role::Server,
            subject: String::new(),
            subject_rfc2253: subject.to_owned(),
            issuer: String::new(),
            subject_alt_names: Vec::new(),
            serial: "0A".to_owned(),
            not_before,
            not_after,
            key_algorithm: String::new(),
            sha1: "AB".to_owned(),
            sha256: "cd".to_owned(),
            text: String::new(),
            request_text: None,
        }
    }

    // 2026-01-01 and 2027-02-02, 12:00:00 UTC.
    const START: i64 = 1_767_268_800;
    const END: i64 = 1_801_569_600;

    #[test]
    fn one_event_a_certificate() {
        let calendar = renewal_calendar(&[facts("CN=a", START, END)], START);
        assert_eq!(
            calendar,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Twinlock//Renewal dates//EN\r\n\
             BEGIN:VEVENT\r\nUID:cd@twinlock\r\nDTSTAMP:20260101T120000Z\r\n\
             DTSTART;VALUE=DATE:20270103\r\nDTEND;VALUE=DATE:20270104\r\n\
             SUMMARY:Renew the server certificate: CN=a\r\n\
             DESCRIPTION:It expires on 2027-02-02.\\nSerial number: 0A\\nSHA-1 thumbprint:\r\n  AB\r\n\
             TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT9H\r\n\
             DESCRIPTION:Renew the server certificate: CN=a\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn a_short_validity_is_halved() {
        let calendar = renewal_calendar(&[facts("CN=a", START, START + 4 * DAY)], START);
        assert!(
            calendar.contains("DTSTART;VALUE=DATE:20260103\r\n"),
            "{calendar}"
        );
    }

    #[test]
    fn text_is_escaped_and_folded_between_characters() {
        let name = format!("CN=a\\,b;c\r{}", "\u{1f511}".repeat(60));
        let calendar = renewal_calendar(&[facts(&name, START, END)], START);
        assert!(calendar.split("\r\n").all(|line| line.len() <= LINE));
        let unfolded = calendar.replace("\r\n ", "");
        let expected = format!("CN=a\\\\\\,b\\;c {}\r\n", "\u{1f511}".repeat(60));
        assert!(unfolded.contains(&expected), "{unfolded}");
        assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']));
    }
}
