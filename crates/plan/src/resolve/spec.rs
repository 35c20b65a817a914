use diagnostics::Finding;
use pki::{
    CertificateSpec, DistinguishedName, LeafUsage, Profile, Role, SerialNumber, Spec,
    SubjectAltName,
};

use super::keys::Algorithms;
use super::names::{Attributes, ClientNames, LONGEST_CN, ServerNames};
use super::validity::Validity;
use crate::{Plan, Serials, Usages, codes};

/// Everything the certificates are made of, judged.
pub(super) struct Parts<'a> {
    pub(super) server: &'a ServerNames,
    pub(super) client: &'a ClientNames,
    pub(super) attributes: &'a Attributes,
    pub(super) authorities: &'a [(Role, String)],
    pub(super) algorithms: Algorithms,
    pub(super) validity: &'a Validity,
}

/// The certificates, issuers first. The server's is left out where the user has one.
pub(super) fn resolve(plan: &Plan, parts: &Parts<'_>, findings: &mut Vec<Finding>) -> Option<Spec> {
    let mut certificates: Vec<CertificateSpec> = parts
        .authorities
        .iter()
        .map(|(role, name)| authority(*role, name, parts))
        .collect();
    if !plan.existing.server_certificate {
        certificates.push(server(plan, parts, findings)?);
    }
    certificates.push(client(plan, parts));
    judge_subjects(&certificates, findings);
    Some(Spec { certificates })
}

/// A CA is named by its CN alone, as in the article.
fn authority(role: Role, name: &str, parts: &Parts<'_>) -> CertificateSpec {
    CertificateSpec {
        role,
        issuer: role,
        profile: Profile::Authority,
        subject: DistinguishedName {
            common_name: name.to_owned(),
            ..DistinguishedName::default()
        },
        subject_alt_names: Vec::new(),
        algorithm: parts.algorithms.ca,
        days: parts.validity.ca_days,
        backdate_minutes: parts.validity.backdate_minutes,
        serial: SerialNumber::Random,
    }
}

fn server(plan: &Plan, parts: &Parts<'_>, findings: &mut Vec<Finding>) -> Option<CertificateSpec> {
    Some(CertificateSpec {
        role: Role::Server,
        issuer: plan.issuer.authorities.of_servers(),
        profile: Profile::Leaf(usage(plan, LeafUsage::Server)),
        subject: subject(server_common_name(parts, findings)?, parts.attributes),
        subject_alt_names: with_email(&parts.server.all, parts.attributes),
        algorithm: parts.algorithms.server,
        days: parts.validity.server_days,
        backdate_minutes: parts.validity.backdate_minutes,
        serial: serial(plan, 1),
    })
}

fn client(plan: &Plan, parts: &Parts<'_>) -> CertificateSpec {
    CertificateSpec {
        role: Role::Client,
        issuer: plan.issuer.authorities.of_clients(),
        profile: Profile::Leaf(usage(plan, LeafUsage::Client)),
        subject: subject(parts.client.common_name.clone(), parts.attributes),
        subject_alt_names: with_email(&parts.client.all, parts.attributes),
        algorithm: parts.algorithms.client,
        days: parts.validity.client_days,
        backdate_minutes: parts.validity.backdate_minutes,
        serial: serial(plan, 2),
    }
}

/// The host that is called, where it fits. A longer one stands in the SAN alone, which is what verifiers
/// read (RFC 6125, 6.4.4); the subject must then have another attribute.
fn server_common_name(parts: &Parts<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    const PLACE: &str = "names.server_hosts";
    let host = parts.server.call_host.as_str();
    if host.len() <= LONGEST_CN {
        return Some(host.to_owned());
    }
    let message = format!(
        "`{host}` is longer than the {LONGEST_CN} characters of a CN, so the server's subject has none."
    );
    if parts.attributes.is_empty() {
        findings.push(Finding::error(
            codes::HOST_TOO_LONG_FOR_CN,
            PLACE,
            message,
            "Fill in the organization, so that the subject is not empty, or shorten the host name.",
        ));
        return None;
    }
    findings.push(Finding::warning(
        codes::HOST_TOO_LONG_FOR_CN,
        PLACE,
        message,
        "Nothing to do for clients of today, which read the subjectAltName.",
    ));
    Some(String::new())
}

/// An `emailAddress` in the subject must stand among the alternative names, too (RFC 5280, 4.1.2.6).
fn with_email(names: &[SubjectAltName], attributes: &Attributes) -> Vec<SubjectAltName> {
    let mut names = names.to_vec();
    let email = SubjectAltName::Email(attributes.email.clone());
    if !attributes.email.is_empty() && !names.contains(&email) {
        names.push(email);
    }
    names
}

fn subject(common_name: String, attributes: &Attributes) -> DistinguishedName {
    DistinguishedName {
        common_name,
        email: attributes.email.clone(),
        organization: attributes.organization.clone(),
        organizational_unit: attributes.organizational_unit.clone(),
        locality: attributes.locality.clone(),
        state: attributes.state.clone(),
        country: attributes.country.clone(),
    }
}

fn usage(plan: &Plan, separate: LeafUsage) -> LeafUsage {
    match plan.validity.usages {
        Usages::Separate => separate,
        Usages::Both => LeafUsage::Both,
    }
}

/// The article numbers the leaves alone; its CA has openssl's random number.
fn serial(plan: &Plan, sequential: u64) -> SerialNumber {
    match plan.validity.serials {
        Serials::Random => SerialNumber::Random,
        Serials::Sequential => SerialNumber::Fixed(sequential),
    }
}

/// A leaf with the subject of its issuer looks self-signed to verifiers.
fn judge_subjects(certificates: &[CertificateSpec], findings: &mut Vec<Finding>) {
    for leaf in certificates {
        let issuer = certificates
            .iter()
            .find(|other| other.role == leaf.issuer && other.role != leaf.role);
        if issuer.is_some_and(|issuer| issuer.subject == leaf.subject) {
            findings.push(Finding::error(
                codes::AUTHORITY_NAMED_LIKE_LEAF,
                match leaf.issuer {
                    Role::ServerCa => "issuer.server_ca",
                    Role::ClientCa => "issuer.client_ca",
                    _ => "names.ca",
                },
                format!(
                    "The {} and the {} have one subject, so it looks self-signed.",
                    leaf.issuer, leaf.role
                ),
                "Give the CA another name.",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(email: &str, alternative: &str) -> [Vec<String>; 2] {
        let mut plan = Plan::default();
        plan.names.email = email.into();
        plan.names.client_alternative = alternative.into();
        let spec = crate::resolve(&plan).value.unwrap().spec;
        [Role::Server, Role::Client].map(|leaf| {
            let names = &spec.get(leaf).unwrap().subject_alt_names;
            names.iter().map(ToString::to_string).collect()
        })
    }

    #[test]
    fn the_mailbox_of_a_subject_is_an_alternative_name_once() {
        const MAILBOX: &str = "email:ops@contoso.example";
        let count = |names: &Vec<String>| names.iter().filter(|name| *name == MAILBOX).count();
        for alternative in ["", "ops@contoso.example"] {
            for names in names("ops@contoso.example", alternative) {
                assert_eq!(count(&names), 1, "{names:?}");
            }
        }
        for names in names("", "") {
            assert!(!names.iter().any(|name| name.starts_with("email:")));
        }
    }
}
