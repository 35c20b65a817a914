//! What the scripts do to Azure and to the cluster, the first time and the second.

use std::fs;

use serde_json::json;

use super::fakes::{Bench, PASSPHRASE, SERVICE};
use super::variants::{HOSTILE, hostile, v2_with_key_vault};
use crate::{Intent, ServerCertificate, Tier, test_intent};

pub(super) fn change(change: fn(&mut Intent)) -> Intent {
    let mut intent = test_intent::intent();
    change(&mut intent);
    intent
}

#[test]
fn scripts_stop_at_another_cluster() {
    let bench = Bench::new(&test_intent::intent());
    let scripts = ["2-controller.sh", "3-deploy.sh", "4-dns.sh"];
    for script in scripts {
        bench.set("context", "another-cluster");
        let reason = bench.refuse(script, &[]);
        assert!(
            reason.contains("kubectl points at another-cluster, not at aks-cluster-04"),
            "{reason}"
        );
        bench.set("context", "aks-cluster-04");
        bench.set("server", "https://impostor.azmk8s.example:443");
        let reason = bench.refuse(script, &[]);
        assert!(reason.contains("another cluster of that name"), "{reason}");
        bench.set("server", "https://plan.azmk8s.example:443");
        let reason = bench.refuse(script, &[("KUBE_CONTEXT", "mine")]);
        assert!(reason.contains("not at mine"), "{reason}");
    }
    let changing = |call: &Vec<String>| !call.contains(&"config".to_owned()) && call[0] != "az";
    assert_eq!(bench.calls().into_iter().find(changing), None);

    bench.set("context", "mine");
    for script in scripts {
        let output = bench.run(script, &[("KUBE_CONTEXT", "mine")]);
        assert!(output.status.success(), "{output:?}");
    }
}

#[test]
fn a_cluster_without_a_name_is_known_by_its_context() {
    let intent = change(|intent| intent.azure.cluster.clear());
    let bench = Bench::new(&intent);
    bench.set("context", "minikube");
    let reason = bench.refuse("3-deploy.sh", &[]);
    assert!(reason.contains("KUBE_CONTEXT"), "{reason}");
    let runbook = fs::read_to_string(bench.file("README.md")).unwrap();
    assert!(runbook.contains("- `KUBE_CONTEXT`: the kubectl context of the cluster\n"));
    let output = bench.run("3-deploy.sh", &[("KUBE_CONTEXT", "minikube")]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        bench.count(&["kubectl", "apply", "--kustomize", "kubernetes"]),
        1
    );
}

#[test]
fn half_a_pair_of_the_public_ca_stops() {
    let bench = Bench::new(&change(|intent| {
        intent.server_certificate = ServerCertificate::FromPublicCa;
    }));
    let secret = ["kubectl", "create", "secret", "tls"];
    for (given, missing) in [
        ("SERVER_KEY", "SERVER_CERTIFICATE"),
        ("SERVER_CERTIFICATE", "SERVER_KEY"),
    ] {
        let reason = bench.refuse("3-deploy.sh", &[(given, "/one.pem")]);
        assert!(
            reason.contains(&format!("{missing}: set this environment variable")),
            "{reason}"
        );
    }
    assert_eq!(bench.count(&secret), 0);
    let both = [
        ("SERVER_KEY", "/key.pem"),
        ("SERVER_CERTIFICATE", "/one.pem"),
    ];
    let output = bench.run("3-deploy.sh", &both);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(bench.count(&secret), 1);
}

#[test]
fn a_cluster_is_made_once() {
    let bench = Bench::new(&test_intent::intent());
    bench.unset("fqdn");
    for _ in 0..2 {
        bench.succeed("1-cluster.sh");
    }
    assert_eq!(bench.count(&["az", "aks", "create"]), 1);
    assert_eq!(bench.count(&["az", "aks", "get-credentials"]), 2);
}

#[test]
fn scripts_stop_at_another_tenant() {
    let intent = change(|intent| intent.azure.tenant = Some("PLANNED".into()));
    let bench = Bench::new(&intent);
    bench.set("tenant", "other");
    for script in ["1-cluster.sh", "5-apim.sh"] {
        let reason = bench.refuse(script, &[]);
        assert!(reason.contains("az login --tenant planned"), "{reason}");
    }
    bench.set("tenant", "planned");
    bench.succeed("1-cluster.sh");
}

fn assert_no_passphrase_in_arguments(bench: &Bench) {
    for call in bench.calls() {
        assert!(
            !call.iter().any(|word| word.contains(PASSPHRASE)),
            "{call:?}"
        );
    }
}

#[test]
fn api_management_is_set_up_once_and_again() {
    let bench = Bench::new(&test_intent::intent());
    bench.succeed("5-apim.sh");
    let second = bench.succeed("5-apim.sh");
    assert!(
        second.contains("The service trusts the CA already."),
        "{second}"
    );
    assert_eq!(bench.count(&["az", "apim", "api", "create"]), 1);
    assert_eq!(bench.count(&["az", "rest", "--method", "patch"]), 1);
    assert_no_passphrase_in_arguments(&bench);

    let service = bench.resource(SERVICE);
    assert_eq!(service["sku"], json!({"capacity": 1, "name": "Developer"}));
    assert_eq!(
        service["properties"]["publisherEmail"],
        "ops@contoso.example"
    );
    let backend = bench.resource(&format!("{SERVICE}/backends/aks"));
    assert_eq!(backend["properties"]["url"], "https://api.contoso.example");
    let policy = bench.resource(&format!("{SERVICE}/apis/tinyrest/policies/policy"));
    let xml = fs::read_to_string(bench.file("apim/policy.xml")).unwrap();
    assert_eq!(
        policy,
        json!({"properties": {"format": "rawxml", "value": xml}})
    );
}

