//! One intent and its material for the tests of this crate: the article's scenario with the
//! recommended choices, and real certificates for it.

use inspect::CertificateFacts;
use pki::{
    Algorithm, Authorities, CertificateSpec, DistinguishedName, DnsName, LeafUsage, Profile, Role,
    SerialNumber, Spec, SubjectAltName,
};
use zeroize::Zeroizing;

use crate::{
    ApiManagement, Azure, Caller, CertificateReference, CertificateUpload, Controller,
    DEFAULT_IMAGE, DEFAULT_IMAGE_PORT_VARIABLE, Existing, Ingress, Intent, Material, OAuth, Probe,
    SecretPem, Secrets, ServerCertificate, TestAuthentication, Tier, VerifyMode, Workload,
};

pub(crate) fn intent() -> Intent {
    let host = DnsName::parse("api.contoso.example").unwrap();
    Intent {
        spec: spec(&host),
        authorities: Authorities::Single,
        server_certificate: ServerCertificate::Issued,
        server_names: vec![SubjectAltName::Dns(host.clone())],
        call_host: host,
        client_name: "apim.contoso.example".into(),
        pfx_profile: formats::PfxProfile::Compatible,
        ca_key_format: crate::CaKeyFormat::EncryptedPkcs8,
        caller: Caller::ApiManagement(Box::new(api_management())),
        existing: Existing::default(),
        namespace: "default".into(),
        secrets: Secrets::Separate {
            tls: "api-tls".into(),
            client_ca: "apim-client-ca".into(),
        },
        workload: workload(),
        ingress: ingress(),
        controller: Controller {
            release: "nginx-ingress".into(),
            namespace: "ingress-nginx".into(),
        },
        azure: azure(),
    }
}

/// The API Management part of an intent that has one.
pub(crate) fn gateway(intent: &mut Intent) -> &mut ApiManagement {
    match &mut intent.caller {
        Caller::ApiManagement(gateway) => gateway,
        Caller::Other => panic!("this intent has no API Management"),
    }
}

pub(crate) fn material() -> Material {
    let certificates = vec![
        (Role::Ca, include_str!("test_intent/ca.crt").into()),
        (Role::Server, include_str!("test_intent/server.crt").into()),
        (Role::Client, include_str!("test_intent/client.crt").into()),
    ];
    Material {
        facts: vec![ca_facts(), server_facts(), client_facts()],
        certificates,
        server_key: Some(SecretPem(Zeroizing::new(
            include_str!("test_intent/server.key").into(),
        ))),
    }
}

fn api_management() -> ApiManagement {
    ApiManagement {
        service: "contoso-apim".into(),
        tier: Tier::Classic,
        resource_group: "rg-apim".into(),
        api: "tinyrest".into(),
        certificate: "apim-client".into(),
        backend: "aks".into(),
        reference: CertificateReference::Id,
        upload: CertificateUpload::Pfx,
        gateway_url: "https://contoso-apim.azure-api.net".into(),
        test_path: "/tinyrest/resource".into(),
        test_authentication: TestAuthentication::SubscriptionKey,
        oauth: OAuth::default(),
    }
}

fn workload() -> Workload {
    Workload {
        app: "tinyrest".into(),
        image: DEFAULT_IMAGE.into(),
        container_port: 3000,
        port_variable: Some(DEFAULT_IMAGE_PORT_VARIABLE.into()),
        service: "tinyrest-svc".into(),
        service_port: 8080,
        replicas: 1,
        probe: Probe::TcpSocket,
        user_id: None,
    }
}

fn ingress() -> Ingress {
    Ingress {
        name: "tinyrest".into(),
        class: "nginx".into(),
        path: "/".into(),
        verify_client: VerifyMode::On,
        verify_depth: 1,
        restrict_client: true,
        pass_certificate: false,
    }
}

