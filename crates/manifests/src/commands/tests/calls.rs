//! How `6-test.sh` judges answers. Those of a real nginx are judged end to end.

use std::process::Output;

use super::fakes::Bench;
use crate::{Caller, Intent, Jwt, test_intent};

const KEY: (&str, &str) = ("APIM_SUBSCRIPTION_KEY", "key $ecret");

const ECHOED: &str = "200\nHost: api.contoso.example\nX-Forwarded-For: 10.0.0.1\nSsl-Client-Verify: SUCCESS\nSsl-Client-Subject-Dn: C=US,O=Contoso,CN=apim.contoso.example\n";

/// A bench whose answers are the expected ones.
fn bench(intent: &Intent) -> Bench {
    let bench = Bench::new(intent);
    for (kind, answer) in [
        ("none", "400\nNo required SSL certificate was sent"),
        ("client", ECHOED),
        ("stranger", "400\nThe SSL certificate error"),
        ("server", "400\nThe SSL certificate error"),
        ("plain", "308\n"),
        ("gateway", ECHOED),
        ("anonymous", "401\n"),
    ] {
        bench.set(&format!("answer-{kind}"), answer);
    }
    bench
}

fn printed(bench: &Bench) -> (bool, String) {
    let output = bench.run("6-test.sh", &[KEY]);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output.status.success(), text)
}

#[test]
fn the_expected_answers_pass() {
    let bench = bench(&test_intent::intent());
    let (success, text) = printed(&bench);
    assert!(success && !text.contains("FAILED"), "{text}");
    assert_eq!(text.matches("\nok ").count(), 10, "{text}");
    assert!(text.ends_with("Every check is as expected.\n"), "{text}");
}

#[test]
fn each_wrong_answer_fails_by_name() {
    let bench = bench(&test_intent::intent());
    let other_client = ECHOED.replace("CN=apim.contoso.example", "CN=apim.contoso.example.evil");
    let unverified = ECHOED.replace("SUCCESS", "NONE");
    for (kind, answer, name) in [
        ("none", "200\nhello", "without a certificate"),
        (
            "none",
            "400\nThe SSL certificate error",
            "without a certificate",
        ),
        ("none", "exit 60", "without a certificate"),
        (
            "client",
            "400\nThe SSL certificate error",
            "with the client certificate",
        ),
        ("client", &unverified, "the header ssl-client-verify"),
        ("client", &other_client, "the header ssl-client-subject-dn"),
        (
            "client",
            "200\nX-Forwarded-For: 10.0.0.1",
            "the header ssl-client-verify",
        ),
        (
            "stranger",
            "200\nhello",
            "with a certificate of an unknown issuer",
        ),
        ("server", "200\nhello", "with the server certificate"),
        ("plain", "200\nhello", "without TLS"),
        ("plain", "exit 6", "without TLS"),
        ("gateway", "500\n", "through API Management"),
        (
            "gateway",
            "400\nNo required SSL certificate was sent",
            "through API Management",
        ),
    ] {
        bench.set(&format!("answer-{kind}"), answer);
        let (success, text) = printed(&bench);
        assert!(!success, "{kind} {answer}: {text}");
        assert!(
            text.contains(&format!("FAILED  {name}")),
            "{kind} {answer}: {text}"
        );
        let right = match kind {
            "none" => "400\nNo required SSL certificate was sent",
            "client" | "gateway" => ECHOED,
            "plain" => "308\n",
            _ => "400\nThe SSL certificate error",
        };
        bench.set(&format!("answer-{kind}"), right);
    }
}

#[test]
fn headers_are_found_in_any_spelling() {
    let bench = bench(&test_intent::intent());
    for body in [
        r#"{"ssl-client-verify": "SUCCESS", "ssl-client-subject-dn": "CN=apim.contoso.example,O=Contoso"}"#,
        "{\n \"Ssl-Client-Subject-Dn\": [\n  \"C=US,CN=apim.contoso.example\"\n ],\n \"Ssl-Client-Verify\": [\n  \"SUCCESS\"\n ]\n}",
        "SSL-CLIENT-VERIFY=SUCCESS\r\nSSL-CLIENT-SUBJECT-DN=CN=apim.contoso.example\r\n",
    ] {
        bench.set("answer-client", &format!("200\n{body}"));
        let (success, text) = printed(&bench);
        assert!(success && !text.contains("note"), "{body}: {text}");
    }
}

#[test]
fn an_application_that_does_not_echo_is_said_to() {
    let bench = bench(&test_intent::intent());
    bench.set("answer-client", "200\nhello");
    let (success, text) = printed(&bench);
    assert!(success, "{text}");
    assert!(
        text.contains("note    ssl-client-verify was not compared"),
        "{text}"
    );
}

