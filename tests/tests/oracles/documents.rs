//! What has no program to judge it: the policy, the plan, the checksums and the runbook, each by what it must
//! say. XML is read by a parser that did not write it.

use std::path::Path;

use plan::{Caller, CertificateReference, JwtPolicy, load};
use roxmltree::{Document, Node};
use tests::tool::{Ended, Tool};

use crate::sets::{Set, documented};

/// What a script of the bundle makes: the policy as it was before.
const MADE_LATER: [&str; 1] = ["apim/policy.before.xml"];

#[test]
fn every_checksum_is_right_and_every_file_has_one() {
    for set in documented() {
        let checked = checksums(&set.directory);
        assert!(checked.success, "{}", checked.describe());
        let lines = checked.text().lines().count();
        // The checksums themselves and the CA keys are not among them.
        let files = count(&set.directory) - 1 - set.ca_keys().len();
        assert_eq!(lines, files, "{}", checked.describe());
    }
}

#[test]
fn a_changed_file_is_found() {
    let directory = tests::folder::fresh("changed file");
    tests::bundle::Bundle::make(&tests::plans::curl()).unpack(&directory);
    std::fs::write(directory.join("pki/ca.crt"), "another").unwrap();
    let checked = checksums(&directory);
    assert!(!checked.success);
    assert!(
        checked.text().contains("pki/ca.crt: FAILED"),
        "{}",
        checked.describe()
    );
}

#[test]
fn the_plan_comes_back() {
    for set in documented() {
        let text = std::fs::read_to_string(set.directory.join("plan.json")).unwrap();
        let loaded = load(&text);
        assert_eq!(loaded.value, set.plan);
        assert_eq!(loaded.findings, []);
    }
}

#[test]
fn the_policy_has_every_section_with_its_base() {
    for set in with_policy() {
        let text = policy(set);
        let document = Document::parse(&text).unwrap();
        let sections: Vec<_> = elements(document.root_element()).collect();
        let names: Vec<_> = sections
            .iter()
            .map(|section| section.tag_name().name())
            .collect();
        assert_eq!(names, ["inbound", "backend", "outbound", "on-error"]);
        for section in sections {
            assert_eq!(elements(section).next().unwrap().tag_name().name(), "base");
        }
    }
}

#[test]
fn the_policy_names_the_certificate_of_the_bundle() {
    for set in with_policy() {
        let text = policy(set);
        let document = Document::parse(&text).unwrap();
        let certificate = only(&document, "authentication-certificate");
        match set.plan.api_management.reference {
            CertificateReference::Id => {
                let id = certificate.attribute("certificate-id");
                assert_eq!(id, Some(set.plan.api_management.certificate.as_str()));
            }
            CertificateReference::Thumbprint => {
                let said = Tool::new("openssl")
                    .args(["x509", "-noout", "-fingerprint", "-sha1", "-in"])
                    .args([set.pki("client.crt")])
                    .succeed();
                let (_, thumbprint) = said.trim().split_once('=').unwrap();
                assert_eq!(
                    certificate.attribute("thumbprint"),
                    Some(thumbprint.replace(':', "").as_str())
                );
            }
        }
    }
}

#[test]
fn the_policy_checks_the_tokens_of_the_plan() {
    for set in with_policy() {
        let text = policy(set);
        let document = Document::parse(&text).unwrap();
        let oauth = &set.plan.oauth;
        let checks = ["validate-jwt", "validate-azure-ad-token"].map(|name| {
            document
                .descendants()
                .filter(|node| node.has_tag_name(name))
                .count()
        });
        assert_eq!(
            checks,
            match oauth.policy {
                JwtPolicy::Off => [0, 0],
                JwtPolicy::ValidateJwt => [1, 0],
                JwtPolicy::ValidateAzureAdToken => [0, 1],
            }
        );
        let claims: Vec<_> = document
            .descendants()
            .filter(|node| node.has_tag_name("claim"))
            .flat_map(|claim| {
                let name = claim.attribute("name").unwrap();
                elements(claim).map(move |value| format!("{name}={}", value.text().unwrap()))
            })
            .collect();
        assert_eq!(claims, oauth.required_claims.lines().collect::<Vec<_>>());
        let origins: Vec<_> = document
            .descendants()
            .filter(|node| node.has_tag_name("origin"))
            .map(|origin| origin.text().unwrap())
            .collect();
        assert_eq!(
            origins,
            oauth.cors_origins.split_whitespace().collect::<Vec<_>>()
        );
    }
}

#[test]
fn the_runbook_names_every_script_and_only_files_that_are_there() {
    for set in documented() {
        let text = std::fs::read_to_string(set.directory.join("README.md")).unwrap();
        for entry in std::fs::read_dir(set.directory.join("commands")).unwrap() {
            let script = format!("commands/{}", entry.unwrap().file_name().display());
            assert!(text.contains(&format!("bash {script}")), "{script}");
        }
        for folder in ["pki/", "kubernetes/", "apim/", "commands/", "openssl/"] {
            for (start, _) in text.match_indices(&format!("`{folder}")) {
                let name = text[start + 1..].split('`').next().unwrap();
                let there = set.directory.join(name).exists() || MADE_LATER.contains(&name);
                assert!(there, "{name}");
            }
        }
    }
}

fn with_policy() -> impl Iterator<Item = &'static Set> {
    documented()
        .iter()
        .filter(|set| set.plan.caller == Caller::ApiManagement)
}

fn policy(set: &Set) -> String {
    std::fs::read_to_string(set.directory.join("apim/policy.xml")).unwrap()
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn only<'a>(document: &'a Document<'_>, name: &str) -> Node<'a, 'a> {
    let mut found = document
        .descendants()
        .filter(|node| node.has_tag_name(name));
    let first = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert_eq!(found.next(), None);
    first
}

fn checksums(directory: &Path) -> Ended {
    Tool::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .within(directory)
        .run()
}

/// Files below a folder, without what other tests have put beside the bundle.
fn count(directory: &Path) -> usize {
    let mut files = 0;
    for entry in directory.read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if name == "made" || name.to_string_lossy().starts_with("broken-") {
            continue;
        }
        files += if entry.path().is_dir() {
            count(&entry.path())
        } else {
            1
        };
    }
    files
}
