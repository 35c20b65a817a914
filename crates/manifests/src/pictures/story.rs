//! What happens in one call, in order.

use pki::SubjectAltName;

use super::parties::{client_file, server_ca, server_file};
use crate::{Caller, Intent, ServerCertificate, VerifyMode};

/// Who takes part, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Caller,
    Ingress,
    Service,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// Something is sent.
    Message {
        from: Side,
        to: Side,
        /// As TLS calls it.
        name: &'static str,
        /// What is in it, in a few words.
        what: String,
        /// Whether that is a file.
        file: bool,
    },
    /// One side looks at what it got.
    Check {
        side: Side,
        title: String,
        lines: Vec<String>,
    },
}

/// The whole call.
pub(super) fn story(intent: &Intent) -> Vec<Event> {
    use Side::{Caller, Ingress, Service};
    let key = match intent.caller {
        crate::Caller::ApiManagement(_) => "by the key in client.pfx",
        crate::Caller::Other => "by client.key",
    };
    vec![
        message(
            [Caller, Ingress],
            "ClientHello",
            format!("SNI {}", intent.call_host),
        ),
        file([Ingress, Caller], "Certificate", server_file(intent)),
        message([Ingress, Caller], "CertificateRequest", asked(intent)),
        server_check(intent),
        file([Caller, Ingress], "Certificate", client_file(intent)),
        message([Caller, Ingress], "CertificateVerify", key.to_owned()),
        message(
            [Ingress, Caller],
            "Finished",
            "by both; encrypted".to_owned(),
        ),
        message([Caller, Ingress], "HTTP request", path(intent)),
        client_check(intent),
        message(
            [Ingress, Service],
            "HTTP request",
            headers(intent).to_owned(),
        ),
    ]
}

fn message([from, to]: [Side; 2], name: &'static str, what: String) -> Event {
    Event::Message {
        from,
        to,
        name,
        what,
        file: false,
    }
}

fn file([from, to]: [Side; 2], name: &'static str, file: &str) -> Event {
    Event::Message {
        from,
        to,
        name,
        what: file.to_owned(),
        file: true,
    }
}

/// Whose certificates the ingress asks for.
fn asked(intent: &Intent) -> String {
    let role = intent.authorities.of_clients();
    match intent.spec.get(role) {
        Some(authority) => format!("signed by {}", authority.subject.common_name),
        None => format!("signed by {}.crt", role.file_stem()),
    }
}

fn path(intent: &Intent) -> String {
    format!("{}{}", intent.call_host, intent.ingress.path)
}

fn headers(intent: &Intent) -> &'static str {
    match intent.ingress.pass_certificate {
        true => "ssl-client-verify, -cert",
        false => "ssl-client-verify",
    }
}

fn server_check(intent: &Intent) -> Event {
    let names: Vec<String> = intent.server_names.iter().map(bare).collect();
    let issuer = match server_ca(intent) {
        Some(ca) => format!("Signed by {ca}"),
        None if intent.server_certificate == ServerCertificate::FromPublicCa => {
            "Signed by a CA that everybody trusts".to_owned()
        }
        None => "Who signed it is not looked at: this tier trusts no private CA".to_owned(),
    };
    let mut lines = vec![issuer, format!("Good for {}", intent.call_host)];
    if names.len() > 1 {
        lines.push(format!("Its names: {}", names.join(", ")));
    }
    lines.push("Not expired".to_owned());
    Event::Check {
        side: Side::Caller,
        title: format!("Checks {}", server_file(intent)),
        lines,
    }
}

fn bare(name: &SubjectAltName) -> String {
    let text = name.to_string();
    match text.split_once(':') {
        Some((_, bare)) => bare.to_owned(),
        None => text,
    }
}

fn client_check(intent: &Intent) -> Event {
    let ingress = &intent.ingress;
    let authority = intent.authorities.of_clients().file_stem();
    let signed = format!(
        "Signed by {authority}.crt of {}",
        intent.secrets.client_ca()
    );
    let mut lines = match ingress.verify_client {
        VerifyMode::On => vec![signed, "Without one, or with another: 400".to_owned()],
        VerifyMode::Optional => vec![
            signed,
            "Without one it goes on; with another: 400".to_owned(),
        ],
        VerifyMode::OptionalNoCa => vec![
            signed,
            "Without one, or with one of another CA, it goes on: the service must look".to_owned(),
        ],
    };
    if ingress.restrict_client {
        lines.push(format!("CN is {}; with another: 403", intent.client_name));
    }
    Event::Check {
        side: Side::Ingress,
        title: format!("Checks {}", presented(intent)),
        lines,
    }
}

fn presented(intent: &Intent) -> &'static str {
    match intent.caller {
        Caller::ApiManagement(_) => "the certificate in client.pfx",
        Caller::Other => "client.crt",
    }
}
