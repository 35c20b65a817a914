use crate::commands::guard;
use crate::commands::procedure::{Procedure, Variable};
use crate::shell::{quote, url_segment};
use crate::{ApiManagement, CertificateUpload, Intent, Material, ServerCertificate, Tier};

mod certificate;
mod key_vault;
mod policy;
mod service;
mod trust;

/// The API version for everything that is generally available.
const API_VERSION: &str = "api-version=2024-05-01";

const PFX_PASSPHRASE: Variable = Variable {
    name: "PFX_PASSPHRASE",
    required: true,
    secret: true,
    meaning: "the passphrase of pki/client.pfx; Twinlock shows it as PFX passphrase, under Passphrases, and only while the page is open",
};

const PUBLISHER_EMAIL: Variable = Variable {
    name: "APIM_PUBLISHER_EMAIL",
    required: true,
    secret: false,
    meaning: "the e-mail address that gets the notifications of the new service",
};

const SKU: Variable = Variable {
    name: "APIM_SKU",
    required: false,
    secret: false,
    meaning: "the SKU of a new service; without it Developer, BasicV2 or Consumption by the tier of the plan",
};

const POLL_SECONDS: Variable = Variable {
    name: "POLL_SECONDS",
    required: false,
    secret: false,
    meaning: "the seconds between two looks at an operation that takes long; without it 30",
};

/// Secrets go through files that only this user can read, and that are gone when the script ends.
const PRIVATE_FOLDER: &str = r#"poll=${POLL_SECONDS:-30}

# Secrets reach az and jq by the environment and by files in this private folder, never as arguments.
umask 077
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT"#;

const WAIT: &str = r#"
# Some changes of the service take a quarter of an hour and more.
wait_for_service() {
  local state tries
  for ((tries = 0; tries < 240; tries++)); do"#;

const WAIT_END: &str = r#"    case $state in
      Succeeded) return ;;
      Failed | Canceled) stop "the change of the service ended as $state; look at its activity log" ;;
    esac
    printf 'The service is still at it (%s).\n' "$state"
    sleep "$poll"
  done
  stop 'the service is still changing; start again later'
}"#;

/// `5-apim.sh`: certificate, trust, backend and policy of API Management.
pub(crate) fn procedure(
    intent: &Intent,
    apim: &ApiManagement,
    material: Option<&Material>,
) -> Procedure {
    let mut steps = vec![];
    let mut variables = vec![PFX_PASSPHRASE];
    if intent.existing.api_management {
        steps.push(service::existing(intent, apim));
    } else {
        variables.extend([PUBLISHER_EMAIL, SKU]);
        steps.extend([service::create(intent, apim), service::api(intent, apim)]);
    }
    variables.push(POLL_SECONDS);
    match &apim.upload {
        CertificateUpload::Pfx => steps.push(certificate::upload(apim)),
        CertificateUpload::KeyVault { vault } => steps.extend([
            key_vault::import(intent, apim, vault, material),
            key_vault::access(intent, apim, vault),
            key_vault::reference(apim),
        ]),
    }
    steps.push(certificate::check(apim, material));
    if intent.server_certificate == ServerCertificate::Issued && apim.tier == Tier::Classic {
        steps.push(trust::upload_ca(intent, material));
    }
    steps.push(trust::backend(intent, apim, material));
    steps.push(policy::put(intent, apim));
    Procedure {
        folder: "commands",
        file: "5-apim.sh",
        arguments: "",
        title: "Set up API Management",
        note: "",
        tools: vec!["az", "jq", "base64"],
        optional_tools: Vec::new(),
        variables,
        setup: setup(intent, apim),
        steps,
        undo: undo(intent, apim),
    }
}

fn setup(intent: &Intent, apim: &ApiManagement) -> Vec<String> {
    let mut lines = guard::azure(intent, intent.azure.subscription.as_deref());
    if !intent.existing.api_management || apim.upload != CertificateUpload::Pfx {
        lines.extend(guard::exists());
    }
    lines.extend(PRIVATE_FOLDER.lines().map(str::to_owned));
    lines.extend(WAIT.lines().map(str::to_owned));
    lines.push(format!(
        "    state=$(az rest --method get --url \"$service?{API_VERSION}\" --query properties.provisioningState --output tsv)"
    ));
    lines.extend(WAIT_END.lines().map(str::to_owned));
    lines
}

/// ` --resource-group GROUP NAME_OPTION SERVICE`, with the subscription.
fn service_options(intent: &Intent, apim: &ApiManagement, name_option: &str) -> String {
    format!(
        " --resource-group {} {name_option} {}{}",
        quote(&apim.resource_group),
        quote(&apim.service),
        guard::subscription_option(intent.azure.subscription.as_deref())
    )
}

/// A double-quoted URL below the service, whose id the variable `service` holds.
fn url<'a>(segments: impl IntoIterator<Item = &'a str>, api_version: &str) -> String {
    let path: String = segments
        .into_iter()
        .map(|segment| format!("/{}", url_segment(segment)))
        .collect();
    format!("\"$service{path}?{api_version}\"")
}

fn certificate_url(apim: &ApiManagement) -> String {
    url(["certificates", &apim.certificate], API_VERSION)
}

fn policy_url(apim: &ApiManagement) -> String {
    url(["apis", &apim.api, "policies", "policy"], API_VERSION)
}

/// The command that finds the service and keeps its id.
fn find_service(intent: &Intent, apim: &ApiManagement) -> String {
    format!(
        "service=$(az apim show{} --query id --output tsv)",
        service_options(intent, apim, "--name")
    )
}

/// What refers to something goes before it. API Management wants to be told which version to delete.
fn undo(intent: &Intent, apim: &ApiManagement) -> Vec<String> {
    let delete =
        |url: String| format!("az rest --method delete --url {url} --headers 'If-Match=*'");
    let mut lines = vec![
        find_service(intent, apim),
        delete(policy_url(apim)),
        delete(url(["backends", &apim.backend], API_VERSION)),
        delete(certificate_url(apim)),
    ];
    if let CertificateUpload::KeyVault { vault } = &apim.upload {
        lines.push(format!(
            "az keyvault certificate delete --vault-name {} --name {}{}",
            quote(vault),
            quote(&apim.certificate),
            guard::subscription_option(intent.azure.subscription.as_deref())
        ));
    }
    if !intent.existing.api_management {
        lines.push(format!(
            "az apim delete{}",
            service_options(intent, apim, "--name")
        ));
    }
    lines
}

/// What a fact reads before there is one.
fn sha1(material: Option<&Material>, role: pki::Role) -> String {
    material
        .and_then(|material| material.facts(role))
        .map_or_else(
            || {
                format!(
                    "SHA-1 thumbprint of {}.crt, known after Generate",
                    role.file_stem()
                )
            },
            |facts| facts.sha1.clone(),
        )
}
