use crate::commands::procedure::{Procedure, Step, Trouble, Variable, quiet};
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

const PARTS_AND_STATUS: &str = "It takes an argument, `[ingress|gateway]`, that leaves it with one part: the calls to the ingress, or those through API Management. Its status is 0 where every check is as expected, 1 where one failed, and 2 where none failed but some were skipped; the result names those.";

const STATUS: &str = "Its status is 0 where every check is as expected, 1 where one failed, and 2 where none failed but some were skipped; the result names those.";

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
    let (arguments, note) = match intent.caller {
        Caller::ApiManagement(_) => ("[ingress|gateway]", PARTS_AND_STATUS),
        Caller::Other => ("", STATUS),
    };
    Procedure {
        folder: "commands",
        file: "6-test.sh",
        arguments,
        title: "Test the whole way",
        note,
        tools: vec!["curl"],
        optional_tools: vec![("openssl", "to try a certificate of an unknown issuer")],
        variables,
        setup: library::setup(intent),
        steps,
        undo: Vec::new(),
    }
}

const SUMMARY: &str = r#"printf '%s' "$skipped"
((failures == 0)) || stop "$failures of the checks failed"
if [[ -n $skipped ]]; then
  echo 'Every check that ran is as expected.'
  exit 2
fi
echo 'Every check is as expected.'"#;

fn summary() -> Step {
    Step {
        title: "Result",
        about: String::new(),
        lines: quiet(SUMMARY),
        expect: vec!["Every check is as expected.".to_owned()],
        troubles: Trouble::list([
            (
                "Every check that ran is as expected.",
                "The lines before it that begin with `skipped` name the checks that did not run, and what they need.",
            ),
            (
                "6-test.sh: ... of the checks failed",
                "The lines above that begin with `FAILED` say which, and where to look.",
            ),
        ]),
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
