use manifests::{Caller, Intent, ServerCertificate, Tier};
use serde::{Deserialize, Serialize};

/// The way a call takes, in the user's own names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathText {
    /// Caller, ingress, service.
    pub boxes: [BoxText; 3],
    /// What the client presents.
    pub client_file: String,
    /// What the server presents.
    pub server_file: String,
    /// The whole drawing as one sentence.
    pub sentence: String,
}

/// The words of one box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoxText {
    /// The name of the place.
    pub title: String,
    /// What the place is.
    pub detail: String,
    /// Lines below: what the place holds and trusts.
    pub notes: Vec<String>,
}

impl PathText {
    /// The words for an intent.
    pub(crate) fn of(intent: &Intent) -> Self {
        let boxes = [caller(intent), ingress(intent), service(intent)];
        let client_file = match intent.caller {
            Caller::ApiManagement(_) => "client.pfx",
            Caller::Other => "client.crt",
        };
        let server_file = match intent.server_certificate {
            ServerCertificate::Issued => "server.crt",
            ServerCertificate::FromPublicCa => "your certificate",
        };
        let [from, at, to] = &boxes;
        let sentence = format!(
            "{} ({}; {}) presents {client_file} to {} ({}; {}), which presents {server_file} and forwards to {} ({}).",
            from.title,
            from.detail,
            from.notes.join("; "),
            at.title,
            at.detail,
            at.notes.join("; "),
            to.title,
            to.detail,
        );
        Self {
            boxes,
            client_file: client_file.to_owned(),
            server_file: server_file.to_owned(),
            sentence,
        }
    }
}

fn caller(intent: &Intent) -> BoxText {
    let (title, detail, ending) = match &intent.caller {
        Caller::ApiManagement(gateway) => {
            let tier = match gateway.tier {
                Tier::Classic => "classic",
                Tier::V2 => "v2",
                Tier::Consumption => "Consumption",
            };
            (
                gateway.service.clone(),
                format!("API Management, {tier}"),
                "cer",
            )
        }
        Caller::Other => (intent.client_name.clone(), "Client".to_owned(), "crt"),
    };
    let trusted = match intent.server_certificate {
        ServerCertificate::Issued => {
            let stem = intent.authorities.of_servers().file_stem();
            format!("trusts {stem}.{ending}")
        }
        ServerCertificate::FromPublicCa => "trusts public CAs".to_owned(),
    };
    BoxText {
        title,
        detail,
        notes: vec![trusted],
    }
}

fn ingress(intent: &Intent) -> BoxText {
    let client_ca = intent.authorities.of_clients().file_stem();
    let pair = match intent.server_certificate {
        ServerCertificate::Issued => "server.crt, server.key",
        ServerCertificate::FromPublicCa => "your certificate",
    };
    let notes = if intent.secrets.tls() == intent.secrets.client_ca() {
        vec![format!("{}: {pair}, {client_ca}.crt", intent.secrets.tls())]
    } else {
        vec![
            format!("{}: {pair}", intent.secrets.tls()),
            format!("{}: {client_ca}.crt", intent.secrets.client_ca()),
        ]
    };
    BoxText {
        title: intent.call_host.to_string(),
        detail: format!(
            "ingress-nginx, {} in {}",
            intent.ingress.name, intent.namespace
        ),
        notes,
    }
}

fn service(intent: &Intent) -> BoxText {
    let workload = &intent.workload;
    let detail = if intent.existing.workload {
        "Service of your own".to_owned()
    } else {
        format!("Deployment {}", workload.app)
    };
    BoxText {
        title: format!("{}:{}", workload.service, workload.service_port),
        detail,
        notes: Vec::new(),
    }
}
