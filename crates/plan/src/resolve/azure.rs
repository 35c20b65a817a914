//! Azure's resources, and the rules of their names.

pub(super) mod name;

use diagnostics::Finding;
use manifests::Azure;
use pki::DnsName;

use self::name::{CLUSTER, LOCATION, REGISTRY, RESOURCE_GROUP, guid, name, optional_name};
use super::names::ServerNames;
use crate::excerpt::excerpt;
use crate::text::optional;
use crate::{Caller, Plan, codes};

/// The Azure resources around the cluster. What no step uses is not judged and left empty.
pub(super) fn resolve(
    plan: &Plan,
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) -> Option<Azure> {
    let azure = &plan.azure;
    let makes_cluster = !plan.existing.cluster;
    let makes_gateway = plan.caller == Caller::ApiManagement && !plan.existing.api_management;
    let subscription = subscription(&azure.subscription, findings);
    let resource_group = name(
        &RESOURCE_GROUP,
        "azure.resource_group",
        &azure.resource_group,
        findings,
    );
    let cluster = name(&CLUSTER, "azure.cluster", &azure.cluster, findings);
    let location = if makes_cluster || makes_gateway {
        name(&LOCATION, "azure.location", &azure.location, findings)
    } else {
        Some(String::new())
    };
    let tenant = tenant("azure.tenant", &azure.tenant, findings);
    let [registry, admin_group] = if makes_cluster {
        [
            optional_name(&REGISTRY, "azure.registry", &azure.registry, findings),
            // A display name may hold anything that can be seen (Microsoft Graph: 256 characters).
            optional("azure.admin_group", &azure.admin_group, 256, findings).map(non_empty),
        ]
    } else {
        [Some(None), Some(None)]
    };
    let zone = dns_zone(plan, server, findings);
    let (dns_zone, dns_resource_group) = zone?;
    Some(Azure {
        resource_group: resource_group?,
        location: location?,
        cluster: cluster?,
        subscription: subscription?,
        registry: registry?,
        tenant: tenant?,
        admin_group: admin_group?,
        dns_zone,
        dns_resource_group,
    })
}

/// A tenant as Microsoft Entra names it: an id or a domain; none where the field is empty.
pub(super) fn tenant(
    place: &'static str,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<Option<String>> {
    let typed = optional(place, typed, 253, findings)?;
    if typed.is_empty() {
        return Some(None);
    }
    if guid(&typed) {
        return Some(Some(typed));
    }
    match DnsName::parse(&typed) {
        Ok(domain) if !domain.is_wildcard() => Some(Some(domain.as_str().to_owned())),
        _ => {
            findings.push(Finding::error(
                codes::TENANT_MALFORMED,
                place,
                format!("{} is neither a tenant id nor a domain.", excerpt(&typed)),
                "Enter the tenant's id (a GUID) or a domain of it, such as contoso.onmicrosoft.com.",
            ));
            None
        }
    }
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn subscription(typed: &str, findings: &mut Vec<Finding>) -> Option<Option<String>> {
    const PLACE: &str = "azure.subscription";
    let typed = optional(PLACE, typed, 64, findings)?;
    if typed.is_empty() || guid(&typed) {
        return Some(non_empty(typed));
    }
    findings.push(Finding::error(
        codes::GUID_MALFORMED,
        PLACE,
        format!("{} is no subscription id.", excerpt(&typed)),
        "Enter the id (a GUID) that `az account list` shows, or leave the field empty.",
    ));
    None
}

/// The zone and its resource group; neither where the record is made elsewhere.
fn dns_zone(
    plan: &Plan,
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) -> Option<(Option<String>, String)> {
    const PLACE: &str = "azure.dns_zone";
    let azure = &plan.azure;
    let typed = azure.dns_zone.trim();
    if plan.existing.dns || typed.is_empty() {
        return Some((None, String::new()));
    }
    let group = name(
        &RESOURCE_GROUP,
        "azure.dns_resource_group",
        &azure.dns_resource_group,
        findings,
    );
    let zone = match DnsName::parse(typed) {
        Ok(zone) if !zone.is_wildcard() => zone,
        _ => {
            findings.push(Finding::error(
                codes::DNS_ZONE_MALFORMED,
                PLACE,
                format!("{} is no DNS zone.", excerpt(typed)),
                "Enter the zone's name, such as contoso.example, or leave the field empty.",
            ));
            return None;
        }
    };
    if let Some(server) = server
        && !holds(&zone, &server.call_host)
    {
        findings.push(Finding::error(
            codes::DNS_ZONE_MISMATCH,
            PLACE,
            format!("The zone `{zone}` does not hold `{}`.", server.call_host),
            "Enter the zone that the host name ends in, or leave the field empty.",
        ));
    }
    Some((Some(zone.as_str().to_owned()), group?))
}

/// Whether a name lies in a zone, or is its apex.
fn holds(zone: &DnsName, name: &DnsName) -> bool {
    name.as_str()
        .strip_suffix(zone.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
