//! Azure's resources, and the rules of their names.

pub(super) mod name;

use diagnostics::Finding;
use manifests::{Azure, Existing};
use pki::DnsName;

use self::name::{CLUSTER, LOCATION, REGISTRY, RESOURCE_GROUP, guid, name, optional_name};
use super::names::ServerNames;
use crate::excerpt::excerpt;
use crate::text::{label, optional};
use crate::{Caller, Plan, codes};

/// The Azure resources around the cluster. What no step uses is not judged and left empty.
pub(super) fn resolve(
    plan: &Plan,
    existing: &Existing,
    server: Option<&ServerNames>,
    findings: &mut Vec<Finding>,
) -> Option<Azure> {
    let azure = &plan.azure;
    let makes_gateway = plan.caller == Caller::ApiManagement && !existing.api_management;
    let registry = if existing.workload {
        Some(None)
    } else {
        optional_name(&REGISTRY, "azure.registry", &azure.registry, findings)
    };
    let cluster = cluster(plan, existing, findings);
    let location = if makes_gateway || !existing.cluster {
        name(&LOCATION, "azure.location", &azure.location, findings)
    } else {
        Some(String::new())
    };
    let admin_group = if existing.cluster {
        Some(None)
    } else {
        // A display name may hold anything that can be seen (Microsoft Graph: 256 characters).
        optional("azure.admin_group", &azure.admin_group, 256, findings).map(non_empty)
    };
    let subscription = id("azure.subscription", &azure.subscription, findings);
    let tenant = id("azure.tenant", &azure.tenant, findings);
    let zone = dns_zone(plan, server, findings);
    let (resource_group, cluster) = cluster?;
    let (dns_zone, dns_resource_group) = zone?;
    Some(Azure {
        resource_group,
        location: location?,
        cluster,
        subscription: subscription?,
        registry: registry?,
        tenant: tenant?,
        admin_group: admin_group?,
        dns_zone,
        dns_resource_group,
    })
}

/// Resource group and name of the cluster. One that is there may lie outside Azure and have neither, but
/// then it cannot be let into a registry.
fn cluster(
    plan: &Plan,
    existing: &Existing,
    findings: &mut Vec<Finding>,
) -> Option<(String, String)> {
    let azure = &plan.azure;
    let is_attached = !existing.workload && !azure.registry.trim().is_empty();
    if existing.cluster && !is_attached && azure.cluster.trim().is_empty() {
        return Some((String::new(), String::new()));
    }
    let resource_group = name(
        &RESOURCE_GROUP,
        "azure.resource_group",
        &azure.resource_group,
        findings,
    );
    let cluster = name(&CLUSTER, "azure.cluster", &azure.cluster, findings);
    Some((resource_group?, cluster?))
}

fn non_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A GUID that may be left out; scripts compare it with what `az` prints.
fn id(place: &'static str, typed: &str, findings: &mut Vec<Finding>) -> Option<Option<String>> {
    let typed = optional(place, typed, 64, findings)?;
    if typed.is_empty() || guid(&typed) {
        return Some(non_empty(typed));
    }
    findings.push(Finding::error(
        codes::GUID_MALFORMED,
        place,
        format!("{} {} is no id.", label(place), excerpt(&typed)),
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
