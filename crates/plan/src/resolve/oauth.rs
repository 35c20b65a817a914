use diagnostics::Finding;
use manifests::{Claim, Jwt, OAuth};
use pki::DnsName;

use super::azure::name::guid;
use super::url;
use crate::excerpt::excerpt;
use crate::text::{entries, filled, lines, optional, required};
use crate::{JwtPolicy, Plan, codes};

const AUDIENCE: &str = "oauth.audience";

/// Longest audience or issuer.
const LONGEST: usize = 512;

pub(super) fn resolve(plan: &Plan, findings: &mut Vec<Finding>) -> Option<OAuth> {
    let jwt = match plan.oauth.policy {
        JwtPolicy::Off => Some(None),
        JwtPolicy::ValidateJwt => validate_jwt(plan, findings).map(Some),
        JwtPolicy::ValidateAzureAdToken => validate_azure_ad_token(plan, findings).map(Some),
    };
    let cors_origins = cors_origins(&plan.oauth.cors_origins, findings);
    Some(OAuth {
        jwt: jwt?,
        cors_origins: cors_origins?,
    })
}

fn validate_jwt(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Jwt> {
    let oauth = &plan.oauth;
    let openid_configuration = openid_configuration(&oauth.openid_configuration, findings);
    let issuer = if oauth.issuer.trim().is_empty() {
        Some(None)
    } else {
        // Compared letter by letter with the token's (OpenID Connect Core 1.0, 2), so kept as typed.
        url::https("oauth.issuer", &oauth.issuer, findings)
            .map(|_| Some(oauth.issuer.trim().to_owned()))
    };
    let audience = required(AUDIENCE, &oauth.audience, LONGEST, findings)
        .filter(|audience| is_literal(AUDIENCE, audience, findings));
    let claims = claims(&oauth.required_claims, findings);
    Some(Jwt::Validate {
        openid_configuration: openid_configuration?,
        issuer: issuer?,
        audience: audience?,
        claims: claims?,
    })
}

fn validate_azure_ad_token(plan: &Plan, findings: &mut Vec<Finding>) -> Option<Jwt> {
    let oauth = &plan.oauth;
    let tenant = tenant(&oauth.tenant, findings);
    let client_applications = client_applications(&oauth.client_applications, findings);
    let audience = optional(AUDIENCE, &oauth.audience, LONGEST, findings)
        .filter(|audience| is_literal(AUDIENCE, audience, findings));
    if audience.as_deref() == Some("") {
        findings.push(Finding::warning(
            codes::AUDIENCE_MISSING,
            AUDIENCE,
            "Tokens that were issued for another API are accepted, too.",
            "Enter the audience of this API, such as api://tinyrest.",
        ));
    }
    let claims = claims(&oauth.required_claims, findings);
    Some(Jwt::AzureAd {
        tenant: tenant?,
        client_applications: client_applications?,
        audience: audience.map(|audience| (!audience.is_empty()).then_some(audience))?,
        claims: claims?,
    })
}

/// Whether API Management takes the text as it stands. What begins with `@(` or `@{` it runs as a policy
/// expression, and what stands in `{{` and `}}` it replaces by a named value, however well the XML is escaped.
/// URLs, names and ids need no such look: their rules allow no braces.
fn is_literal(place: &'static str, text: &str, findings: &mut Vec<Finding>) -> bool {
    let expression = text.starts_with("@(") || text.starts_with("@{");
    if !expression && !text.contains("{{") {
        return true;
    }
    findings.push(Finding::error(
        codes::POLICY_EXPRESSION,
        place,
        format!(
            "API Management takes {} for a policy expression or a named value, not for text.",
            excerpt(text)
        ),
        "Enter the text itself; put an expression or a named value into policy.xml after the download.",
    ));
    false
}

fn openid_configuration(typed: &str, findings: &mut Vec<Finding>) -> Option<String> {
    const PLACE: &str = "oauth.openid_configuration";
    let url = url::https(PLACE, typed, findings)?;
    let path = url.rest.split('?').next().unwrap_or_default();
    if !path.ends_with("/.well-known/openid-configuration") {
        findings.push(Finding::warning(
            codes::OPENID_CONFIGURATION_UNUSUAL,
            PLACE,
            "The URL does not end in /.well-known/openid-configuration, as providers' metadata does.",
            "Check that it returns JSON with issuer and jwks_uri.",
        ));
    }
    Some(url.text())
}

/// A tenant as Microsoft Entra names it: an id or a domain.
fn tenant(typed: &str, findings: &mut Vec<Finding>) -> Option<String> {
    const PLACE: &str = "oauth.tenant";
    let typed = required(PLACE, typed, 253, findings)?;
    if guid(&typed) {
        return Some(typed);
    }
    let domain = DnsName::parse(&typed)
        .ok()
        .filter(|domain| !domain.is_wildcard());
    let Some(domain) = domain else {
        findings.push(Finding::error(
            codes::TENANT_MALFORMED,
            PLACE,
            format!("{} is neither a tenant id nor a domain.", excerpt(&typed)),
            "Enter the tenant's id (a GUID) or a domain of it, such as contoso.onmicrosoft.com.",
        ));
        return None;
    };
    if ["common", "organizations"].contains(&domain.as_str()) {
        findings.push(Finding::warning(
            codes::TENANT_SHARED,
            PLACE,
            format!("`{domain}` accepts tokens from every Microsoft Entra tenant."),
            "Enter your own tenant unless callers of all tenants are meant.",
        ));
    }
    Some(domain.as_str().to_owned())
}

fn client_applications(typed: &str, findings: &mut Vec<Finding>) -> Option<Vec<String>> {
    const PLACE: &str = "oauth.client_applications";
    let ids = entries(PLACE, typed, findings)?;
    if !filled(PLACE, &ids.concat(), findings) {
        return None;
    }
    let mut good = Vec::new();
    let mut malformed = false;
    for id in ids {
        if !guid(id) {
            malformed = true;
            findings.push(Finding::error(
                codes::GUID_MALFORMED,
                PLACE,
                format!("{} is no application id.", excerpt(id)),
                "Enter the application (client) id of the app registration, a GUID.",
            ));
        } else if !good
            .iter()
            .any(|other: &String| other.eq_ignore_ascii_case(id))
        {
            good.push(id.to_owned());
        }
    }
    (!malformed).then_some(good)
}

/// The claims in the order typed; values of one name are collected.
fn claims(typed: &str, findings: &mut Vec<Finding>) -> Option<Vec<Claim>> {
    const PLACE: &str = "oauth.required_claims";
    let mut claims: Vec<Claim> = Vec::new();
    let mut malformed = false;
    for line in lines(PLACE, typed, findings)? {
        let (name, value) = line.split_once('=').unwrap_or((line, ""));
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() || value.is_empty() || name.contains(char::is_whitespace) {
            malformed = true;
            findings.push(Finding::error(
                codes::CLAIM_MALFORMED,
                PLACE,
                format!("{} is no name=value.", excerpt(line)),
                "Enter one claim a line, such as roles=Reader.",
            ));
            continue;
        }
        if ![name, value]
            .iter()
            .all(|text| is_literal(PLACE, text, findings))
        {
            malformed = true;
            continue;
        }
        match claims.iter_mut().find(|claim| claim.name == name) {
            Some(claim) => claim.values.push(value.to_owned()),
            None => claims.push(Claim {
                name: name.to_owned(),
                values: vec![value.to_owned()],
            }),
        }
    }
    (!malformed).then_some(claims)
}

fn cors_origins(typed: &str, findings: &mut Vec<Finding>) -> Option<Vec<String>> {
    const PLACE: &str = "oauth.cors_origins";
    let mut origins = Vec::new();
    let mut malformed = false;
    for entry in entries(PLACE, typed, findings)? {
        match origin(entry) {
            Some(origin) if origins.contains(&origin) => {}
            Some(origin) => origins.push(origin),
            None => {
                malformed = true;
                findings.push(Finding::error(
                    codes::ORIGIN_MALFORMED,
                    PLACE,
                    format!("{} is no origin.", excerpt(entry)),
                    "Enter scheme, host and port alone, such as https://app.contoso.example, without a slash at the end.",
                ));
            }
        }
    }
    if origins.iter().any(|origin| origin == "*") {
        findings.push(Finding::warning(
            codes::ORIGIN_ANY,
            PLACE,
            "`*` lets the pages of every site call the API.",
            "List the origins of your own pages.",
        ));
        // The policy allows no other origin beside it.
        origins = vec!["*".to_owned()];
    }
    (!malformed).then_some(origins)
}

/// An origin as browsers send it (RFC 6454, 6.2).
fn origin(typed: &str) -> Option<String> {
    if typed == "*" {
        return Some(typed.to_owned());
    }
    let (scheme, authority) = typed.split_once("://")?;
    if scheme != "https" && scheme != "http" {
        return None;
    }
    let (host, port) = url::authority(authority)?;
    Some(format!("{scheme}://{host}{port}"))
}