fn azure() -> Azure {
    Azure {
        resource_group: "rg-aks".into(),
        location: "centralus".into(),
        cluster: "aks-cluster-04".into(),
        subscription: None,
        registry: None,
        tenant: None,
        admin_group: None,
        dns_zone: Some("contoso.example".into()),
        dns_resource_group: "rg-dns".into(),
    }
}

fn spec(host: &DnsName) -> Spec {
    let client = DnsName::parse("apim.contoso.example").unwrap();
    Spec {
        certificates: vec![
            CertificateSpec {
                role: Role::Ca,
                issuer: Role::Ca,
                profile: Profile::Authority,
                subject: DistinguishedName {
                    common_name: "My Cert Authority".into(),
                    ..DistinguishedName::default()
                },
                subject_alt_names: Vec::new(),
                algorithm: Algorithm::EcdsaP256,
                days: 3650,
                backdate_minutes: 5,
                serial: SerialNumber::Random,
            },
            leaf(Role::Server, LeafUsage::Server, host),
            leaf(Role::Client, LeafUsage::Client, &client),
        ],
    }
}

fn leaf(role: Role, usage: LeafUsage, name: &DnsName) -> CertificateSpec {
    CertificateSpec {
        role,
        issuer: Role::Ca,
        profile: Profile::Leaf(usage),
        subject: DistinguishedName {
            common_name: name.to_string(),
            organization: "Contoso".into(),
            locality: "Redmond".into(),
            country: "US".into(),
            ..DistinguishedName::default()
        },
        subject_alt_names: vec![SubjectAltName::Dns(name.clone())],
        algorithm: Algorithm::EcdsaP256,
        days: 397,
        backdate_minutes: 5,
        serial: SerialNumber::Random,
    }
}

fn ca_facts() -> CertificateFacts {
    CertificateFacts {
        role: Role::Ca,
        subject: "CN = My Cert Authority".into(),
        subject_rfc2253: "CN=My Cert Authority".into(),
        subject_alt_names: Vec::new(),
        serial: "0CA0".into(),
        sha1: "C65AD6D105FB525F422F177929C01D6065497D03".into(),
        sha256: "9f5c9cf81e8bb54c43585535139756c77eb4f28d6dfc80506b933351fb5349b6".into(),
        request_text: None,
        ..client_facts()
    }
}

fn server_facts() -> CertificateFacts {
    CertificateFacts {
        role: Role::Server,
        subject: "C = US, L = Redmond, O = Contoso, CN = api.contoso.example".into(),
        subject_rfc2253: "CN=api.contoso.example,O=Contoso,L=Redmond,C=US".into(),
        subject_alt_names: vec!["DNS:api.contoso.example".into()],
        serial: "C061".into(),
        sha1: "A94DE5CBA0F6A9B2EB7F873A15A77000765B5176".into(),
        sha256: "cd21b509137a010edc650503858e63617f0a824c86badfda68592323d65a3aa6".into(),
        ..client_facts()
    }
}

fn client_facts() -> CertificateFacts {
    CertificateFacts {
        role: Role::Client,
        subject: "C = US, L = Redmond, O = Contoso, CN = apim.contoso.example".into(),
        subject_rfc2253: "CN=apim.contoso.example,O=Contoso,L=Redmond,C=US".into(),
        issuer: "CN = My Cert Authority".into(),
        subject_alt_names: vec!["DNS:apim.contoso.example".into()],
        serial: "C062".into(),
        not_before: 1_795_597_603,
        not_after: 2_110_957_603,
        key_algorithm: "ECDSA P-256".into(),
        sha1: "E1FF6501909405E0BB3B35ADEA080C58DE865207".into(),
        sha256: "1933dbcaea335b1abd42ef2d777cec4498bc8a20ce13302341cfdd98d4dbc494".into(),
        text: "Certificate:\n    Data:\n        Version: 3 (0x2)\n".into(),
        request_text: Some("Certificate Request:\n".into()),
    }
}
