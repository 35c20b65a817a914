use crate::commands::procedure::{Procedure, Step, Variable, quiet};
use crate::shell::quote;
use crate::{Caller, Intent, ServerCertificate};

mod expectation;
mod gateway;
mod ingress;
mod library;

const fn optional(name: &'static str, meaning: &'static str) -> Variable {
    Variable {
        name,
        required: false,
        secret: false,
        meaning,
    }
}

const VARIABLES: [Variable; 5] = [
    optional(
        "INGRESS_ADDRESS",
        "the address of the ingress, to call it before DNS knows the host name",
    ),
    optional("INGRESS_PORT", "its port for HTTPS; without it 443"),
    optional("HTTP_PORT", "its port for HTTP; without it 80"),
    optional("TEST_PATH", "the path that is called at the ingress"),
    optional(
        "EXPECTED_STATUS",
        "the status with which the application answers there; without it 200",
    ),
];

/// `6-test.sh`: calls with and without certificates, compared with what must come back.
pub(crate) fn procedure(intent: &Intent) -> Procedure {
    let mut variables = VARIABLES.to_vec();
    let mut steps = vec![
        ingress::without_certificate(intent),
        ingress::with_certificate(intent),
        ingress::strangers(intent),
        ingress::plain_http(intent),
    ];
    if let Caller::ApiManagement(apim) = &intent.caller {
        variables.extend(gateway::variables(apim));
        steps.push(gateway::step(intent, apim));
    }
    steps.push(summary());
    Procedure {
        folder: "commands",
        file: "6-test.sh",
        arguments: "[ingress|gateway]",
        title: "Test the whole way",
        tools: vec!["curl"],
        variables,
        setup: library::setup(intent),
        steps,
        undo: Vec::new(),
    }
}

fn summary() -> Step {
    Step {
        title: "Result",
        about: String::new(),
        lines: quiet(
            "((failures == 0)) || stop \"$failures of the checks failed\"\necho 'Every check is as expected.'",
        ),
        expect: vec!["Every check is as expected.".to_owned()],
        troubles: Vec::new(),
    }
}

/// The options that make curl trust the server: none for a public CA.
fn trust_options(intent: &Intent) -> String {
    match intent.server_certificate {
        ServerCertificate::Issued => format!(
            " --cacert pki/{}.crt",
            intent.authorities.of_servers().file_stem()
        ),
        ServerCertificate::FromPublicCa => String::new(),
    }
}

/// Compares the subject that the application is told, where the CN is the same in every spelling:
/// nginx escapes what RFC 2253 lists, and JSON escapes that again.
fn check_subject(intent: &Intent, look_at: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || " .-_@".contains(character);
    if !intent.client_name.chars().all(plain) {
        return String::new();
    }
    format!(
        "\ncheck_echo ssl-client-subject-dn {} {}",
        quote(&format!("CN={}", intent.client_name)),
        quote(look_at)
    )
}
