#[cfg(test)]
mod tests;

use std::net::IpAddr;

use diagnostics::Finding;

use crate::words::shown;
use crate::x509::{Certificate, Extension, GeneralName, Name, Request, id, latin};
use crate::{codes, punycode};

/// So many names are judged.
const LIMIT: usize = 200;
const PLACE: &str = "Names";

pub(super) fn certificate(found: &mut Vec<Finding>, certificate: &Certificate<'_>) {
    let names = certificate.alternative_names();
    if certificate.issuer.0.is_empty() {
        found.push(Finding::error(
            codes::ISSUER_EMPTY,
            PLACE,
            "The issuer has no name, which RFC 5280, 4.1.2.4 demands; no program finds its CA.",
            "Issue the certificate again by a CA that has a subject.",
        ));
    }
    if lacks_subject(certificate) {
        found.push(Finding::warning(
            codes::SUBJECT_EMPTY,
            PLACE,
            "The subject is empty, and the alternative names are not critical (RFC 5280, 4.1.2.6): Python 3.13 and `openssl verify -x509_strict` refuse it with `Subject empty`.",
            "Issue it again with a common name, or with critical alternative names.",
        ));
    }
    // What is for clients alone is called by no host.
    if !certificate.is_authority() && !for_clients_alone(certificate) {
        missing(found, &names, certificate.subject, "certificate");
    }
    all(found, &names, &[certificate.subject, certificate.issuer]);
}

/// Whether it has no subject, though it is a CA or its alternative names are not critical in place of one.
pub(crate) fn lacks_subject(certificate: &Certificate<'_>) -> bool {
    let names = certificate.extension(id::SUBJECT_ALT_NAME);
    certificate.subject.0.is_empty()
        && (certificate.is_authority() || !names.is_some_and(|names| names.critical))
}

pub(super) fn request(found: &mut Vec<Finding>, request: &Request<'_>, asked: &[Extension<'_>]) {
    let extension = asked
        .iter()
        .find(|extension| extension.id == id::SUBJECT_ALT_NAME);
    let names = extension.map_or_else(Vec::new, Extension::general_names);
    missing(found, &names, request.subject, "request");
    all(found, &names, &[request.subject]);
}

fn for_clients_alone(certificate: &Certificate<'_>) -> bool {
    const SERVER: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
    const CLIENT: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];
    const ANY: &[u8] = &[0x55, 0x1d, 37, 0];
    let purposes = certificate
        .extension(id::EXTENDED_KEY_USAGE)
        .and_then(Extension::purposes)
        .unwrap_or_default();
    let has = |purpose: &[u8]| purposes.contains(&purpose);
    has(CLIENT) && !has(SERVER) && !has(ANY)
}

/// What a server is called by has to stand among the alternative names.
fn missing(found: &mut Vec<Finding>, names: &[GeneralName<'_>], subject: Name<'_>, what: &str) {
    let common_name = subject.common_name().filter(|name| is_host(name));
    if names.is_empty() {
        let but = common_name.map_or_else(String::new, |host| {
            format!("; the host {host} in the common name does not count")
        });
        found.push(Finding::warning(
            codes::SAN_MISSING,
            PLACE,
            format!("The {what} has no subject alternative name{but}. As a server certificate Go, browsers and Apple's programs refuse it."),
            "Issue it again with every host as a DNS name; `openssl x509 -req` needs `-copy_extensions copy`.",
        ));
        return;
    }
    let Some(host) = common_name else {
        return;
    };
    let named = names.iter().any(|name| {
        name.dns().is_some_and(|dns| matches(&dns, &host))
            || name.display() == format!("IP Address:{host}")
    });
    if !named {
        found.push(Finding::warning(
            codes::CN_NOT_IN_SAN,
            PLACE,
            format!("The host {host} stands in the common name, but not among the alternative names, so that no program takes the {what} for it."),
            "Issue it again with the host as an alternative name.",
        ));
    }
}

/// Whether a DNS name, which may be a wildcard, is for the host.
fn matches(dns: &str, host: &str) -> bool {
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    same(dns, host)
        || dns.strip_prefix("*.").is_some_and(|parent| {
            host.split_once('.')
                .is_some_and(|(_, rest)| same(rest, parent))
        })
}

/// Whether a common name is meant as a host: labels and dots.
fn is_host(name: &str) -> bool {
    name.contains('.')
        && !name.ends_with('.')
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'*' | b'_'))
}

fn all(found: &mut Vec<Finding>, names: &[GeneralName<'_>], subjects: &[Name<'_>]) {
    for name in names.iter().take(LIMIT) {
        if let Some(dns) = name.dns() {
            self::dns(found, &dns);
            international(found, &dns);
        }
    }
    let texts = names
        .iter()
        .filter(|name| matches!(name.0.tag, 0x81 | 0x82 | 0x86));
    let mut texts: Vec<_> = texts.map(|name| latin(name.0.content)).collect();
    texts.extend(
        subjects
            .iter()
            .flat_map(|name| name.attributes().filter_map(|a| a.text())),
    );
    texts.sort_unstable();
    texts.dedup();
    for text in texts.into_iter().take(LIMIT) {
        characters(found, &text);
    }
}

