//! What must be there before the first step.

use crate::commands::guard;
use crate::commands::procedure::Procedure;
use crate::runbook::markdown::{block, code};
use crate::runbook::values;
use crate::{Caller, Intent, ServerCertificate};

/// No block: no script runs it, since none may trust the scripts before.
const CHECKSUMS: &str = "\nFirst see that all files are as they were made: `sha256sum -c SHA256SUMS` says `OK` of each. On macOS it is `shasum -a 256 -c SHA256SUMS`.\n";

/// Tools, accounts, passphrases, and what the plan takes as given.
pub(super) fn section(intent: &Intent, procedures: &[Procedure]) -> String {
    let mut text = format!(
        "## Before you start\n\n\
         Every command is for bash, in the folder of this file: on Linux, macOS, WSL or in Azure Cloud Shell. {}\n{CHECKSUMS}",
        tools(procedures)
    );
    if procedures.iter().any(|procedure| procedure.runs("az")) {
        text.push_str(&format!(
            "\nSign in to Azure:\n\n{}",
            block("bash", &[guard::sign_in(intent)])
        ));
    }
    if intent.existing.cluster {
        text.push_str(&credentials(intent));
    }
    text.push_str(&values::at_the_start(procedures));
    text.push_str(&given(intent));
    text
}

fn tools(procedures: &[Procedure]) -> String {
    let mut needed: Vec<&str> = procedures
        .iter()
        .flat_map(|procedure| procedure.tools.iter().copied())
        .collect();
    needed.sort_unstable();
    needed.dedup();
    let mut optional: Vec<(&str, &str)> = procedures
        .iter()
        .flat_map(|procedure| procedure.optional_tools.iter().copied())
        .filter(|(tool, _)| !needed.contains(tool))
        .collect();
    optional.sort_unstable();
    optional.dedup();
    let needed: Vec<String> = needed.iter().map(|tool| format!("`{tool}`")).collect();
    let optional: Vec<String> = optional
        .iter()
        .map(|(tool, purpose)| format!("`{tool}` ({purpose})"))
        .collect();
    format!(
        "These programs must be there: {}. These are also used: {}.",
        needed.join(", "),
        optional.join(", ")
    )
}

fn credentials(intent: &Intent) -> String {
    let mut text = String::from(
        "\nPoint `kubectl` at the cluster. The scripts stop where it points elsewhere; ",
    );
    if intent.azure.cluster.is_empty() {
        text.push_str("they need the name of its context in `KUBE_CONTEXT`.\n");
    } else {
        text.push_str(
            "for a cluster that is not in Azure, or a context of another name, put the name of the context into `KUBE_CONTEXT`.\n\n",
        );
        text.push_str(&block("bash", &[guard::get_credentials(intent)]));
    }
    text
}

/// What the plan says is there, and what must hold of it.
fn given(intent: &Intent) -> String {
    let facts: Vec<String> = cluster_facts(intent)
        .into_iter()
        .chain(outer_facts(intent))
        .collect();
    if facts.is_empty() {
        return String::new();
    }
    format!(
        "\nThe plan takes this as given:\n\n- {}\n",
        facts.join("\n- ")
    )
}

fn cluster_facts(intent: &Intent) -> Vec<String> {
    let mut facts = Vec::new();
    if intent.existing.cluster {
        facts.push("The cluster runs, and `kubectl` reaches it.".to_owned());
    }
    if intent.existing.namespace {
        facts.push(format!("The namespace {} exists.", code(&intent.namespace)));
    }
    if intent.existing.controller {
        facts.push(format!(
            "An ingress-nginx controller, version 1.11.5, 1.12.1 or newer, serves the class {}.",
            code(&intent.ingress.class)
        ));
    }
    if intent.existing.workload {
        facts.push(format!(
            "The service {} listens on port {}.",
            code(&intent.workload.service),
            intent.workload.service_port
        ));
    }
    facts
}

fn outer_facts(intent: &Intent) -> Vec<String> {
    let host = code(intent.call_host.as_str());
    let mut facts = Vec::new();
    if intent.existing.dns {
        facts.push(format!("{host} leads to the ingress."));
    }
    if let (true, Caller::ApiManagement(apim)) = (intent.existing.api_management, &intent.caller) {
        facts.push(format!(
            "The API Management service {} has an API with the id {}.",
            code(&apim.service),
            code(&apim.api)
        ));
    }
    if intent.server_certificate == ServerCertificate::FromPublicCa {
        facts.push(format!(
            "You have a server certificate from a public CA that covers {host}, and its key, as PEM files. \
             `commands/3-deploy.sh` puts them into the secret {}, where `SERVER_CERTIFICATE` and `SERVER_KEY` name them.",
            code(intent.secrets.tls())
        ));
    }
    facts
}
