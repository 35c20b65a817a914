//! The policy of API Management, which no program judges: what it must say, read by a parser that did not
//! write it.

use plan::{Caller, CertificateReference, JwtPolicy, OAuth, Plan};
use roxmltree::{Document, Node};
use tests::tool::Tool;

use crate::sets::{Set, documented};

#[test]
fn every_section_has_its_base() {
    for set in with_policy() {
        let text = policy(set);
        assert!(has_sections_with_base(&text), "{text}");
    }
}

#[test]
fn a_section_without_base_or_under_another_name_is_found() {
    let text = policy(&documented()[0]);
    for section in ["inbound", "backend", "outbound", "on-error"] {
        let (before, after) = text.split_once(&format!("<{section}>")).unwrap();
        let baseless = after.replacen("<base />", "", 1);
        let baseless = format!("{before}<{section}>{baseless}");
        assert!(!has_sections_with_base(&baseless), "{baseless}");
        let renamed = text.replace(section, "other");
        assert!(!has_sections_with_base(&renamed), "{renamed}");
    }
}

#[test]
fn the_certificate_is_the_one_of_the_bundle() {
    for set in with_policy() {
        let text = policy(set);
        assert!(names_certificate(&text, set), "{text}");
    }
}

#[test]
fn another_certificate_two_or_none_is_found() {
    let mut references = Vec::new();
    for set in with_policy() {
        let text = policy(set);
        let element = "<authentication-certificate ";
        for (from, to) in [
            ("certificate-id=\"", "certificate-id=\"x"),
            ("thumbprint=\"", "thumbprint=\"0"),
            (element, "<other "),
            ("</inbound>", "<authentication-certificate /></inbound>"),
        ] {
            if text.contains(from) {
                let altered = text.replacen(from, to, 1);
                assert!(!names_certificate(&altered, set), "{altered}");
            }
        }
        references.push(set.plan.api_management.reference);
    }
    // By either reference.
    assert!(references.contains(&CertificateReference::Id));
    assert!(references.contains(&CertificateReference::Thumbprint));
}

#[test]
fn tokens_and_origins_are_the_ones_of_the_plan() {
    for set in with_policy() {
        let text = policy(set);
        assert!(checks_tokens(&text, &set.plan.oauth), "{text}");
    }
}

#[test]
fn another_token_claim_or_origin_is_found() {
    let named = |name: &str| {
        let plan = tests::plans::all()
            .into_iter()
            .find(|(found, _)| *found == name);
        let plan = plan.unwrap().1;
        documented().iter().find(|set| set.plan == plan).unwrap()
    };
    for (name, changes) in [
        (
            "rich",
            &[
                ("<value>reader</value>", ""),
                ("name=\"scope\"", "name=\"role\""),
                ("&lt;all&gt;", "all"),
                ("https://dev.", "https://evil."),
                ("validate-jwt", "validate-azure-ad-token"),
            ][..],
        ),
        ("entra", &[("validate-azure-ad-token", "validate-nothing")]),
    ] {
        let set = named(name);
        let text = policy(set);
        for (from, to) in changes {
            let altered = text.replace(from, to);
            assert_ne!(altered, text, "no {from}");
            assert!(!checks_tokens(&altered, &set.plan.oauth), "{altered}");
        }
        // And a check that the plan does not ask for.
        assert!(!checks_tokens(&text, &Plan::default().oauth), "{text}");
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

/// Whether all four sections are there, in order, and each begins with what holds for every API.
fn has_sections_with_base(text: &str) -> bool {
    let document = Document::parse(text).unwrap();
    let sections: Vec<_> = elements(document.root_element()).collect();
    let names = sections.iter().map(|section| section.tag_name().name());
    names.eq(["inbound", "backend", "outbound", "on-error"])
        && sections.iter().all(|section| {
            let first = elements(*section).next();
            first.is_some_and(|first| first.has_tag_name("base"))
        })
}

/// Whether the client presents one certificate, and that is the one of the plan or of the bundle's file.
fn names_certificate(text: &str, set: &Set) -> bool {
    let document = Document::parse(text).unwrap();
    let certificates = named(&document, "authentication-certificate");
    let [certificate] = certificates[..] else {
        return false;
    };
    match set.plan.api_management.reference {
        CertificateReference::Id => {
            let id = certificate.attribute("certificate-id");
            id == Some(set.plan.api_management.certificate.as_str())
        }
        CertificateReference::Thumbprint => {
            let said = Tool::new("openssl")
                .args(["x509", "-noout", "-fingerprint", "-sha1", "-in"])
                .args([set.pki("client.crt")])
                .succeed();
            let (_, thumbprint) = said.trim().split_once('=').unwrap();
            certificate.attribute("thumbprint") == Some(thumbprint.replace(':', "").as_str())
        }
    }
}

/// Whether the policy checks the tokens, with the claims, and lets in the origins that the plan names.
fn checks_tokens(text: &str, oauth: &OAuth) -> bool {
    let document = Document::parse(text).unwrap();
    let checks =
        ["validate-jwt", "validate-azure-ad-token"].map(|name| named(&document, name).len());
    let expected = match oauth.policy {
        JwtPolicy::Off => [0, 0],
        JwtPolicy::ValidateJwt => [1, 0],
        JwtPolicy::ValidateAzureAdToken => [0, 1],
    };
    let claims = named(&document, "claim").into_iter().flat_map(|claim| {
        let name = claim.attribute("name").unwrap();
        elements(claim).map(move |value| format!("{name}={}", value.text().unwrap()))
    });
    let origins = named(&document, "origin");
    let origins = origins.iter().map(|origin| origin.text().unwrap());
    checks == expected
        && claims.eq(oauth.required_claims.lines())
        && origins.eq(oauth.cors_origins.split_whitespace())
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn named<'a, 'input>(document: &'a Document<'input>, name: &str) -> Vec<Node<'a, 'input>> {
    let all = document.descendants();
    all.filter(|node| node.has_tag_name(name)).collect()
}