#[test]
fn the_runbook_expects_what_the_script_says_of_the_consumption_tier() {
    let mut intent = change(|_| {});
    test_intent::gateway(&mut intent).tier = Tier::Consumption;
    let bench = Bench::new(&intent);
    let said = bench.succeed("5-apim.sh");
    let note = said
        .lines()
        .find(|line| line.starts_with("Note: "))
        .unwrap();
    let runbook = fs::read_to_string(bench.file("README.md")).unwrap();
    let expected = format!("Expect:\n\n```text\n{note}\n```\n");
    assert!(runbook.contains(&expected), "{note}");
}

#[test]
fn certificates_that_the_service_trusts_stay() {
    let bench = Bench::new(&change(|intent| intent.existing.api_management = true));
    let other = json!({"storeName": "Root", "certificate": {"thumbprint": "AB"}});
    bench.set_service(&json!({
        "id": format!("/subscriptions/0000/{SERVICE}"),
        "properties": {"provisioningState": "Succeeded", "certificates": [other]}
    }));
    bench.succeed("5-apim.sh");
    let trusted = bench.resource(SERVICE)["properties"]["certificates"].clone();
    assert_eq!(trusted[0], other);
    assert_eq!(trusted.as_array().unwrap().len(), 2);

    bench.set_service(&json!({
        "id": format!("/subscriptions/0000/{SERVICE}"),
        "properties": {"provisioningState": "Succeeded", "certificates": vec![other; 10]}
    }));
    let reason = bench.refuse("5-apim.sh", &[]);
    assert!(reason.contains("ten CA certificates"), "{reason}");
}

#[test]
fn the_policy_that_was_there_is_kept() {
    let bench = Bench::new(&change(|intent| intent.existing.api_management = true));
    bench.set_service(&json!({
        "id": format!("/subscriptions/0000/{SERVICE}"),
        "properties": {"provisioningState": "Succeeded"}
    }));
    let before = "<policies>\n  <inbound />\n</policies>";
    bench.set_resource(
        &format!("{SERVICE}/apis/tinyrest/policies/policy"),
        &json!({"properties": {"value": before}}),
    );
    for _ in 0..2 {
        bench.succeed("5-apim.sh");
        let kept = fs::read_to_string(bench.file("apim/policy.before.xml")).unwrap();
        assert_eq!(kept.trim_end(), before);
    }
}

#[test]
fn a_wrong_passphrase_or_certificate_stops() {
    let bench = Bench::new(&test_intent::intent());
    let output = bench.run("5-apim.sh", &[("PFX_PASSPHRASE", "wrong")]);
    assert!(!output.status.success());
    fs::copy(bench.file("pki/server.pfx"), bench.file("pki/client.pfx")).unwrap();
    let reason = bench.refuse("5-apim.sh", &[]);
    assert!(
        reason.contains("API Management holds another certificate"),
        "{reason}"
    );
}

#[test]
fn key_vault_gets_the_certificate_once() {
    let bench = Bench::new(&change(v2_with_key_vault));
    for _ in 0..2 {
        bench.succeed("5-apim.sh");
    }
    assert_eq!(bench.count(&["az", "rest", "--method", "post"]), 1);
    assert_eq!(bench.count(&["az", "role", "assignment", "create"]), 2);
    assert_no_passphrase_in_arguments(&bench);
    let certificate = bench.resource(&format!("{SERVICE}/certificates/apim-client"));
    assert!(certificate["properties"]["thumbprint"].is_string());
}

#[test]
fn a_service_without_an_identity_gets_one() {
    let bench = Bench::new(&change(|intent| {
        v2_with_key_vault(intent);
        intent.existing.api_management = true;
    }));
    let id = format!("/subscriptions/0000/{SERVICE}");
    let properties = json!({"provisioningState": "Succeeded"});
    bench.set_service(&json!({"id": id, "properties": properties}));
    bench.succeed("5-apim.sh");
    assert_eq!(
        bench.resource(SERVICE)["identity"]["type"],
        "SystemAssigned"
    );

    let identity = json!({"type": "UserAssigned"});
    bench.set_service(&json!({"id": id, "properties": properties, "identity": identity}));
    let reason = bench.refuse("5-apim.sh", &[]);
    assert!(
        reason.contains("only the identity UserAssigned"),
        "{reason}"
    );
}

#[test]
fn no_value_breaks_out_of_a_running_script() {
    for value in HOSTILE {
        let intent = hostile(value);
        let bench = Bench::new(&intent);
        for script in [
            "1-cluster.sh",
            "2-controller.sh",
            "3-deploy.sh",
            "4-dns.sh",
            "5-apim.sh",
        ] {
            bench.succeed(script);
        }
        assert_eq!(
            bench.broken_out(),
            Vec::<std::path::PathBuf>::new(),
            "{value:?}"
        );
        let seen = |program: &str| {
            bench
                .calls()
                .iter()
                .any(|call| call[0] == program && call.iter().any(|word| word == value))
        };
        assert!(seen("az") && seen("kubectl") && seen("helm"), "{value:?}");
    }
}

#[test]
fn a_new_service_needs_an_address_before_anything_is_made() {
    let bench = Bench::new(&test_intent::intent());
    let reason = bench.refuse("5-apim.sh", &[("APIM_PUBLISHER_EMAIL", "")]);
    assert!(reason.contains("APIM_PUBLISHER_EMAIL"), "{reason}");
    assert_eq!(bench.calls(), Vec::<Vec<String>>::new());
}
