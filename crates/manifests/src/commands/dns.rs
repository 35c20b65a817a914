use crate::Intent;
use crate::commands::controller::service_selector;
use crate::commands::guard::{self, subscription_option};
use crate::commands::procedure::{Line, Procedure, Step, Trouble, Variable, quiet};
use crate::runbook::markdown::code;
use crate::shell::{quote, url_segment, words};

/// Says where the ingress is, instead of asking the cluster.
const INGRESS_ADDRESS: Variable = Variable {
    name: "INGRESS_ADDRESS",
    required: false,
    secret: false,
    meaning: "the IPv4 address of the ingress, where the cluster should not be asked for it",
};

/// `4-dns.sh`: the A record.
pub(crate) fn procedure(intent: &Intent) -> Procedure {
    let mut tools = vec!["kubectl"];
    if intent.azure.dns_zone.is_some() {
        tools.push("az");
    }
    let mut optional_tools = guard::optional_tools(intent);
    optional_tools.push(("nslookup", "to see that the host name resolves"));
    let record = match &intent.azure.dns_zone {
        Some(zone) => azure_record(intent, zone),
        None => record_elsewhere(intent),
    };
    Procedure {
        folder: "commands",
        file: "4-dns.sh",
        arguments: "",
        title: "Point the host name at the ingress",
        note: "",
        tools,
        optional_tools,
        variables: vec![guard::kube_context(intent), INGRESS_ADDRESS],
        setup: setup(intent),
        steps: vec![address(intent), record, resolution(intent)],
        undo: intent
            .azure
            .dns_zone
            .iter()
            .map(|zone| {
                format!(
                    "az network dns record-set a delete {}",
                    record_options(intent, zone, "--name")
                )
            })
            .collect(),
    }
}

fn setup(intent: &Intent) -> Vec<String> {
    let mut lines = guard::cluster(intent);
    if intent.azure.dns_zone.is_some() {
        if intent.azure.cluster.is_empty() {
            lines.extend(guard::az_wrapper());
        }
        lines.extend(guard::exists());
    }
    lines
}

fn address(intent: &Intent) -> Step {
    let jsonpath =
        r#"jsonpath={.items[?(@.spec.type=="LoadBalancer")].status.loadBalancer.ingress[0].ip}"#;
    let mut lines = vec![
        Line::ByHand(format!("kubectl {}", service_selector(intent))),
        Line::Quiet("address=${INGRESS_ADDRESS:-}".to_owned()),
        Line::Quiet("if [[ -z $address ]]; then".to_owned()),
        Line::Quiet(format!(
            "  address=$(kubectl {} --output {})",
            service_selector(intent),
            quote(jsonpath)
        )),
        Line::Quiet("fi".to_owned()),
    ];
    lines.extend(quiet(
        r#"[[ $address =~ ^[0-9]+(\.[0-9]+){3}$ ]] || stop "the controller's service has no external IPv4 address; wait for it, or set INGRESS_ADDRESS"
printf 'The ingress is at %s\n' "$address""#,
    ));
    Step {
        title: "The address of the ingress",
        about: String::new(),
        lines,
        expect: vec!["EXTERNAL-IP".to_owned(), "20.0.0.0".to_owned()],
        troubles: Trouble::list([(
            "<pending>",
            "The load balancer has no address yet: wait a minute and start again.",
        )]),
    }
}

const RECORD_TROUBLES: [(&str, &str); 3] = [
    (
        "4-dns.sh: az cannot tell what is there already",
        "The account may not read the zone, or Azure was not reached: az's own message above says which. Nothing was changed.",
    ),
    (
        "4-dns.sh: the record holds ... already",
        "Something else used this host name. Find out what, then remove the record and start again.",
    ),
    (
        "(ResourceNotFound) The Resource 'Microsoft.Network/dnszones/...' was not found",
        "The zone is in another resource group or subscription: correct the plan.",
    ),
];

