//! The call that goes through API Management.

use super::check_subject;
use crate::commands::procedure::{Line, Step, Trouble, Variable, quiet};
use crate::shell::quote;
use crate::{ApiManagement, Intent, TestAuthentication};

const SUBSCRIPTION_KEY: Variable = Variable {
    name: "APIM_SUBSCRIPTION_KEY",
    required: false,
    secret: true,
    meaning: "a subscription key of API Management (in the portal below Subscriptions, once the service is there), for the calls through it; without it they are skipped",
};

const BEARER_TOKEN: Variable = Variable {
    name: "APIM_BEARER_TOKEN",
    required: false,
    secret: true,
    meaning: "an access token for the API, for the calls through API Management; without it they are skipped",
};

const TROUBLES: [(&str, &str); 6] = [
    (
        "400 No required SSL certificate was sent",
        "The policy does not send the certificate: it is missing, at another scope, or a `<base />` was removed.",
    ),
    (
        "400 The SSL certificate error",
        "API Management sends another certificate than this bundle's: compare the thumbprint.",
    ),
    (
        "401",
        "The subscription key or the token is missing or not good for this API.",
    ),
    (
        "404 Resource not found",
        "No operation of the API matches method and path.",
    ),
    (
        "500, and BackendConnectionFailure in the trace",
        "API Management does not trust the server certificate, its name differs from the host of the backend, or nothing listens there.",
    ),
    (
        "421 Misdirected Request",
        "A policy sets another `Host` than the host of the backend: remove it.",
    ),
];

/// A credential that the gateway asks for.
struct Credential {
    variable: Variable,
    /// The header, up to the secret.
    header: &'static str,
}

/// What the calls through the gateway need: a policy that checks tokens wants one whatever else does.
fn credentials(apim: &ApiManagement) -> Vec<Credential> {
    let mut credentials = Vec::new();
    if apim.test_authentication == TestAuthentication::SubscriptionKey {
        credentials.push(Credential {
            variable: SUBSCRIPTION_KEY,
            header: "Ocp-Apim-Subscription-Key: ",
        });
    }
    if apim.test_authentication == TestAuthentication::BearerToken || apim.oauth.jwt.is_some() {
        credentials.push(Credential {
            variable: BEARER_TOKEN,
            header: "Authorization: Bearer ",
        });
    }
    credentials
}

/// The environment variables that hold them.
pub(super) fn variables(apim: &ApiManagement) -> Vec<Variable> {
    credentials(apim)
        .into_iter()
        .map(|credential| credential.variable)
        .collect()
}

/// The call, as the caller of the gateway makes it.
pub(super) fn step(intent: &Intent, apim: &ApiManagement) -> Step {
    let credentials = credentials(apim);
    let url = quote(&format!("{}{}", apim.gateway_url, apim.test_path));
    let mut text = keep_credentials(&credentials);
    text.push_str("connect=() trust=()\n");
    if apim.oauth.jwt.is_some() {
        text.push_str(&format!(
            "call {url}\ncheck_status 'through API Management, without credentials' 401 '' 'the policy of the API: validate-jwt or validate-azure-ad-token'\n"
        ));
    }
    text.push_str(&format!(
        "call ${{credentials[@]+\"${{credentials[@]}}\"}} {url}
check_status 'through API Management' \"$expected_status\" '' 'the trace of the call in API Management, and the policy of the API'
check_echo ssl-client-verify SUCCESS 'the policy of the API: authentication-certificate'{}",
        check_subject(intent, "the certificate that the policy names")
    ));
    let mut lines = vec![Line::ByHand(by_hand(&credentials, &url))];
    lines.extend(quiet("if [[ $part == ingress ]]; then\n  echo 'left out'"));
    for Credential { variable, .. } in &credentials {
        let name = variable.name;
        lines.extend(quiet(&format!(
            "elif [[ $part == all && -z ${{{name}:-}} ]]; then\n  skip 'through API Management: the environment variable {name} is not set'"
        )));
    }
    lines.extend(quiet("else"));
    lines.extend(text.lines().map(|line| Line::Quiet(format!("  {line}"))));
    lines.extend(quiet("fi"));
    Step {
        title: "A call through API Management",
        about: "With HTTP/2 turned on in the service it says `HTTP/2 200`.".to_owned(),
        lines,
        expect: vec![
            "HTTP/1.1 200 OK".to_owned(),
            "ssl-client-verify: SUCCESS".to_owned(),
        ],
        troubles: Trouble::list(TROUBLES),
    }
}

/// Lines that write the headers into the private folder, from where curl reads them.
fn keep_credentials(credentials: &[Credential]) -> String {
    let mut text = String::from("credentials=()\n");
    for Credential { variable, header } in credentials {
        let name = variable.name;
        text.push_str(&format!(
            ": \"${{{name}:?set this environment variable}}\"
printf '%s%s\\n' '{header}' \"${name}\" >>\"$work/credentials\"
credentials=(--header \"@$work/credentials\")\n"
        ));
    }
    text
}

/// The same call without the script. Secrets go by way of standard input: arguments can be seen by
/// every user of the machine.
fn by_hand(credentials: &[Credential], url: &str) -> String {
    if credentials.is_empty() {
        return format!("curl --include {url}");
    }
    let headers: String = credentials
        .iter()
        .map(|credential| format!("{}%s\\n", credential.header))
        .collect();
    let values: String = credentials
        .iter()
        .map(|credential| format!(" \"${}\"", credential.variable.name))
        .collect();
    format!("printf '{headers}'{values} | curl --include --header @- {url}")
}
