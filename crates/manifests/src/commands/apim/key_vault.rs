use pki::{Algorithm, Role};
use serde_json::{Value, json};

use crate::commands::apim::certificate::base64;
use crate::commands::apim::{API_VERSION, certificate_url, service_options, sha1};
use crate::commands::guard::subscription_option;
use crate::commands::procedure::{Line, Step, Trouble, quiet, shown};
use crate::shell::{quote, url_segment};
use crate::{ApiManagement, Intent, Material};

/// The version of Key Vault's own API.
const VAULT_API_VERSION: &str = "api-version=7.4";

fn show(intent: &Intent, vault: &str, query: &str) -> String {
    format!(
        "az keyvault show --name {}{} --query {query} --output tsv",
        quote(vault),
        subscription_option(intent.azure.subscription.as_deref())
    )
}

const IMPORT_TROUBLES: [(&str, &str); 4] = [
    (
        "ObjectIsDeletedButRecoverable",
        "The vault keeps a deleted certificate of this name: recover or purge it in the portal (Certificates, Manage deleted certificates), then start again.",
    ),
    (
        "Forbidden",
        "The account may not import certificates into the vault: have the role assigned, wait some minutes, start again.",
    ),
    (
        "KeySizeNotSupported",
        "CA and client key are of different kinds: choose one family for both.",
    ),
    (
        "KeyCurveNotSupported",
        "Key Vault does not take Ed25519: choose RSA.",
    ),
];

/// Imports the PFX as a certificate, unless its newest version is this one.
pub(crate) fn import(
    intent: &Intent,
    apim: &ApiManagement,
    vault: &str,
    material: Option<&Material>,
) -> Step {
    let certificate = format!(
        "az keyvault certificate show --vault-name {} --name {}{}",
        quote(vault),
        quote(&apim.certificate),
        subscription_option(intent.azure.subscription.as_deref())
    );
    let mut lines = shown([
        format!("vault=$({})", show(intent, vault, "properties.vaultUri")),
        "vault=${vault%/}".to_owned(),
    ]);
    lines.extend(quiet(&format!(
        "present=
if exists {certificate}; then
  present=$({certificate} --query x509ThumbprintHex --output tsv)
fi"
    )));
    lines.extend([
        Line::Quiet(format!(
            "if [[ $(tr a-f A-F <<<\"$present\") != {} ]]; then",
            quote(&sha1(material, Role::Client))
        )),
        Line::Quiet(format!("  {}", base64("client.pfx", "client.b64"))),
        Line::Quiet(format!(
            "  jq --null-input --rawfile data \"$work/client.b64\" --argjson policy {} '{{value: $data, pwd: env.PFX_PASSPHRASE, policy: $policy}}' >\"$work/import.json\"",
            quote(&policy(intent).to_string())
        )),
        Line::Quiet("  # az keyvault certificate import takes the passphrase only as an argument; this call reads it from a private file.".to_owned()),
        Line::Shown(format!(
            "  az rest --method post --url \"$vault/certificates/{}/import?{VAULT_API_VERSION}\" --resource \"https://${{vault#https://*.}}\" --body \"@$work/import.json\" --output none",
            url_segment(&apim.certificate)
        )),
        Line::Quiet("fi".to_owned()),
    ]);
    Step {
        title: "The client certificate in Key Vault",
        about: "The account needs the role Key Vault Certificates Officer on the vault.".to_owned(),
        lines,
        expect: Vec::new(),
        troubles: Trouble::list(IMPORT_TROUBLES),
    }
}

/// The key must be exportable, or API Management cannot take it out of the vault.
fn policy(intent: &Intent) -> Value {
    let algorithm = intent.spec.get(Role::Client).map(|client| client.algorithm);
    let curve = |name| json!({ "crv": name, "exportable": true, "kty": "EC", "reuse_key": false });
    let key = match algorithm {
        Some(Algorithm::EcdsaP256) => curve("P-256"),
        Some(Algorithm::EcdsaP384) => curve("P-384"),
        other => {
            let bits = other.and_then(Algorithm::rsa_bits);
            json!({ "exportable": true, "key_size": bits, "kty": "RSA", "reuse_key": false })
        }
    };
    json!({ "key_props": key, "secret_props": { "contentType": "application/x-pkcs12" } })
}

