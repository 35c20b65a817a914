use pki::Role;

use super::token;
use crate::xml::Element;
use crate::{ApiManagement, Caller, CertificateReference, Intent, Material, OAuth};

/// `apim/policy.xml`: the policy of the API, a well-formed XML document with everything escaped.
pub(super) fn render(intent: &Intent, material: Option<&Material>) -> String {
    match &intent.caller {
        Caller::ApiManagement(gateway) => policies(gateway, material).document(),
        Caller::Other => String::new(),
    }
}

fn policies(gateway: &ApiManagement, material: Option<&Material>) -> Element {
    Element::new("policies")
        .child(inbound(gateway, material))
        .child(with_base("backend"))
        .child(with_base("outbound"))
        .child(with_base("on-error"))
}

/// A section that begins with what wider scopes say.
fn with_base(section: &'static str) -> Element {
    Element::new(section).child(Element::new("base"))
}

/// CORS comes before tokens, because a preflight request carries none; both come before the way to the
/// backend.
fn inbound(gateway: &ApiManagement, material: Option<&Material>) -> Element {
    let mut inbound = with_base("inbound").children(cors(&gateway.oauth));
    if let Some(jwt) = &gateway.oauth.jwt {
        inbound = inbound
            .comment("Callers without a valid token get 401.")
            .child(token::policy(jwt));
    }
    inbound
        .comment("The ingress of the cluster, with the TLS settings of the backend entity.")
        .child(Element::new("set-backend-service").attribute("backend-id", &gateway.backend))
        .comment("The client certificate that the ingress asks for.")
        .child(authentication_certificate(gateway, material))
}

fn authentication_certificate(gateway: &ApiManagement, material: Option<&Material>) -> Element {
    let element = Element::new("authentication-certificate");
    match gateway.reference {
        CertificateReference::Id => element.attribute("certificate-id", &gateway.certificate),
        CertificateReference::Thumbprint => {
            let facts = material.and_then(|material| material.facts(Role::Client));
            let thumbprint = facts.map_or("once Generate has made it", |facts| &facts.sha1);
            element.attribute("thumbprint", thumbprint)
        }
    }
}

fn cors(oauth: &OAuth) -> Option<Element> {
    let all = |list, item| Element::new(list).child(Element::new(item).text("*"));
    (!oauth.cors_origins.is_empty()).then(|| {
        Element::new("cors")
            .attribute("allow-credentials", "false")
            .child(texts("allowed-origins", "origin", &oauth.cors_origins))
            .child(all("allowed-methods", "method").attribute("preflight-result-max-age", "300"))
            .child(all("allowed-headers", "header"))
    })
}

