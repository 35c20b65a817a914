//! Plans that differ in what the scripts must do.

use pki::{Authorities, Role};

use crate::{
    Caller, CertificateReference, CertificateUpload, Existing, Intent, Jwt, Material, Secrets,
    ServerCertificate, TestAuthentication, Tier, VerifyMode, test_intent,
};

/// Values that mean something to bash, az, curl, Markdown or a terminal.
pub(crate) const HOSTILE: [&str; 8] = [
    "'; touch broken-out; '",
    "$(touch broken-out)`touch broken-out`",
    "\" && touch broken-out; \"\\",
    "a\ntouch broken-out\n#",
    "\u{202e}\u{200b}\u{2019} x\u{1f600}",
    "```\n# heading\n|a|b|<script>alert(1)</script>&amp;[x](y)",
    "*?[a-z]{1,2}~!! ;&|<>()",
    "-x --y",
];

type Change = fn(&mut Intent);

/// Each with a name for the messages of failing tests.
pub(crate) fn variants() -> Vec<(String, Intent)> {
    let changes: [(&str, Change); 11] = [
        ("the article's scenario", |_| {}),
        ("another client", |intent| intent.caller = Caller::Other),
        ("everything is there", everything_exists),
        ("a cluster without a name", |intent| {
            intent.existing.cluster = true;
            intent.azure.cluster.clear();
        }),
        ("v2 with Key Vault", v2_with_key_vault),
        ("Consumption with tokens", consumption_with_tokens),
        ("a public server certificate", public_server),
        ("one secret, public", |intent| {
            public_server(intent);
            intent.secrets = Secrets::Single {
                name: "ingress-secret-dev".into(),
            };
        }),
        ("two authorities", two_authorities),
        ("all of Azure", all_of_azure),
        ("lenient", lenient),
    ];
    let mut all = Vec::new();
    for (name, change) in changes {
        let mut intent = test_intent::intent();
        change(&mut intent);
        all.push((name.to_owned(), intent));
    }
    for value in HOSTILE {
        all.push((format!("hostile {value:?}"), hostile(value)));
    }
    all
}

/// What would have been issued for this plan.
pub(crate) fn material(intent: &Intent) -> Material {
    let issued = test_intent::material();
    let mut material = Material {
        facts: Vec::new(),
        certificates: Vec::new(),
        server_key: issued.server_key.clone(),
    };
    for certificate in &intent.spec.certificates {
        let role = certificate.role;
        let like = if role.is_authority() { Role::Ca } else { role };
        let mut facts = issued.facts(like).unwrap().clone();
        facts.role = role;
        facts.subject.clone_from(&certificate.subject.common_name);
        material.facts.push(facts);
        let pem = issued.certificate(like).unwrap().to_owned();
        material.certificates.push((role, pem));
    }
    if intent.server_certificate == ServerCertificate::FromPublicCa {
        material.server_key = None;
    }
    material
}

pub(crate) fn everything_exists(intent: &mut Intent) {
    intent.existing = Existing {
        cluster: true,
        controller: true,
        workload: true,
        namespace: true,
        dns: true,
        api_management: true,
    };
}

pub(crate) fn v2_with_key_vault(intent: &mut Intent) {
    let apim = test_intent::gateway(intent);
    apim.tier = Tier::V2;
    apim.upload = CertificateUpload::KeyVault {
        vault: "contoso-vault".into(),
    };
}

fn consumption_with_tokens(intent: &mut Intent) {
    let apim = test_intent::gateway(intent);
    apim.tier = Tier::Consumption;
    apim.reference = CertificateReference::Thumbprint;
    apim.test_authentication = TestAuthentication::BearerToken;
    apim.oauth.jwt = Some(Jwt::AzureAd {
        tenant: "contoso.example".into(),
        client_applications: vec!["00000000-0000-0000-0000-000000000000".into()],
        audience: None,
        claims: Vec::new(),
    });
}

fn public_server(intent: &mut Intent) {
    intent.server_certificate = ServerCertificate::FromPublicCa;
    intent
        .spec
        .certificates
        .retain(|certificate| certificate.role != Role::Server);
}

pub(crate) fn two_authorities(intent: &mut Intent) {
    intent.authorities = Authorities::Separate;
    let single = intent.spec.certificates.remove(0);
    for certificate in &mut intent.spec.certificates {
        certificate.issuer = match certificate.role {
            Role::Server => Role::ServerCa,
            _ => Role::ClientCa,
        };
    }
    for (role, name) in [
        (Role::ClientCa, "My Client Authority"),
        (Role::ServerCa, "My Server Authority"),
    ] {
        let mut authority = single.clone();
        authority.role = role;
        authority.issuer = role;
        authority.subject.common_name = name.into();
        intent.spec.certificates.insert(0, authority);
    }
}

fn all_of_azure(intent: &mut Intent) {
    intent.namespace = "apps".into();
    let azure = &mut intent.azure;
    azure.subscription = Some("11111111-1111-1111-1111-111111111111".into());
    azure.tenant = Some("22222222-2222-2222-2222-22222222222A".into());
    azure.registry = Some("contosoacr".into());
    azure.admin_group = Some("AKS admins".into());
    azure.dns_zone = None;
}

fn lenient(intent: &mut Intent) {
    intent.ingress.verify_client = VerifyMode::OptionalNoCa;
    intent.ingress.restrict_client = false;
    intent.ingress.pass_certificate = true;
    test_intent::gateway(intent).test_authentication = TestAuthentication::None;
}

/// A plan all of whose texts are this value, whatever checks would have said.
pub(crate) fn hostile(value: &str) -> Intent {
    let mut intent = test_intent::intent();
    let text = || value.to_owned();
    intent.client_name = text();
    intent.namespace = text();
    intent.secrets = Secrets::Separate {
        tls: text(),
        client_ca: text(),
    };
    intent.workload.app = text();
    intent.workload.image = text();
    intent.workload.service = text();
    intent.ingress.name = text();
    intent.ingress.class = text();
    intent.ingress.path = format!("/{value}");
    intent.controller.release = text();
    intent.controller.namespace = text();
    for certificate in &mut intent.spec.certificates {
        certificate.subject.common_name = text();
        certificate.subject.organization = text();
        certificate.subject.organizational_unit = text();
        certificate.subject.locality = text();
        certificate.subject.state = text();
    }
    hostile_azure(&mut intent, value);
    intent
}

fn hostile_azure(intent: &mut Intent, value: &str) {
    let text = || value.to_owned();
    let azure = &mut intent.azure;
    azure.resource_group = text();
    azure.location = text();
    azure.cluster = text();
    azure.subscription = Some(text());
    azure.registry = Some(text());
    azure.tenant = Some(text());
    azure.admin_group = Some(text());
    azure.dns_zone = Some(text());
    azure.dns_resource_group = text();
    let apim = test_intent::gateway(intent);
    apim.service = text();
    apim.resource_group = text();
    apim.api = text();
    apim.certificate = text();
    apim.backend = text();
    apim.upload = CertificateUpload::KeyVault { vault: text() };
    apim.gateway_url = format!("https://{value}");
    apim.test_path = format!("/{value}/{value}");
}