fn azure_record(intent: &Intent, zone: &str) -> Step {
    let show = format!(
        "az network dns record-set a show {}",
        record_options(intent, zone, "--name")
    );
    let mut lines = vec![
        Line::Quiet("current=".to_owned()),
        Line::Quiet(format!("if exists {show}; then")),
        Line::Quiet(format!("  current=$({})", json_query(intent, zone))),
        Line::Quiet("fi".to_owned()),
        Line::Quiet("if [[ -z $current ]]; then".to_owned()),
        Line::Quiet(format!(
            "  az network dns record-set a add-record {} --ttl 300 --ipv4-address \"$address\" --output none",
            record_options(intent, zone, "--record-set-name")
        )),
    ];
    lines.extend(quiet(
        r#"elif [[ $current == "$address" ]]; then
  echo 'The record is right already.'
else
  stop "the record holds ${current//$'\n'/, } already; remove it first if nothing else needs it"
fi"#,
    ));
    lines.push(Line::ByHand(show));
    Step {
        title: "The A record",
        about: format!(
            "The script makes the record in the zone {}. One that is right already stays as it is; one with another address stops the script.",
            code(zone)
        ),
        lines,
        expect: vec!["\"ipv4Address\": \"20.0.0.0\"".to_owned()],
        troubles: Trouble::list(RECORD_TROUBLES),
    }
}

/// Asks for the addresses as the REST API names them: the CLI's own field names differ by version.
fn json_query(intent: &Intent, zone: &str) -> String {
    let azure = &intent.azure;
    let subscription = azure
        .subscription
        .as_deref()
        .map_or_else(|| "{subscriptionId}".to_owned(), url_segment);
    let url = format!(
        "/subscriptions/{subscription}/resourceGroups/{}/providers/Microsoft.Network/dnsZones/{}/A/{}?api-version=2018-05-01",
        url_segment(&azure.dns_resource_group),
        url_segment(zone),
        url_segment(&relative_name(intent.call_host.as_str(), zone))
    );
    format!(
        "az rest --method get --url {} --query 'properties.ARecords[].ipv4Address' --output tsv",
        quote(&url)
    )
}

fn record_options(intent: &Intent, zone: &str, name_option: &str) -> String {
    format!(
        "{}{}",
        words([
            "--resource-group",
            &intent.azure.dns_resource_group,
            "--zone-name",
            zone,
            name_option,
            &relative_name(intent.call_host.as_str(), zone),
        ]),
        subscription_option(intent.azure.subscription.as_deref())
    )
}

/// The host's name within the zone; `@` for the zone itself.
fn relative_name(host: &str, zone: &str) -> String {
    let zone = zone.trim_end_matches('.').to_ascii_lowercase();
    if host == zone {
        return "@".to_owned();
    }
    host.strip_suffix(&zone)
        .and_then(|name| name.strip_suffix('.'))
        .unwrap_or(host)
        .to_owned()
}

fn record_elsewhere(intent: &Intent) -> Step {
    let host = intent.call_host.as_str();
    Step {
        title: "The A record",
        about: "Make this record where the domain is served.".to_owned(),
        lines: quiet(&format!(
            "printf '%s. 300 IN A %s\\n' {} \"$address\"",
            quote(host)
        )),
        expect: vec![format!("{host}. 300 IN A 20.0.0.0")],
        troubles: Vec::new(),
    }
}

fn resolution(intent: &Intent) -> Step {
    let host = quote(intent.call_host.as_str());
    let mut lines = vec![Line::ByHand(format!("nslookup {host}"))];
    lines.extend(quiet(&format!(
        "if type -P nslookup >/dev/null; then
  nslookup {host} | grep -qF -- \"$address\" ||
    stop 'the host name does not lead to the ingress yet: wait for the record to spread and start again'
else
  echo 'nslookup is missing: look the host name up by other means.'
fi"
    )));
    Step {
        title: "The host name resolves",
        about: String::new(),
        lines,
        expect: vec!["Address: 20.0.0.0".to_owned()],
        troubles: Trouble::list([(
            "NXDOMAIN",
            "The record has not spread yet (wait for the time to live of the zone's SOA record), or the registrar does not delegate the domain to this zone.",
        )]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_is_named_within_its_zone() {
        for (host, zone, name) in [
            ("api.contoso.example", "contoso.example", "api"),
            ("a.b.contoso.example", "Contoso.Example", "a.b"),
            ("contoso.example", "contoso.example", "@"),
            (
                "api.notcontoso.example",
                "contoso.example",
                "api.notcontoso.example",
            ),
        ] {
            assert_eq!(relative_name(host, zone), name, "{host} in {zone}");
        }
    }
}