/// A list of items that hold text.
pub(super) fn texts<'a>(
    list: &'static str,
    item: &'static str,
    values: impl IntoIterator<Item = &'a String>,
) -> Element {
    Element::new(list).children(
        values
            .into_iter()
            .map(|value| Element::new(item).text(value)),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use roxmltree::{Document, Node};

    use super::*;
    use crate::{Claim, Jwt, test_intent};

    /// The element at this path, which stands there once.
    fn only<'a>(document: &'a Document, path: &[&str]) -> Node<'a, 'a> {
        path.iter().fold(document.root_element(), |node, name| {
            let found: Vec<_> = node
                .children()
                .filter(|child| child.has_tag_name(*name))
                .collect();
            assert_eq!(found.len(), 1, "{name}");
            found[0]
        })
    }

    fn names(node: Node) -> Vec<String> {
        node.children()
            .filter(Node::is_element)
            .map(|child| child.tag_name().name().to_owned())
            .collect()
    }

    fn texts_of(node: Node) -> Vec<String> {
        node.children()
            .filter(Node::is_element)
            .map(|child| child.text().unwrap_or_default().to_owned())
            .collect()
    }

    fn everything() -> Intent {
        let mut intent = test_intent::intent();
        test_intent::gateway(&mut intent).oauth = OAuth {
            jwt: Some(Jwt::Validate {
                openid_configuration:
                    "https://login.contoso.example/.well-known/openid-configuration".into(),
                issuer: None,
                audience: "api://tinyrest".into(),
                claims: Vec::new(),
            }),
            cors_origins: vec![
                "https://app.contoso.example".into(),
                "http://localhost:3000".into(),
            ],
        };
        intent
    }

    #[test]
    fn every_section_keeps_what_wider_scopes_say() {
        for intent in [test_intent::intent(), everything()] {
            let text = render(&intent, None);
            let document = Document::parse(&text).unwrap();
            assert_eq!(
                names(document.root_element()),
                ["inbound", "backend", "outbound", "on-error"]
            );
            for section in ["inbound", "backend", "outbound", "on-error"] {
                assert_eq!(names(only(&document, &[section]))[0], "base", "{section}");
            }
        }
    }

    #[test]
    fn policies_stand_in_the_order_they_must_run() {
        let text = render(&everything(), None);
        let document = Document::parse(&text).unwrap();
        assert_eq!(
            names(only(&document, &["inbound"])),
            [
                "base",
                "cors",
                "validate-jwt",
                "set-backend-service",
                "authentication-certificate"
            ]
        );
        let text = render(&test_intent::intent(), None);
        let document = Document::parse(&text).unwrap();
        assert_eq!(
            names(only(&document, &["inbound"])),
            ["base", "set-backend-service", "authentication-certificate"]
        );
    }

    #[test]
    fn backend_and_certificate_are_named() {
        let text = render(&test_intent::intent(), None);
        let document = Document::parse(&text).unwrap();
        let backend = only(&document, &["inbound", "set-backend-service"]);
        assert_eq!(backend.attribute("backend-id"), Some("aks"));
        let certificate = only(&document, &["inbound", "authentication-certificate"]);
        assert_eq!(certificate.attribute("certificate-id"), Some("apim-client"));
        assert_eq!(certificate.attributes().len(), 1);
    }

    #[test]
    fn the_thumbprint_is_the_sha1_of_the_client_certificate() {
        let mut intent = test_intent::intent();
        test_intent::gateway(&mut intent).reference = CertificateReference::Thumbprint;
        let material = test_intent::material();
        let text = render(&intent, Some(&material));
        let document = Document::parse(&text).unwrap();
        let certificate = only(&document, &["inbound", "authentication-certificate"]);
        assert_eq!(
            certificate.attribute("thumbprint"),
            Some("E1FF6501909405E0BB3B35ADEA080C58DE865207")
        );
        assert_eq!(certificate.attribute("certificate-id"), None);
        assert!(render(&intent, None).contains("thumbprint=\"once Generate has made it\""));
    }

    #[test]
    fn origins_are_listed() {
        let text = render(&everything(), None);
        let document = Document::parse(&text).unwrap();
        let origins = only(&document, &["inbound", "cors", "allowed-origins"]);
        assert_eq!(
            texts_of(origins),
            ["https://app.contoso.example", "http://localhost:3000"]
        );
    }

    proptest! {
        // Characters that XML cannot hold are the writer's own test.
        #[test]
        fn any_name_parses_back(
            backend in "[ -\u{fffd}]*",
            certificate in "[ -\u{fffd}]*",
            audience in "[ -\u{fffd}]*",
            claim in "[ -\u{fffd}]*",
            origin in "[ -\u{fffd}]*",
        ) {
            let mut intent = everything();
            let gateway = test_intent::gateway(&mut intent);
            gateway.backend.clone_from(&backend);
            gateway.certificate.clone_from(&certificate);
            gateway.oauth = OAuth {
                jwt: Some(Jwt::AzureAd {
                    tenant: backend.clone(),
                    client_applications: vec![certificate.clone()],
                    audience: Some(audience.clone()),
                    claims: vec![Claim { name: claim.clone(), values: vec![claim.clone()] }],
                }),
                cors_origins: vec![origin.clone()],
            };
            let text = render(&intent, None);
            let document = Document::parse(&text).unwrap();
            let at = |name: &str| only(&document, &["inbound", name]);
            prop_assert_eq!(at("set-backend-service").attribute("backend-id"), Some(&*backend));
            prop_assert_eq!(
                at("authentication-certificate").attribute("certificate-id"),
                Some(&*certificate)
            );
            let policy = ["inbound", "validate-azure-ad-token"];
            prop_assert_eq!(only(&document, &policy).attribute("tenant-id"), Some(&*backend));
            let audiences = only(&document, &[&policy[..], &["audiences"]].concat());
            prop_assert_eq!(texts_of(audiences), [audience]);
            let required = only(&document, &[&policy[..], &["required-claims", "claim"]].concat());
            prop_assert_eq!(required.attribute("name"), Some(&*claim));
            prop_assert_eq!(texts_of(required), [claim]);
            let origins = only(&document, &["inbound", "cors", "allowed-origins"]);
            prop_assert_eq!(texts_of(origins), [origin]);
        }
    }
}
