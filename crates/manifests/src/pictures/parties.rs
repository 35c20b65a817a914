//! Who takes part, in the user's own names: what each is, which files of the bundle go there, and whom it trusts.

use crate::{Caller, CertificateUpload, Intent, Secrets, ServerCertificate, Tier};

/// One who takes part.
#[derive(Clone, Debug)]
pub(super) struct Party {
    /// Its name.
    pub(super) name: String,
    /// What it is.
    pub(super) kind: String,
    /// What it presents or serves from.
    pub(super) holds: String,
    /// Whom it trusts, or another secret that says so.
    pub(super) trusts: String,
    /// What brings both there, as a phrase.
    pub(super) by: String,
}

/// The file with what the client presents.
pub(super) fn client_file(intent: &Intent) -> &'static str {
    match intent.caller {
        Caller::ApiManagement(_) => "client.pfx",
        Caller::Other => "client.crt",
    }
}

/// The file with what the server presents.
pub(super) fn server_file(intent: &Intent) -> &'static str {
    match intent.server_certificate {
        ServerCertificate::Issued => "server.crt",
        ServerCertificate::FromPublicCa => "your certificate",
    }
}

pub(super) fn caller(intent: &Intent) -> Party {
    match &intent.caller {
        Caller::ApiManagement(gateway) => {
            let tier = match gateway.tier {
                Tier::Classic => "classic",
                Tier::V2 => "v2",
                Tier::Consumption => "Consumption",
            };
            let holds = match &gateway.upload {
                CertificateUpload::Pfx => "client.pfx".to_owned(),
                CertificateUpload::KeyVault { vault } => format!("client.pfx in {vault}"),
            };
            Party {
                name: gateway.service.clone(),
                kind: format!("API Management, {tier}"),
                holds,
                trusts: trusted(intent),
                by: "by 5-apim.sh, policy.xml".to_owned(),
            }
        }
        Caller::Other => Party {
            name: intent.client_name.clone(),
            kind: "Client".to_owned(),
            holds: "client.crt, client.key".to_owned(),
            trusts: trusted(intent),
            by: "handed over by you".to_owned(),
        },
    }
}

/// The file of the CA whose server certificates the caller takes, or what stands in its place.
pub(super) fn server_ca(intent: &Intent) -> Option<String> {
    let stem = intent.authorities.of_servers().file_stem();
    match (&intent.server_certificate, &intent.caller) {
        (ServerCertificate::FromPublicCa, _) => None,
        (_, Caller::Other) => Some(format!("{stem}.crt")),
        (_, Caller::ApiManagement(gateway)) => {
            (gateway.tier != Tier::Consumption).then(|| format!("{stem}.cer"))
        }
    }
}

fn trusted(intent: &Intent) -> String {
    match server_ca(intent) {
        Some(file) if is_pinned(intent) => format!("pins {file}"),
        Some(file) => format!("trusts {file}"),
        None if intent.server_certificate == ServerCertificate::FromPublicCa => {
            "trusts public CAs".to_owned()
        }
        None => "trusts any issuer".to_owned(),
    }
}

/// Whether the CA is told to the backend entity alone.
fn is_pinned(intent: &Intent) -> bool {
    matches!(&intent.caller, Caller::ApiManagement(gateway) if gateway.tier == Tier::V2)
}

pub(super) fn ingress(intent: &Intent) -> Party {
    let authority = format!("{}.crt", intent.authorities.of_clients().file_stem());
    let issued = intent.server_certificate == ServerCertificate::Issued;
    let pair = match issued {
        true => "server.crt, server.key",
        false => "your certificate",
    };
    let (holds, trusts) = match &intent.secrets {
        Secrets::Separate { tls, client_ca } => (
            format!("{tls}: {pair}"),
            format!("{client_ca}: {authority}"),
        ),
        Secrets::Single { name } => (format!("{name}: {pair}"), format!("{name}: {authority}")),
    };
    let secrets = match (&intent.secrets, issued) {
        (_, true) => "10-secrets.yaml",
        (Secrets::Separate { .. }, false) => "3-deploy.sh, 10-secrets.yaml",
        (Secrets::Single { .. }, false) => "3-deploy.sh",
    };
    Party {
        name: intent.call_host.to_string(),
        kind: format!(
            "ingress-nginx, {} in {}",
            intent.ingress.name, intent.namespace
        ),
        holds,
        trusts,
        by: format!("by {secrets}, 40-ingress.yaml"),
    }
}

pub(super) fn service(intent: &Intent) -> Party {
    let workload = &intent.workload;
    let existing = intent.existing.workload;
    Party {
        name: format!("{}:{}", workload.service, workload.service_port),
        kind: match existing {
            true => "Service of your own".to_owned(),
            false => format!("Deployment {}", workload.app),
        },
        holds: String::new(),
        trusts: String::new(),
        by: match existing {
            true => "there already".to_owned(),
            false => "by 20-deployment.yaml, 30-service.yaml".to_owned(),
        },
    }
}
