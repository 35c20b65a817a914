use serde_json::{Value, json};

use crate::commands::apim::certificate::base64;
use crate::commands::apim::{API_VERSION, sha1, url};
use crate::commands::paths::backend_url;
use crate::commands::procedure::{Line, Step, Trouble, quiet};
use crate::runbook::markdown::code;
use crate::shell::quote;
use crate::{ApiManagement, Intent, Material, ServerCertificate, Tier};

/// The first version whose backends can pin a CA.
const PIN_API_VERSION: &str = "api-version=2025-03-01-preview";

const UPLOAD_TROUBLES: [(&str, &str); 1] = [(
    "5-apim.sh: the service has ten CA certificates",
    "Remove one that nothing needs any more in the portal (Certificates, CA certificates), then start again.",
)];

/// What the script says where nobody checks the issuer of the server certificate.
const UNCHECKED: &str = "Note: the Consumption tier cannot trust a private CA, so it checks the name in the server certificate, but not who issued it.";

/// Adds the server CA to the service's list of CA certificates (classic tiers).
pub(crate) fn upload_ca(intent: &Intent, material: Option<&Material>) -> Step {
    let authority = intent.authorities.of_servers();
    let file = format!("{}.cer", authority.file_stem());
    let service =
        format!("az rest --method get --url \"$service?{API_VERSION}\" >\"$work/service.json\"");
    let mut lines = vec![
        Line::Shown(service),
        Line::Quiet(format!(
            "if jq --exit-status --arg thumbprint {} 'any(.properties.certificates[]?; (.certificate.thumbprint // \"\" | ascii_upcase) == $thumbprint)' \"$work/service.json\" >/dev/null; then",
            quote(&sha1(material, authority))
        )),
    ];
    lines.extend(quiet(
        r#"  echo 'The service trusts the CA already.'
else
  jq --exit-status '(.properties.certificates // []) | length < 10' "$work/service.json" >/dev/null ||
    stop 'the service has ten CA certificates, which is the limit: remove one that has expired'"#,
    ));
    lines.push(Line::Quiet(format!("  {}", base64(&file, "ca.b64"))));
    lines.extend(quiet(
        r#"  # PATCH replaces the whole list, so those that are there go along.
  jq --rawfile data "$work/ca.b64" '{properties: {certificates: ((.properties.certificates // []) + [{encodedCertificate: $data, storeName: "Root"}])}}' "$work/service.json" >"$work/certificates.json""#,
    ));
    lines.push(Line::Shown(format!("  az rest --method patch --url \"$service?{API_VERSION}\" --body \"@$work/certificates.json\" --output none")));
    lines.extend(quiet("  wait_for_service\nfi"));
    Step {
        title: "The server CA is trusted",
        about: format!(
            "Adds {} to the CA certificates of the service. The change takes a quarter of an hour and more; the Developer tier does not answer meanwhile. Where the CA is among them already, the script says so instead.",
            code(&format!("pki/{file}"))
        ),
        lines,
        expect: vec!["The service is still at it (Updating).".to_owned()],
        troubles: Trouble::list(UPLOAD_TROUBLES),
    }
}

/// Makes or changes the backend entity, which says how the server certificate is checked.
pub(crate) fn backend(intent: &Intent, apim: &ApiManagement, material: Option<&Material>) -> Step {
    let pinned = pins(intent, apim);
    let version = if pinned { PIN_API_VERSION } else { API_VERSION };
    let properties = backend_properties(intent, apim, material);
    let mut lines = Vec::new();
    let mut expect = Vec::new();
    if intent.server_certificate == ServerCertificate::Issued && apim.tier == Tier::Consumption {
        lines.push(Line::Quiet(format!("echo {}", quote(UNCHECKED))));
        expect.push(UNCHECKED.to_owned());
    }
    lines.extend([
        Line::Quiet(format!(
            "printf '%s' {} >\"$work/backend.json\"",
            quote(&properties.to_string())
        )),
        Line::Shown(format!(
            "az rest --method put --url {} --body \"@$work/backend.json\" --output none",
            url(["backends", &apim.backend], version)
        )),
    ]);
    Step {
        title: "The backend",
        about: about_trust(intent, apim),
        lines,
        expect,
        troubles: Trouble::list([(
            "500 and BackendConnectionFailure in the trace, later",
            distrust(intent, apim),
        )]),
    }
}

