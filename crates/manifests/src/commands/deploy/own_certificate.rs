use super::in_namespace;
use crate::commands::procedure::{Line, Step, Trouble, Variable, quiet};
use crate::runbook::markdown::code;
use crate::shell::quote;
use crate::{Intent, Secrets};

/// Where the user's own server certificate lies.
pub(super) const VARIABLES: [Variable; 2] = [
    Variable {
        name: "SERVER_CERTIFICATE",
        required: false,
        secret: false,
        meaning: "the absolute path of the certificate from the public CA, PEM, leaf first; needed the first time and at renewal",
    },
    Variable {
        name: "SERVER_KEY",
        required: false,
        secret: false,
        meaning: "the absolute path of its private key, PEM, not encrypted",
    },
];

/// `kubectl create secret tls` reads the pair.
const READ_PAIR: [(&str, &str); 2] = [
    (
        "error: tls: private key does not match public key",
        "The files belong to different certificates, or an intermediate stands before the leaf.",
    ),
    (
        "error: tls: failed to find any PEM data in certificate input",
        "The file is DER or PFX, or starts with a byte order mark: convert it to PEM.",
    ),
];

/// `kubectl create secret generic` takes any file.
const UNREAD_PAIR: [(&str, &str); 2] = [
    (
        "no such file or directory",
        "`SERVER_CERTIFICATE` and `SERVER_KEY` must be absolute paths.",
    ),
    (
        "\"Kubernetes Ingress Controller Fake Certificate\" when called, later",
        "This form of the command does not look into the files: they belong to different certificates, are not PEM, or an intermediate stands before the leaf.",
    ),
];

/// The user's own server certificate, from files the plan does not know.
pub(super) fn step(intent: &Intent, command: &str) -> Step {
    let kubectl = in_namespace(intent);
    let mut lines = quiet(
        r#"if [[ -n ${SERVER_CERTIFICATE:-}${SERVER_KEY:-} ]]; then
  : "${SERVER_CERTIFICATE:?set this environment variable too}" "${SERVER_KEY:?set this environment variable too}""#,
    );
    lines.extend(command.lines().map(|line| Line::Shown(line.to_owned())));
    lines.extend(quiet("fi"));
    lines.extend(quiet(&format!(
        "[[ -n $({kubectl} get secret {} --ignore-not-found --output 'jsonpath={{.data.tls\\.crt}}') ]] ||
  stop 'the secret with the server certificate is missing: set SERVER_CERTIFICATE and SERVER_KEY'",
        quote(intent.secrets.tls())
    )));
    Step {
        title: "The server certificate from the public CA",
        about: format!(
            "Its names must cover {}. Intermediates follow the leaf in the same file.{}",
            code(intent.call_host.as_str()),
            match intent.secrets {
                Secrets::Single { .. } => format!(
                    " The same secret takes {}, the CA that client certificates must come from.",
                    code(&format!(
                        "pki/{}.crt",
                        intent.authorities.of_clients().file_stem()
                    ))
                ),
                Secrets::Separate { .. } => String::new(),
            }
        ),
        lines,
        expect: vec![format!("secret/{} created", intent.secrets.tls())],
        troubles: Trouble::list(match intent.secrets {
            Secrets::Single { .. } => UNREAD_PAIR,
            Secrets::Separate { .. } => READ_PAIR,
        }),
    }
}
