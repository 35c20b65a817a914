use std::net::IpAddr;

use diagnostics::Finding;
use pki::{DnsName, SubjectAltName};

use super::attributes::email_address;
use super::{LONGEST_CN, ServerNames, note_punycode};
use crate::excerpt::excerpt;
use crate::text::{entries, required};
use crate::{Plan, codes};

const NAME: &str = "names.client";
const ALTERNATIVE: &str = "names.client_alternative";

/// What the client is called.
pub(in crate::resolve) struct ClientNames {
    /// CN; a DNS name in its ASCII form.
    pub(in crate::resolve) common_name: String,
    /// Its alternative names; at least one.
    pub(in crate::resolve) all: Vec<SubjectAltName>,
}

pub(in crate::resolve) fn client(
    plan: &Plan,
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) -> Option<ClientNames> {
    let further = further(plan, findings);
    let typed = required(NAME, &plan.names.client, LONGEST_CN, findings)?;
    let own = alternative(&typed);
    let common_name = match &own {
        Ok(SubjectAltName::Dns(name)) => name.as_str().to_owned(),
        _ => typed.clone(),
    };
    if let Ok(SubjectAltName::Dns(name)) = &own {
        note_punycode(NAME, &typed, name, findings);
        if name.is_wildcard() {
            refuse_wildcard(NAME, name, findings);
            return None;
        }
    }
    // Punycode is longer than what was typed.
    let common_name = required(NAME, &common_name, LONGEST_CN, findings)?;
    let further = further?;
    let own = match own {
        Ok(name) => Some(name),
        Err(_) if !further.is_empty() => None,
        Err(_) => Some(derived(&common_name, findings)?),
    };
    let mut all: Vec<SubjectAltName> = own.into_iter().collect();
    for name in further {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    judge_shared(&all, server, findings);
    Some(ClientNames { common_name, all })
}

/// The names of the second field, none twice.
fn further(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Vec<SubjectAltName>> {
    let mut names = Vec::new();
    let mut malformed = false;
    for entry in entries(ALTERNATIVE, &plan.names.client_alternative, findings)? {
        match alternative(entry) {
            Ok(SubjectAltName::Dns(name)) if name.is_wildcard() => {
                refuse_wildcard(ALTERNATIVE, &name, findings);
                malformed = true;
            }
            Ok(name) if names.contains(&name) => findings.push(Finding::note(
                codes::ENTRY_REPEATED,
                ALTERNATIVE,
                format!("{} stands twice among the client's names.", excerpt(entry)),
                "Remove one of the two; the certificate names it once.",
            )),
            Ok(name) => {
                if let SubjectAltName::Dns(name) = &name {
                    note_punycode(ALTERNATIVE, entry, name, findings);
                }
                names.push(name);
            }
            Err(reason) => {
                malformed = true;
                findings.push(Finding::error(
                    codes::CLIENT_ALTERNATIVE_MALFORMED,
                    ALTERNATIVE,
                    format!("{} is no alternative name: {reason}.", excerpt(entry)),
                    "Enter DNS names, IP addresses, e-mail addresses or URIs such as spiffe://contoso.example/apim.",
                ));
            }
        }
    }
    (!malformed).then_some(names)
}

/// The alternative name that a text is, by its shape; or why it is none.
fn alternative(typed: &str) -> Result<SubjectAltName, String> {
    if let Ok(address) = typed.parse::<IpAddr>() {
        return Ok(SubjectAltName::Ip(address));
    }
    if typed.contains("://") || typed.starts_with("urn:") {
        return uri(typed)
            .then(|| SubjectAltName::Uri(typed.to_owned()))
            .ok_or_else(|| "it is no URI".to_owned());
    }
    if typed.contains('@') {
        return email_address(typed)
            .map(SubjectAltName::Email)
            .ok_or_else(|| "it is no e-mail address".to_owned());
    }
    DnsName::parse(typed)
        .map(SubjectAltName::Dns)
        .map_err(|error| error.to_string())
}

/// Whether this is an absolute URI (RFC 3986, 3; RFC 5280, 4.2.1.6, allows no other).
fn uri(typed: &str) -> bool {
    let Some((scheme, rest)) = typed.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
        && !rest.is_empty()
        && rest
            .bytes()
            .all(|b| b.is_ascii_graphic() && !br#""<>\^`{|}"#.contains(&b))
        && rest.strip_prefix("//").is_none_or(authority_has_host)
}

/// Whether what follows `//` begins with a host: a DNS name or an IP address (RFC 5280, 4.2.1.6).
fn authority_has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = host.split(':').next().unwrap_or(host);
    host.parse::<IpAddr>().is_ok() || DnsName::parse(host).is_ok_and(|name| !name.is_wildcard())
}

/// A certificate without alternative names is refused by today's verifiers, so a name that is free text
/// lends one: its letters and digits, joined by hyphens.
fn derived(name: &str, findings: &mut Vec<Finding>) -> Option<SubjectAltName> {
    let words: Vec<String> = name
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    if let Ok(host) = DnsName::parse(&words.join("-")) {
        findings.push(Finding::note(
            codes::CLIENT_ALTERNATIVE_DERIVED,
            NAME,
            format!(
                "{} is no DNS name; the certificate gets the alternative name `{host}`.",
                excerpt(name)
            ),
            "Enter an alternative name of your own if another one is expected.",
        ));
        return Some(SubjectAltName::Dns(host));
    }
    findings.push(Finding::error(
        codes::CLIENT_ALTERNATIVE_MISSING,
        ALTERNATIVE,
        format!(
            "{} lends no alternative name, and every certificate needs one.",
            excerpt(name)
        ),
        "Enter an alternative name, such as client.contoso.example.",
    ));
    None
}

fn refuse_wildcard(place: &'static str, name: &DnsName, findings: &mut Vec<Finding>) {
    findings.push(Finding::error(
        codes::CLIENT_WILDCARD,
        place,
        format!("`{name}` stands for many names, but a client is one."),
        "Enter the client's own name, such as client.contoso.example.",
    ));
}

fn judge_shared(
    client: &[SubjectAltName],
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) {
    let server = server.map_or(&[][..], |server| &server.all);
    if let Some(shared) = client.iter().find(|name| server.contains(name)) {
        findings.push(Finding::warning(
            codes::NAMES_SHARED,
            NAME,
            format!("Client and server share the name {shared}, so logs and rules cannot tell them apart."),
            "Give the client a name of its own, such as client.contoso.example.",
        ));
    }
}