const ACCESS_TROUBLES: [(&str, &str); 2] = [
    (
        "The service is still at it (Updating).",
        "The service gets its identity: the script waits.",
    ),
    (
        "AuthorizationFailed",
        "The account may not assign roles: have someone give the service's identity the role Key Vault Secrets User on the vault.",
    ),
];

/// Lets the service's own identity read the certificate.
pub(crate) fn access(intent: &Intent, apim: &ApiManagement, vault: &str) -> Step {
    let options = service_options(intent, apim, "--name");
    let subscription = subscription_option(intent.azure.subscription.as_deref());
    let mut lines = quiet(&format!(
        r#"identity=$(az apim show{options} --query identity.type --output tsv)
if [[ $identity != *SystemAssigned* ]]; then
  [[ -z $identity || $identity == None ]] || stop "the service has only the identity $identity: add a system-assigned one"
  printf '%s' '{{"identity":{{"type":"SystemAssigned"}}}}' >"$work/identity.json"
  az rest --method patch --url "$service?{API_VERSION}" --body "@$work/identity.json" --output none
  wait_for_service
fi"#
    ));
    lines.extend(shown([
        format!("principal=$(az apim show{options} --query identity.principalId --output tsv)"),
        format!("scope=$({})", show(intent, vault, "id")),
        format!("rbac=$({})", show(intent, vault, "properties.enableRbacAuthorization")),
        "if [[ $rbac == true ]]; then".to_owned(),
        format!("  az role assignment create --assignee-object-id \"$principal\" --assignee-principal-type ServicePrincipal --role 'Key Vault Secrets User' --scope \"$scope\"{subscription} --output none"),
        "else".to_owned(),
        format!("  az keyvault set-policy --name {}{subscription} --object-id \"$principal\" --secret-permissions get list --output none", quote(vault)),
        "fi".to_owned(),
    ]));
    Step {
        title: "The service may read it",
        about: "The service reads the certificate with its own managed identity. A vault without role-based access gets an access policy instead. A service without an identity is given one first, which takes some minutes.".to_owned(),
        lines,
        expect: Vec::new(),
        troubles: Trouble::list(ACCESS_TROUBLES),
    }
}

/// Refers to the secret without a version, so that the service follows renewals.
pub(crate) fn reference(apim: &ApiManagement) -> Step {
    let put = format!(
        "az rest --method put --url {} --body \"@$work/certificate.json\" --output none",
        certificate_url(apim)
    );
    let mut lines = vec![
        Line::Quiet(format!(
            "jq --null-input --arg id \"$vault/secrets/{}\" '{{properties: {{keyVault: {{secretIdentifier: $id}}}}}}' >\"$work/certificate.json\"",
            url_segment(&apim.certificate)
        )),
        Line::Quiet("tries=0".to_owned()),
        Line::Quiet("until".to_owned()),
        Line::Shown(format!("  {put}")),
    ];
    lines.extend(quiet(
        r#"do
  tries=$((tries + 1))
  ((tries < 10)) || stop 'the service cannot read the certificate in Key Vault'
  echo 'A new role takes some minutes to count; trying again.'
  sleep "$poll"
done"#,
    ));
    Step {
        title: "The client certificate of the service",
        about: "It refers to Key Vault's newest version: after a renewal there the service follows within four hours.".to_owned(),
        lines,
        expect: Vec::new(),
        troubles: Trouble::list([
            (
                "A new role takes some minutes to count; trying again.",
                "The service may not read the vault yet: the script tries ten times, between az's own messages.",
            ),
            (
                "Certificate with id '...' does not contain private key.",
                "The key in the vault is not exportable: import the PFX again with this script.",
            ),
        ]),
    }
}