/// Where to look when the service does not take the server certificate.
fn distrust(intent: &Intent, apim: &ApiManagement) -> &'static str {
    match (intent.server_certificate, apim.tier) {
        (ServerCertificate::FromPublicCa, _) => {
            "The service does not trust the server certificate (its CA is not a public one, or an intermediate is missing in the secret), or the name in it is not the host of the backend."
        }
        (ServerCertificate::Issued, Tier::Classic) => {
            "The service does not trust the server certificate (look at the step \"The server CA is trusted\"), or the name in it is not the host of the backend."
        }
        (ServerCertificate::Issued, Tier::V2) => {
            "The thumbprint in this backend is not that of the CA of the server certificate (files of two runs are mixed), or the name in that certificate is not the host of the backend."
        }
        (ServerCertificate::Issued, Tier::Consumption) => {
            "The name in the server certificate is not the host of the backend, or nothing answers there."
        }
    }
}

fn pins(intent: &Intent, apim: &ApiManagement) -> bool {
    intent.server_certificate == ServerCertificate::Issued && apim.tier == Tier::V2
}

fn about_trust(intent: &Intent, apim: &ApiManagement) -> String {
    let text = match (intent.server_certificate, apim.tier) {
        (ServerCertificate::FromPublicCa, _) => {
            "The server certificate comes from a public CA, which the service trusts."
        }
        (ServerCertificate::Issued, Tier::Classic) => {
            "Chain and name of the server certificate are checked against the CA certificates of the service."
        }
        (ServerCertificate::Issued, Tier::V2) => {
            "The v2 tiers ignore the service's CA certificates: the backend itself names the CA by its thumbprint, which needs a preview version of the API."
        }
        (ServerCertificate::Issued, Tier::Consumption) => {
            "The Consumption tier has no way to trust a private CA. It checks the name in the server certificate, but not who issued it: someone between the gateway and the cluster could pose as the cluster. Use a public certificate or another tier where that matters."
        }
    };
    text.to_owned()
}

/// The entity. Its keys are in alphabetical order, so that the text is the same whether or not the
/// JSON library keeps the order of writing.
fn backend_properties(intent: &Intent, apim: &ApiManagement, material: Option<&Material>) -> Value {
    let chain = intent.server_certificate == ServerCertificate::FromPublicCa
        || apim.tier != Tier::Consumption;
    let tls = if pins(intent, apim) {
        json!({
            "serverCertificateThumbprints": [sha1(material, intent.authorities.of_servers())],
            "validateCertificateChain": chain,
            "validateCertificateName": true
        })
    } else {
        json!({ "validateCertificateChain": chain, "validateCertificateName": true })
    };
    json!({ "properties": { "protocol": "http", "tls": tls, "url": backend_url(intent) } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_intent;

    #[test]
    fn each_tier_trusts_in_its_own_way() {
        let mut intent = test_intent::intent();
        let material = test_intent::material();
        for (tier, server, tls) in [
            (
                Tier::Classic,
                ServerCertificate::Issued,
                r#"{"validateCertificateChain":true,"validateCertificateName":true}"#,
            ),
            (
                Tier::V2,
                ServerCertificate::Issued,
                r#"{"serverCertificateThumbprints":["C65AD6D105FB525F422F177929C01D6065497D03"],"validateCertificateChain":true,"validateCertificateName":true}"#,
            ),
            (
                Tier::Consumption,
                ServerCertificate::Issued,
                r#"{"validateCertificateChain":false,"validateCertificateName":true}"#,
            ),
            (
                Tier::Consumption,
                ServerCertificate::FromPublicCa,
                r#"{"validateCertificateChain":true,"validateCertificateName":true}"#,
            ),
        ] {
            test_intent::gateway(&mut intent).tier = tier;
            intent.server_certificate = server;
            let apim = test_intent::gateway(&mut intent).clone();
            let found = backend_properties(&intent, &apim, Some(&material));
            let expected: Value = serde_json::from_str(tls).unwrap();
            assert_eq!(found["properties"]["tls"], expected, "{tier:?}");
        }
    }
}
