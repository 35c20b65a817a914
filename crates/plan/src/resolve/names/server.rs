use std::net::IpAddr;

use diagnostics::Finding;
use pki::{DnsName, SubjectAltName};

use super::note_punycode;
use crate::excerpt::excerpt;
use crate::text::{entries, filled};
use crate::{Caller, Plan, codes};

const PLACE: &str = "names.server_hosts";

/// What the server is called.
pub(in crate::resolve) struct ServerNames {
    /// Every name, in the order typed, none twice.
    pub(in crate::resolve) all: Vec<SubjectAltName>,
    /// The first DNS name without a wildcard.
    pub(in crate::resolve) call_host: DnsName,
}

pub(in crate::resolve) fn server(plan: &Plan, findings: &mut Vec<Finding>) -> Option<ServerNames> {
    let typed = entries(PLACE, &plan.names.server_hosts, findings)?;
    if !filled(PLACE, &typed.concat(), findings) {
        return None;
    }
    let mut all = Vec::new();
    let mut malformed = false;
    for entry in typed {
        match host(entry, findings) {
            None => malformed = true,
            Some(name) if all.contains(&name) => findings.push(Finding::note(
                codes::ENTRY_REPEATED,
                PLACE,
                format!(
                    "{} stands twice among the server host names.",
                    excerpt(entry)
                ),
                "Remove one of the two; the certificate names it once.",
            )),
            Some(name) => all.push(name),
        }
    }
    let call_host = all.iter().find_map(|name| match name {
        SubjectAltName::Dns(name) if !name.is_wildcard() => Some(name.clone()),
        _ => None,
    });
    if call_host.is_none() && !malformed {
        findings.push(Finding::error(
            codes::HOST_CONCRETE_MISSING,
            PLACE,
            "No server host name can be called: a wildcard or an IP address alone is no Ingress host.",
            "Add the DNS name that callers use, such as api.contoso.example.",
        ));
    }
    let call_host = call_host?;
    judge_reach(plan, &call_host, findings);
    (!malformed).then_some(ServerNames { all, call_host })
}

fn host(typed: &str, findings: &mut Vec<Finding>) -> Option<SubjectAltName> {
    let bare = typed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(typed);
    if let Ok(address) = bare.parse::<IpAddr>() {
        findings.push(Finding::note(
            codes::HOST_IP_ADDRESS,
            PLACE,
            format!("`{address}` goes into the certificate only: an Ingress has no IP addresses as hosts."),
            "Remove it unless callers connect by address and send a DNS name as the Host header.",
        ));
        return Some(SubjectAltName::Ip(address));
    }
    match DnsName::parse(typed) {
        Ok(name) => {
            note_punycode(PLACE, typed, &name, findings);
            Some(SubjectAltName::Dns(name))
        }
        Err(error) => {
            findings.push(Finding::error(
                codes::HOST_MALFORMED,
                PLACE,
                format!("{} is no host name: {error}.", excerpt(typed)),
                if typed.contains([':', '/']) {
                    "Enter the host name alone, without scheme, port and path."
                } else {
                    "Enter a DNS name such as api.contoso.example, or an IP address."
                },
            ));
            None
        }
    }
}

fn judge_reach(plan: &Plan, call_host: &DnsName, findings: &mut Vec<Finding>) {
    if plan.caller == Caller::ApiManagement && !call_host.as_str().contains('.') {
        findings.push(Finding::warning(
            codes::HOST_UNQUALIFIED,
            PLACE,
            format!("`{call_host}` has no domain, so API Management cannot find it by DNS."),
            "Enter the full name, such as api.contoso.example.",
        ));
    }
}