#[test]
fn a_port_80_that_is_closed_is_fine() {
    let bench = bench(&test_intent::intent());
    bench.set("answer-plain", "exit 7");
    let (success, text) = printed(&bench);
    assert!(success && text.contains("without TLS: no answer"), "{text}");
}

#[test]
fn the_key_is_no_argument_and_the_gateway_is_called_as_it_is() {
    let bench = bench(&test_intent::intent());
    let output = bench.run("6-test.sh", &[KEY, ("INGRESS_ADDRESS", "127.0.0.1")]);
    assert!(output.status.success(), "{output:?}");
    let calls = bench.calls();
    assert!(calls.iter().flatten().all(|word| !word.contains(KEY.1)));
    assert_eq!(
        bench.text("credentials"),
        "Ocp-Apim-Subscription-Key: key $ecret"
    );
    for call in calls {
        let gateway = call.iter().any(|word| word.contains("azure-api.net"));
        assert_eq!(call.contains(&"--resolve".to_owned()), !gateway, "{call:?}");
        assert_eq!(call.contains(&"--cacert".to_owned()), !gateway, "{call:?}");
    }
}

#[test]
fn one_part_is_tested_where_it_is_named() {
    let bench = bench(&test_intent::intent());
    let output = bench.run_with("6-test.sh", &["ingress"], &[]);
    assert!(output.status.success(), "{output:?}");
    let output = bench.run_with("6-test.sh", &["gateway"], &[]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let reason = String::from_utf8_lossy(&output.stderr);
    assert!(reason.contains("APIM_SUBSCRIPTION_KEY"), "{reason}");
    let refuses = |bench: &Bench, part| {
        let output = bench.run_with("6-test.sh", &[part], &[KEY]);
        String::from_utf8_lossy(&output.stderr).contains("usage: 6-test.sh [ingress")
    };
    assert!(refuses(&bench, "nonsense") && !refuses(&bench, "gateway"));
    let mut intent = test_intent::intent();
    intent.caller = Caller::Other;
    let bench = self::bench(&intent);
    assert!(refuses(&bench, "gateway") && !refuses(&bench, "ingress"));
}

/// The status, what came below the heading of the result, and what the script ended with.
fn result(output: &Output) -> (Option<i32>, String, String) {
    let text = String::from_utf8_lossy(&output.stdout);
    let (_, result) = text.split_once("\n== Result\n").unwrap();
    let reason = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), result.to_owned(), reason)
}

#[test]
fn without_its_key_the_gateway_is_skipped_and_the_result_says_so() {
    let bench = bench(&test_intent::intent());
    let skipped = "skipped through API Management: the environment variable APIM_SUBSCRIPTION_KEY is not set\n";
    let (status, said, _) = result(&bench.run("6-test.sh", &[]));
    assert_eq!(status, Some(2));
    assert_eq!(
        said,
        format!("{skipped}Every check that ran is as expected.\n")
    );

    bench.set("answer-server", "200\nhello");
    let (status, said, reason) = result(&bench.run("6-test.sh", &[]));
    assert_eq!(status, Some(1));
    assert_eq!(said, skipped);
    assert!(reason.ends_with("1 of the checks failed\n"), "{reason}");
}

#[test]
fn a_stranger_who_cannot_be_made_is_skipped_and_the_result_says_so() {
    let bench = bench(&test_intent::intent());
    let run =
        |openssl: Option<&str>| result(&bench.run_without_openssl("6-test.sh", openssl, &[KEY]));
    for (openssl, why) in [
        (None, "the program openssl is missing"),
        (
            Some("#!/bin/sh\necho no entropy >&2\nexit 1\n"),
            "openssl made none: no entropy",
        ),
    ] {
        let (status, said, _) = run(openssl);
        assert_eq!(status, Some(2), "{said}");
        assert_eq!(
            said,
            format!(
                "skipped with a certificate of an unknown issuer: {why}\nEvery check that ran is as expected.\n"
            )
        );
    }
    bench.set("answer-none", "200\nhello");
    let (status, _, reason) = run(None);
    assert_eq!(status, Some(1));
    assert!(reason.ends_with("1 of the checks failed\n"), "{reason}");
}

#[test]
fn a_policy_that_checks_tokens_refuses_who_has_none() {
    let mut intent = test_intent::intent();
    test_intent::gateway(&mut intent).oauth.jwt = Some(Jwt::Validate {
        openid_configuration: "https://login.example/.well-known/openid-configuration".into(),
        issuer: None,
        audience: "api://tinyrest".into(),
        claims: Vec::new(),
    });
    let bench = bench(&intent);
    let secrets = [KEY, ("APIM_BEARER_TOKEN", "token")];
    let output = bench.run("6-test.sh", &secrets);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        bench.text("credentials"),
        "Ocp-Apim-Subscription-Key: key $ecret\nAuthorization: Bearer token"
    );
    bench.set("answer-anonymous", ECHOED);
    assert!(!bench.run("6-test.sh", &secrets).status.success());
}
