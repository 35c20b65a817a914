//! The calls that go to the ingress itself.

use super::expectation::Expectation;
use super::{check_subject, trust_options};
use crate::Intent;
use crate::commands::paths::direct_path;
use crate::commands::procedure::{Line, Step, Trouble, quiet};
use crate::runbook::markdown::code;
use crate::shell::quote;

const WITHOUT_TROUBLES: [(&str, &str); 6] = [
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
];

const REJECTIONS: [(&str, &str); 6] = [
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
];

/// What is expected is no trouble.
fn without_troubles(expected: Expectation) -> Vec<Trouble> {
    let mut troubles = Trouble::list(WITHOUT_TROUBLES);
    match expected {
        Expectation::Reaches(_) => troubles.retain(|trouble| trouble.seen != "HTTP/2 200"),
        Expectation::WrongName => {
            for trouble in troubles.iter_mut().filter(|t| t.seen == "HTTP/2 403") {
                trouble.seen.push_str(" without that text");
            }
        }
        Expectation::NoneSent | Expectation::Refused => {}
    }
    troubles
}

pub(super) fn without_certificate(intent: &Intent) -> Step {
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
        about: "The script prints a line that begins with `ok` or `FAILED` for each check; the commands here show the answers themselves.".to_owned(),
        lines,
        expect: expected.as_printed(),
        troubles: without_troubles(expected),
    }
}

pub(super) fn with_certificate(intent: &Intent) -> Step {
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

fn rejections(intent: &Intent) -> Vec<Trouble> {
    let mut troubles = Trouble::list(REJECTIONS);
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

const UNKNOWN_ISSUER: &str = "with a certificate of an unknown issuer";
const SERVER_AS_CLIENT: &str = "with the server certificate in place of the client's";

/// A certificate of no CA, and the server's own: neither is a client of this plan.
pub(super) fn strangers(intent: &Intent) -> Step {
    let stranger = Expectation::stranger(intent);
    let mut text = format!(
        "if ! type -P openssl >/dev/null; then
  skip '{UNKNOWN_ISSUER}: the program openssl is missing'
elif ! openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 1 -subj /CN=stranger -keyout \"$work/stranger.key\" -out \"$work/stranger.crt\" 2>\"$work/error\"; then
  skip \"{UNKNOWN_ISSUER}: openssl made none: $(tail -n 1 \"$work/error\")\"
else
  call --cert \"$work/stranger.crt\" --key \"$work/stranger.key\" \"$url\"
  {}
fi",
        stranger.check(
            UNKNOWN_ISSUER,
            "the Ingress annotation auth-tls-verify-client, and ca.crt in the secret of the client CA"
        )
    );
    let mut expect = stranger.as_checked(UNKNOWN_ISSUER);
    let mut about =
        "The script makes a certificate of its own that no CA has signed, and tries it.".to_owned();
    if let Some(expected) = Expectation::server_as_client(intent) {
        expect.extend(expected.as_checked(SERVER_AS_CLIENT));
        about.push_str(" Then it tries the server's own.");
        text.push_str(&format!(
            "\ncall --cert pki/server.crt --key pki/server.key \"$url\"\n{}",
            expected.check(
                SERVER_AS_CLIENT,
                "the extended key usages of the certificates, and auth-tls-match-cn"
            )
        ));
    }
    let mut lines = Vec::new();
    run(&mut lines, &text);
    Step {
        title: "Calls with certificates that are not the client's",
        about,
        lines,
        expect,
        troubles: Trouble::list([(
            "FAILED ... got: status 200",
            "Others are let in: the controller does not check the issuer, or trusts more than the client CA.",
        )]),
    }
}

pub(super) fn plain_http(intent: &Intent) -> Step {
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

/// What to type to make the same call without the script.
fn curl_by_hand(intent: &Intent, options: &str) -> Line {
    let url = format!("https://{}{}", intent.call_host, direct_path(intent));
    Line::ByHand(format!(
        "curl --include{options}{} {}",
        trust_options(intent),
        quote(&url)
    ))
}

/// Lines that run unless only the gateway is tested.
fn run(lines: &mut Vec<Line>, text: &str) {
    lines.extend(quiet(
        "if [[ $part == gateway ]]; then\n  echo 'left out'\nelse",
    ));
    lines.extend(text.lines().map(|line| Line::Quiet(format!("  {line}"))));
    lines.extend(quiet("fi"));
}
