//! What the scripts do about things that are there already, are missing, or cannot be looked up.

use std::fs;

use serde_json::json;

use super::azure::change;
use super::fakes::{Bench, SERVICE};
use super::variants::v2_with_key_vault;
use crate::{Intent, test_intent};

const RECORD: &str =
    "resourceGroups/rg-dns/providers/Microsoft.Network/dnsZones/contoso.example/A/api";
const ADD_RECORD: [&str; 6] = ["az", "network", "dns", "record-set", "a", "add-record"];

#[test]
fn a_dns_record_is_made_once() {
    let bench = Bench::new(&test_intent::intent());
    let first = bench.succeed("4-dns.sh");
    assert!(!first.contains("NotFound"), "{first}");
    let address = json!({"properties": {"ARecords": [{"ipv4Address": "20.0.0.1"}]}});
    assert_eq!(bench.resource(RECORD), address);
    let second = bench.succeed("4-dns.sh");
    assert!(second.contains("The record is right already."), "{second}");
    assert_eq!(bench.count(&ADD_RECORD), 1);

    bench.set_resource(RECORD, &json!({"properties": {"ARecords": []}}));
    bench.succeed("4-dns.sh");
    assert_eq!(bench.resource(RECORD), address);
}

#[test]
fn a_dns_record_of_others_is_left_alone() {
    let bench = Bench::new(&test_intent::intent());
    let other = json!({"properties": {"ARecords": [{"ipv4Address": "9.9.9.9"}, {"ipv4Address": "8.8.8.8"}]}});
    bench.set_resource(RECORD, &other);
    let reason = bench.refuse("4-dns.sh", &[]);
    assert!(
        reason.contains("the record holds 9.9.9.9, 8.8.8.8 already"),
        "{reason}"
    );
    assert_eq!(bench.resource(RECORD), other);
}

#[test]
fn a_dns_record_that_cannot_be_looked_up_is_not_made() {
    let bench = Bench::new(&test_intent::intent());
    for (there, fails) in [
        (false, "network dns record-set a show"),
        (true, "rest --method get"),
    ] {
        if there {
            bench.set_resource(RECORD, &json!({"properties": {"ARecords": []}}));
        }
        bench.set("fails", fails);
        let reason = bench.refuse("4-dns.sh", &[]);
        assert!(reason.contains("(AuthorizationFailed)"), "{reason}");
    }
    assert_eq!(bench.count(&ADD_RECORD), 0);
}

/// What fails, what must not be called then, and the plan.
type Unseen = (
    &'static str,
    &'static str,
    &'static [&'static str],
    fn(&mut Intent),
);

#[test]
fn what_cannot_be_looked_up_is_not_made() {
    let put = &["az", "rest", "--method", "put"];
    let cases: [Unseen; 4] = [
        ("1-cluster.sh", "aks show", &["az", "aks", "create"], |_| {}),
        ("5-apim.sh", "apim show", put, |_| {}),
        (
            "5-apim.sh",
            "apim api show",
            &["az", "apim", "api", "create"],
            |_| {},
        ),
        (
            "5-apim.sh",
            "keyvault certificate show",
            &["az", "rest", "--method", "post"],
            v2_with_key_vault,
        ),
    ];
    for (script, fails, call, plan) in cases {
        let bench = Bench::new(&change(plan));
        bench.set("fails", fails);
        let reason = bench.refuse(script, &[]);
        assert!(
            reason.contains("(AuthorizationFailed)"),
            "{fails}: {reason}"
        );
        assert_eq!(bench.count(call), 0, "{fails}");
    }
}

#[test]
fn a_policy_that_cannot_be_read_is_not_replaced() {
    let bench = Bench::new(&change(|intent| intent.existing.api_management = true));
    let id = format!("/subscriptions/0000/{SERVICE}");
    bench.set_service(&json!({"id": id, "properties": {"provisioningState": "Succeeded"}}));
    let policy = format!("{SERVICE}/apis/tinyrest/policies/policy");
    let before = json!({"properties": {"value": "<policies />"}});
    bench.set_resource(&policy, &before);
    for fails in ["policies?", "policies/policy?"] {
        bench.set(
            "fails",
            &format!("rest --method get --url {id}/apis/tinyrest/{fails}"),
        );
        let reason = bench.refuse("5-apim.sh", &[]);
        assert!(reason.contains("(AuthorizationFailed)"), "{reason}");
        assert!(!bench.file("apim/policy.before.xml").exists());
        assert_eq!(bench.resource(&policy), before);
    }
    bench.unset("fails");
    bench.succeed("5-apim.sh");
    let kept = fs::read_to_string(bench.file("apim/policy.before.xml")).unwrap();
    assert_eq!(kept.trim_end(), "<policies />");
}
