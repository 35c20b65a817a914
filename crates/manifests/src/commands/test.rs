use crate::commands::paths::direct_path;
use crate::commands::procedure::{Line, Procedure, Step, Trouble, Variable, quiet};
use crate::runbook::markdown::code;
use crate::shell::quote;
use crate::{ApiManagement, Caller, Intent, ServerCertificate, TestAuthentication};

mod expectation;
mod library;

use expectation::Expectation;

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

const SUBSCRIPTION_KEY: Variable = Variable {
    name: "APIM_SUBSCRIPTION_KEY",
    required: false,
    secret: true,
    meaning: "a subscription key of API Management, for the calls through it",
};

const BEARER_TOKEN: Variable = Variable {
    name: "APIM_BEARER_TOKEN",
    required: false,
    secret: true,
    meaning: "an access token for the API, for the calls through API Management",
};

/// `6-test.sh`: calls with and without certificates, compared with what must come back.
pub(crate) fn procedure(intent: &Intent) -> Procedure {
    let mut variables = VARIABLES.to_vec();
    let mut steps = vec![
        without_certificate(intent),
        with_certificate(intent),
        strangers(intent),
        plain_http(intent),
    ];
    if let Caller::ApiManagement(apim) = &intent.caller {
        if wants_key(apim) {
            variables.push(SUBSCRIPTION_KEY);
        }
        if wants_token(apim) {
            variables.push(BEARER_TOKEN);
        }
        steps.push(through_gateway(intent, apim));
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

fn wants_key(apim: &ApiManagement) -> bool {
    apim.test_authentication == TestAuthentication::SubscriptionKey
}

fn wants_token(apim: &ApiManagement) -> bool {
    apim.test_authentication == TestAuthentication::BearerToken || apim.oauth.jwt.is_some()
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

/// What to type to make the same call without the script.
fn curl_by_hand(intent: &Intent, options: &str) -> Line {
    let url = format!("https://{}{}", intent.call_host, direct_path(intent));
    Line::ByHand(format!(
        "curl --include{options}{} {}",
        trust_options(intent),
        quote(&url)
    ))
}

fn run(lines: &mut Vec<Line>, text: &str) {
    lines.extend(quiet("if [[ $part != gateway ]]; then"));
    lines.extend(text.lines().map(|line| Line::Quiet(format!("  {line}"))));
    lines.extend(quiet("fi"));
}

fn without_certificate(intent: &Intent) -> Step {
    let expected = Expectation::without_certificate(intent);
    let mut lines = vec![curl_by_hand(intent, "")];
    run(
        &mut lines,
        &format!(
            "call \"$url\"\n{}",
            expected.check(
                "without a certificate",
                "the Ingress annotations auth-tls-secret and auth-tls-verify-client, the key ca.crt in that secret, and the class of the Ingress"
            )
        ),
    );
    Step {
        title: "A call without a certificate",
        about: String::new(),
        lines,
        expect: expected.as_printed(),
        troubles: Trouble::list([
            (
                "HTTP/2 200",
                "Client certificates are not asked for: the secret has no `ca.crt`, the annotations are missing, or another controller serves the Ingress.",
            ),
            (
                "HTTP/2 403",
                "The controller found no client CA, and denies everything: the secret is missing or in another namespace. Its log says `local SSL certificate ... was not found`.",
            ),
            (
                "HTTP/2 404",
                "No Ingress has this host: host or class is wrong.",
            ),
            (
                "curl: (6) Could not resolve host",
                "The DNS record is missing or has not spread: set `INGRESS_ADDRESS` meanwhile.",
            ),
            (
                "curl: (60) SSL certificate problem",
                "The ingress serves another server certificate than the planned one: look at its secret.",
            ),
            (
                "curl: (60) SSL: no alternative certificate subject name matches target host name",
                "The host is not among the names of the certificate that is served.",
            ),
        ]),
    }
}

fn with_certificate(intent: &Intent) -> Step {
    let mut lines = vec![curl_by_hand(
        intent,
        " --cert pki/client.crt --key pki/client.key",
    )];
    let mut text = format!(
        "call --cert pki/client.crt --key pki/client.key \"$url\"
check_status 'with the client certificate' \"$expected_status\" '' \"the controller's log: it names the reason by number, such as client SSL certificate verify error: (21:...)\"
check_echo ssl-client-verify SUCCESS \"the controller's log\"{}",
        check_subject(intent, "the subject of pki/client.crt")
    );
    if intent.ingress.pass_certificate {
        text.push_str("\ncheck_echo ssl-client-cert '-----BEGIN' 'the Ingress annotation auth-tls-pass-certificate-to-upstream'");
    }
    run(&mut lines, &text);
    Step {
        title: "A call with the client certificate",
        about: "The application gets the result in the headers `ssl-client-verify`, `ssl-client-subject-dn` and `ssl-client-issuer-dn`. The script can compare them only where the application answers with the headers of the request, as the default image does.".to_owned(),
        lines,
        expect: vec![
            "HTTP/2 200".to_owned(),
            "ssl-client-verify: SUCCESS".to_owned(),
            format!("ssl-client-subject-dn: ...,CN={}", intent.client_name),
        ],
        troubles: rejections(intent),
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

fn rejections(intent: &Intent) -> Vec<Trouble> {
    let mut troubles = Trouble::list([
        (
            "400 The SSL certificate error",
            "The certificate was refused. The controller's log says why in `client SSL certificate verify error: (N:...)`.",
        ),
        (
            "(20:unable to get local issuer certificate), (21:unable to verify the first certificate) or (7:certificate signature failure)",
            "The secret's `ca.crt` is not the CA of this client certificate, perhaps one of an earlier run under the same name: deploy the secrets of this bundle.",
        ),
        (
            "(9:certificate is not yet valid) or (10:certificate has expired)",
            "A clock is wrong, or the client certificate or its CA has expired.",
        ),
        (
            "(26:unsuitable certificate purpose)",
            "The certificate is not for clients: `client.crt` must be the one that is sent.",
        ),
        (
            "400 No required SSL certificate was sent",
            "curl did not send it: something in front ends TLS, or the curl of Windows cannot read PEM (use `pki/client.pfx`).",
        ),
        (
            "curl: (58) unable to set private key file",
            "Certificate and key belong to different runs.",
        ),
    ]);
    if intent.ingress.restrict_client {
        troubles.push(Trouble {
            seen: "403 client certificate unauthorized".to_owned(),
            remedy: format!(
                "The CN of the certificate is not {}, which `auth-tls-match-cn` demands.",
                code(&intent.client_name)
            ),
        });
    }
    troubles
}

/// A certificate of no CA, and the server's own: neither is a client of this plan.
fn strangers(intent: &Intent) -> Step {
    let stranger = Expectation::stranger(intent);
    let mut text = format!(
        "if type -P openssl >/dev/null; then
  openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 1 -subj /CN=stranger -keyout \"$work/stranger.key\" -out \"$work/stranger.crt\" 2>/dev/null
  call --cert \"$work/stranger.crt\" --key \"$work/stranger.key\" \"$url\"
  {}
else
  echo \"skipped: the program openssl is missing, so there is no stranger's certificate to try\"
fi",
        stranger.check(
            "with a certificate of an unknown issuer",
            "the Ingress annotation auth-tls-verify-client, and ca.crt in the secret of the client CA"
        )
    );
    if let Some(expected) = Expectation::server_as_client(intent) {
        text.push_str(&format!(
            "\ncall --cert pki/server.crt --key pki/server.key \"$url\"\n{}",
            expected.check(
                "with the server certificate in place of the client's",
                "the extended key usages of the certificates, and auth-tls-match-cn"
            )
        ));
    }
    let mut lines = Vec::new();
    run(&mut lines, &text);
    Step {
        title: "Calls with certificates that are not the client's",
        about: "The script makes a certificate of its own that no CA has signed, and tries it."
            .to_owned(),
        lines,
        expect: stranger.as_printed(),
        troubles: Trouble::list([(
            "HTTP/2 200",
            "Anyone is let in: the controller does not check the issuer, or trusts more than the client CA.",
        )]),
    }
}

fn plain_http(intent: &Intent) -> Step {
    let url = format!("http://{}{}", intent.call_host, direct_path(intent));
    let mut lines = vec![Line::ByHand(format!("curl --include {}", quote(&url)))];
    run(&mut lines, "call \"$plain_url\"\ncheck_plain");
    // `auth-tls-match-cn` stands in the server block and is judged before the redirect (ingress-nginx v1.15.1,
    // nginx.tmpl, line 917).
    let (about, expect) = if intent.ingress.restrict_client {
        (
            "Port 80 must not serve the application. It does not redirect either: the client's name is demanded first, and a call without TLS has none.",
            vec![
                "HTTP/1.1 403 Forbidden".to_owned(),
                "client certificate unauthorized".to_owned(),
            ],
        )
    } else {
        (
            "Port 80 must send the caller to HTTPS, or not answer.",
            vec![
                "HTTP/1.1 308 Permanent Redirect".to_owned(),
                format!("Location: https://{}", intent.call_host),
            ],
        )
    };
    Step {
        title: "A call without TLS",
        about: about.to_owned(),
        lines,
        expect,
        troubles: Trouble::list([(
            "HTTP/1.1 200 OK",
            "The application is served without TLS: the Ingress lacks `tls` for this host, or `ssl-redirect` is off.",
        )]),
    }
}

fn through_gateway(intent: &Intent, apim: &ApiManagement) -> Step {
    let mut text = String::from("credentials=()\n");
    let url = quote(&format!("{}{}", apim.gateway_url, apim.test_path));
    let mut by_hand = format!("curl --include {url}");
    for (wanted, variable, header) in [
        (
            wants_key(apim),
            SUBSCRIPTION_KEY.name,
            "Ocp-Apim-Subscription-Key: ",
        ),
        (
            wants_token(apim),
            BEARER_TOKEN.name,
            "Authorization: Bearer ",
        ),
    ] {
        if wanted {
            text.push_str(&format!(
                ": \"${{{variable}:?set this environment variable, or run the script with the argument ingress}}\"
printf '%s%s\\n' '{header}' \"${variable}\" >>\"$work/credentials\"
credentials=(--header \"@$work/credentials\")\n"
            ));
            // By way of standard input: arguments can be seen by every user of the machine.
            by_hand =
                format!("printf '{header}%s' \"${variable}\" | curl --include --header @- {url}");
        }
    }
    if apim.oauth.jwt.is_some() {
        text.push_str(&format!(
            "connect=() trust=()\ncall {url}\ncheck_status 'through API Management, without credentials' 401 '' 'the policy of the API: validate-jwt or validate-azure-ad-token'\n"
        ));
    }
    text.push_str(&format!(
        "connect=() trust=()
call ${{credentials[@]+\"${{credentials[@]}}\"}} {url}
check_status 'through API Management' \"$expected_status\" '' 'the trace of the call in API Management, and the policy of the API'
check_echo ssl-client-verify SUCCESS 'the policy of the API: authentication-certificate'{}",
        check_subject(intent, "the certificate that the policy names")
    ));
    let mut lines = vec![Line::ByHand(by_hand)];
    lines.extend(quiet("if [[ $part != ingress ]]; then"));
    lines.extend(text.lines().map(|line| Line::Quiet(format!("  {line}"))));
    lines.extend(quiet("fi"));
    Step {
        title: "A call through API Management",
        about: String::new(),
        lines,
        expect: vec![
            "HTTP/2 200".to_owned(),
            "ssl-client-verify: SUCCESS".to_owned(),
        ],
        troubles: gateway_troubles(),
    }
}

fn gateway_troubles() -> Vec<Trouble> {
    Trouble::list([
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
    ])
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
