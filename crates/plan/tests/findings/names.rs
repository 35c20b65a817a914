//! Texts in general, names and issuer.

use diagnostics::Severity::{Error, Note, Warning};
use pki::Authorities;
use plan::{Caller, codes};

use crate::Row;

pub(crate) const ROWS: &[Row] = &[
    Row {
        code: codes::FIELD_EMPTY,
        severity: Error,
        place: "names.ca",
        triggers: |plan| plan.names.ca = " \n".into(),
        near_miss: |plan| {
            plan.names.ca.clear();
            plan.issuer.authorities = Authorities::Separate;
        },
    },
    Row {
        code: codes::FIELD_TOO_LONG,
        severity: Error,
        place: "names.organization",
        triggers: |plan| plan.names.organization = "é".repeat(65),
        near_miss: |plan| plan.names.organization = "é".repeat(64),
    },
    Row {
        code: codes::CHARACTER_FORBIDDEN,
        severity: Error,
        place: "names.locality",
        triggers: |plan| plan.names.locality = "Red\u{202e}mond".into(),
        near_miss: |plan| plan.names.locality = "رِدموند \u{1f6e0}".into(),
    },
    Row {
        code: codes::LIST_TOO_LONG,
        severity: Error,
        place: "names.server_hosts",
        triggers: |plan| plan.names.server_hosts = hosts(101),
        near_miss: |plan| {
            plan.names.server_hosts = hosts(100);
            plan.azure.dns_zone.clear();
        },
    },
    Row {
        code: codes::ENTRY_REPEATED,
        severity: Note,
        place: "names.server_hosts",
        triggers: |plan| plan.names.server_hosts = "api.contoso.example API.contoso.example".into(),
        near_miss: |plan| plan.names.server_hosts = "api.contoso.example b.contoso.example".into(),
    },
    Row {
        code: codes::NUMBER_MALFORMED,
        severity: Error,
        place: "validity.ca_days",
        triggers: |plan| plan.validity.ca_days = "ten years".into(),
        near_miss: |plan| plan.validity.ca_days = " 03650 ".into(),
    },
    Row {
        code: codes::NUMBER_OUT_OF_RANGE,
        severity: Error,
        place: "validity.ca_days",
        triggers: |plan| plan.validity.ca_days = "1000000000".into(),
        near_miss: |plan| plan.validity.ca_days = "2885000".into(),
    },
    Row {
        code: codes::HOST_MALFORMED,
        severity: Error,
        place: "names.server_hosts",
        triggers: |plan| plan.names.server_hosts = "api.contoso.example, https://b.example".into(),
        near_miss: |plan| plan.names.server_hosts = " API.contoso.example,\n".into(),
    },
    Row {
        code: codes::HOST_CONCRETE_MISSING,
        severity: Error,
        place: "names.server_hosts",
        triggers: |plan| plan.names.server_hosts = "*.contoso.example 10.0.0.1".into(),
        near_miss: |plan| plan.names.server_hosts = "*.contoso.example api.contoso.example".into(),
    },
    Row {
        code: codes::HOST_IP_ADDRESS,
        severity: Note,
        place: "names.server_hosts",
        triggers: |plan| plan.names.server_hosts = "api.contoso.example [2001:db8::1]".into(),
        near_miss: |plan| plan.names.server_hosts = "api.contoso.example a10.0.0.1.example".into(),
    },
    Row {
        code: codes::HOST_UNQUALIFIED,
        severity: Warning,
        place: "names.server_hosts",
        triggers: |plan| {
            plan.names.server_hosts = "api".into();
            plan.azure.dns_zone.clear();
        },
        near_miss: |plan| {
            plan.names.server_hosts = "localhost".into();
            plan.azure.dns_zone.clear();
            plan.caller = Caller::Other;
        },
    },
    Row {
        code: codes::HOST_TOO_LONG_FOR_CN,
        severity: Warning,
        place: "names.server_hosts",
        triggers: |plan| plan.names.server_hosts = host_of(65),
        near_miss: |plan| plan.names.server_hosts = host_of(64),
    },
    Row {
        code: codes::HOST_TOO_LONG_FOR_CN,
        severity: Error,
        place: "names.server_hosts",
        triggers: |plan| {
            plan.names.server_hosts = host_of(65);
            plan.names.organization.clear();
            plan.names.locality.clear();
            plan.names.country.clear();
        },
        near_miss: |plan| {
            plan.names.server_hosts = host_of(65);
            plan.existing.server_certificate = true;
        },
    },
    Row {
        code: codes::NAME_INTERNATIONAL,
        severity: Note,
        place: "names.client",
        triggers: |plan| plan.names.client = "bücher.example".into(),
        near_miss: |plan| plan.names.client = "xn--bcher-kva.example".into(),
    },
    Row {
        code: codes::CLIENT_WILDCARD,
        severity: Error,
        place: "names.client",
        triggers: |plan| plan.names.client = "*.contoso.example".into(),
        near_miss: |plan| plan.names.server_hosts.push_str(" *.contoso.example"),
    },
    Row {
        code: codes::CLIENT_ALTERNATIVE_MALFORMED,
        severity: Error,
        place: "names.client_alternative",
        triggers: |plan| plan.names.client_alternative = "b.example spiffe://".into(),
        near_miss: |plan| {
            plan.names.client_alternative =
                "b.example 10.0.0.1 2001:db8::1 team@b.example spiffe://b.example/apim urn:x:y"
                    .into();
        },
    },
    Row {
        code: codes::CLIENT_ALTERNATIVE_DERIVED,
        severity: Note,
        place: "names.client",
        triggers: |plan| plan.names.client = "API Management: prod".into(),
        near_miss: |plan| {
            plan.names.client = "API Management: prod".into();
            plan.names.client_alternative = "apim.contoso.example".into();
        },
    },
    Row {
        code: codes::CLIENT_ALTERNATIVE_MISSING,
        severity: Error,
        place: "names.client_alternative",
        triggers: |plan| {
            plan.names.client = "客户 端".into();
        },
        near_miss: |plan| {
            plan.names.client = "客户 端".into();
            plan.names.client_alternative = "spiffe://contoso.example/apim".into();
        },
    },
    Row {
        code: codes::NAMES_SHARED,
        severity: Warning,
        place: "names.client",
        triggers: |plan| plan.names.client = "API.contoso.example".into(),
        near_miss: |plan| plan.names.client = "api.contoso.example.org".into(),
    },
    Row {
        code: codes::EMAIL_MALFORMED,
        severity: Error,
        place: "names.email",
        triggers: |plan| plan.names.email = "team@ contoso.example".into(),
        near_miss: |plan| plan.names.email = " team+x@contoso.example ".into(),
    },
    Row {
        code: codes::COUNTRY_MALFORMED,
        severity: Error,
        place: "names.country",
        triggers: |plan| plan.names.country = "USA".into(),
        near_miss: |plan| plan.names.country.clear(),
    },
    Row {
        code: codes::COUNTRY_LOWER_CASE,
        severity: Note,
        place: "names.country",
        triggers: |plan| plan.names.country = "de".into(),
        near_miss: |plan| plan.names.country = "DE".into(),
    },
    Row {
        code: codes::AUTHORITIES_SHARE_NAME,
        severity: Error,
        place: "issuer.client_ca",
        triggers: |plan| {
            plan.issuer.authorities = Authorities::Separate;
            plan.issuer.client_ca = format!(" {} ", plan.issuer.server_ca);
        },
        near_miss: |plan| {
            plan.issuer.authorities = Authorities::Separate;
            plan.issuer.client_ca = plan.issuer.server_ca.clone();
            plan.existing.server_certificate = true;
        },
    },
    Row {
        code: codes::AUTHORITY_NAMED_LIKE_LEAF,
        severity: Error,
        place: "names.ca",
        triggers: |plan| {
            plan.names.ca = plan.names.client.clone();
            plan.names.organization.clear();
            plan.names.locality.clear();
            plan.names.country.clear();
        },
        near_miss: |plan| plan.names.ca = plan.names.client.clone(),
    },
];

fn hosts(count: usize) -> String {
    let hosts: Vec<String> = (0..count).map(|i| format!("h{i}.example")).collect();
    hosts.join("\n")
}

/// A host of this many characters in the zone of the default plan.
fn host_of(length: usize) -> String {
    let suffix = ".api.contoso.example";
    format!("{}{suffix}", "h".repeat(length - suffix.len()))
}