fn dns(found: &mut Vec<Finding>, name: &str) {
    if name.parse::<IpAddr>().is_ok() {
        found.push(Finding::warning(
            codes::SAN_IP_AS_DNS,
            PLACE,
            format!("The IP address {name} is written as a DNS name: Go, Java and browsers do not take it for the address."),
            "Issue the certificate again with an alternative name of the kind IP address.",
        ));
    } else if name.contains('*') && !is_usual_wildcard(name) {
        found.push(Finding::warning(
            codes::WILDCARD_ODD,
            PLACE,
            format!("The wildcard {name:?} is not `*.` before a domain of two labels or more; most programs match it with nothing."),
            "Name the hosts, or use one wildcard that stands for the whole first label.",
        ));
    } else if !is_dns_name(name) {
        found.push(Finding::warning(
            codes::SAN_DNS_MALFORMED,
            PLACE,
            format!("{name:?} is no DNS name, and programs that check refuse it or the whole certificate."),
            "Issue the certificate again with a host name in its ASCII form, without scheme, port or final dot.",
        ));
    }
}

fn is_usual_wildcard(name: &str) -> bool {
    name.strip_prefix("*.")
        .is_some_and(|parent| !parent.contains('*') && parent.contains('.') && is_dns_name(parent))
}

fn is_dns_name(name: &str) -> bool {
    let name = name.strip_prefix("*.").unwrap_or(name);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    name.len() <= 253 && name.split('.').all(label)
}

fn characters(found: &mut Vec<Finding>, text: &str) {
    // Spaces that are not the usual one, but look like it.
    let space = |c: char| {
        matches!(
            c,
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
        )
    };
    let bad =
        |c: &char| diagnostics::is_invisible(*c) || space(*c) || *c == char::REPLACEMENT_CHARACTER;
    let shown = shown(text);
    if let Some(bad) = text.chars().find(bad) {
        let number = u32::from(bad);
        found.push(Finding::error(
            codes::NAME_CONTROL_CHARACTER,
            PLACE,
            format!("The name \"{shown}\" has the character U+{number:04X}, which is invisible or ends the text for some programs."),
            "Do not trust the certificate for what its name seems to say; issue it again without that character.",
        ));
    } else if text.chars().all(char::is_whitespace) {
        found.push(Finding::warning(
            codes::NAME_BLANK,
            PLACE,
            "A name is empty or made of spaces alone, so that nobody sees it.",
            "Issue the certificate again with a name that says whose it is, or without it.",
        ));
    }
    found.extend(mixed(text, &shown));
}

/// A name of letters from several scripts.
fn mixed(text: &str, shown: &str) -> Option<Finding> {
    let mut scripts: Vec<_> = text.chars().filter_map(script).collect();
    scripts.sort_unstable();
    scripts.dedup();
    let [one, other, ..] = scripts.as_slice() else {
        return None;
    };
    Some(Finding::warning(
        codes::NAME_MIXED_SCRIPTS,
        PLACE,
        format!("The name \"{shown}\" mixes {one} and {other} letters, some of which look alike."),
        COMPARE,
    ))
}

const COMPARE: &str = "Compare the name with the one you expect by copying it, not by eye.";

/// A host name in its ASCII form whose labels are taken for others when they are shown.
fn international(found: &mut Vec<Finding>, name: &str) {
    let Some(meant) = punycode::meant(name) else {
        return;
    };
    let both = format!("{name}, shown as {}", shown(&meant));
    for label in meant.split('.') {
        if let Some(finding) = mixed(label, &both) {
            found.push(finding);
        } else if let Some(script) = only_looks_latin(label) {
            found.push(Finding::warning(
                codes::NAME_LOOKS_LATIN,
                PLACE,
                format!("The name \"{both}\" is written in {script} letters that all look like Latin ones."),
                COMPARE,
            ));
        }
    }
}

/// The script of a label, if it is none of Latin letters and looks as if it were.
fn only_looks_latin(label: &str) -> Option<&'static str> {
    const LIKE_LATIN: &str = "асеорхуіјѕһԁԛԝӏ\
                              αγικνορυχ\
                              զհոսցօ";
    let script = label.chars().find_map(script)?;
    let alike = |c: char| LIKE_LATIN.contains(c) || c.is_ascii_digit() || c == '-';
    (script != "Latin" && label.chars().all(alike)).then_some(script)
}

/// The scripts whose letters are taken for each other.
fn script(c: char) -> Option<&'static str> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => "Latin",
        '\u{370}'..='\u{3ff}' => "Greek",
        '\u{400}'..='\u{52f}' => "Cyrillic",
        '\u{530}'..='\u{58f}' => "Armenian",
        _ => return None,
    })
}
