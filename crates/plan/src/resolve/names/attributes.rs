use diagnostics::Finding;
use pki::DnsName;

use super::note_punycode;
use crate::excerpt::excerpt;
use crate::text::optional;
use crate::{Plan, codes};

/// Longest `emailAddress` (RFC 5280, ub-emailaddress-length).
const LONGEST_EMAIL: usize = 255;

/// What the subjects of both leaves hold beside the CN (upper bounds: RFC 5280, A.1).
pub(in crate::resolve) struct Attributes {
    pub(in crate::resolve) email: String,
    pub(in crate::resolve) organization: String,
    pub(in crate::resolve) organizational_unit: String,
    pub(in crate::resolve) locality: String,
    pub(in crate::resolve) state: String,
    pub(in crate::resolve) country: String,
}

impl Attributes {
    /// Whether there is none.
    pub(in crate::resolve) fn is_empty(&self) -> bool {
        let Self {
            email,
            organization,
            organizational_unit,
            locality,
            state,
            country,
        } = self;
        [
            email,
            organization,
            organizational_unit,
            locality,
            state,
            country,
        ]
        .into_iter()
        .all(String::is_empty)
    }
}

pub(in crate::resolve) fn attributes(
    plan: &Plan,
    findings: &mut Vec<Finding>,
) -> Option<Attributes> {
    let names = &plan.names;
    let email = email(&names.email, findings);
    let organization = optional("names.organization", &names.organization, 64, findings);
    let organizational_unit = optional(
        "names.organizational_unit",
        &names.organizational_unit,
        64,
        findings,
    );
    let locality = optional("names.locality", &names.locality, 128, findings);
    let state = optional("names.state", &names.state, 128, findings);
    let country = country(&names.country, findings);
    Some(Attributes {
        email: email?,
        organization: organization?,
        organizational_unit: organizational_unit?,
        locality: locality?,
        state: state?,
        country: country?,
    })
}

/// An address as certificates hold it (RFC 5321, 4.1.2, without quoted local parts; the domain in
/// ASCII), if the text is one.
pub(super) fn email_address(typed: &str) -> Option<String> {
    let (local, domain) = typed.rsplit_once('@')?;
    if domain.contains(char::is_whitespace) {
        return None;
    }
    let atoms = local.split('.').all(|atom| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    });
    let domain = DnsName::parse(domain).ok()?;
    let address = format!("{local}@{domain}");
    let fits = local.len() <= 64 && address.len() <= LONGEST_EMAIL;
    (atoms && fits && !domain.is_wildcard()).then_some(address)
}

fn email(typed: &str, findings: &mut Vec<Finding>) -> Option<String> {
    const PLACE: &str = "names.email";
    let typed = optional(PLACE, typed, LONGEST_EMAIL, findings)?;
    if typed.is_empty() {
        return Some(typed);
    }
    let address = email_address(&typed);
    if address.is_none() {
        findings.push(email_malformed(PLACE, &typed));
    }
    if let Some((_, domain)) = typed.rsplit_once('@')
        && let Ok(name) = DnsName::parse(domain)
    {
        note_punycode(PLACE, domain, &name, findings);
    }
    address
}

fn email_malformed(place: &'static str, typed: &str) -> Finding {
    let local = typed.rsplit_once('@').map(|(local, _)| local);
    if local.is_some_and(|local| !local.is_ascii()) {
        // RFC 5280, 4.2.1.6: rfc822Name is an IA5String; few programs know RFC 9598, which would take others.
        return Finding::error(
            codes::EMAIL_MALFORMED,
            place,
            format!(
                "The part of {} before the @ is not in ASCII, as it must be in certificates.",
                excerpt(typed)
            ),
            "Enter an address in ASCII, such as team@contoso.example, or leave the field empty.",
        );
    }
    Finding::error(
        codes::EMAIL_MALFORMED,
        place,
        format!("{} is no e-mail address.", excerpt(typed)),
        "Enter an address such as team@contoso.example, or leave the field empty.",
    )
}

fn country(typed: &str, findings: &mut Vec<Finding>) -> Option<String> {
    const PLACE: &str = "names.country";
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(String::new());
    }
    if typed.len() != 2 || !typed.bytes().all(|b| b.is_ascii_alphabetic()) {
        findings.push(Finding::error(
            codes::COUNTRY_MALFORMED,
            PLACE,
            format!("Country {} is not two letters.", excerpt(typed)),
            "Enter the two-letter code (ISO 3166-1), such as US or DE, or leave the field empty.",
        ));
        return None;
    }
    let upper = typed.to_ascii_uppercase();
    if upper != typed {
        findings.push(Finding::note(
            codes::COUNTRY_LOWER_CASE,
            PLACE,
            format!(
                "Country {} stands in certificates as `{upper}`.",
                excerpt(typed)
            ),
            "Nothing to do: the codes are upper case.",
        ));
    }
    Some(upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_international_domain_becomes_punycode_and_is_said_to() {
        let mut findings = Vec::new();
        let address = email("team@bücher.example", &mut findings);
        assert_eq!(address.as_deref(), Some("team@xn--bcher-kva.example"));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, codes::NAME_INTERNATIONAL);
        assert!(findings[0].message.contains("xn--bcher-kva.example"));
    }

    #[test]
    fn an_international_local_part_is_refused_for_what_it_is() {
        let mut findings = Vec::new();
        assert_eq!(email("jörg@contoso.example", &mut findings), None);
        assert!(findings[0].message.contains("before the @"));
    }
}
