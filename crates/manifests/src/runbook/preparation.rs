//! What must be there before the first step.

use crate::commands::guard;
use crate::commands::procedure::{Procedure, Variable};
use crate::runbook::markdown::{block, code};
use crate::{Caller, Intent, ServerCertificate};

/// Tools, accounts, passphrases, and what the plan takes as given.
pub(super) fn section(intent: &Intent, procedures: &[Procedure]) -> String {
    let mut text = format!(
        "## Before you start\n\n\
         Every command is for bash, in the folder of this file: on Linux, macOS, WSL or in Azure Cloud Shell. These programs \
         must be there: {}.\n",
        tools(procedures)
    );
    if procedures
        .iter()
        .any(|procedure| procedure.tools.contains(&"az"))
    {
        text.push_str(&format!(
            "\nSign in to Azure:\n\n{}",
            block("bash", &[guard::sign_in(intent)])
        ));
    }
    if intent.existing.cluster {
        text.push_str(&credentials(intent));
    }
    text.push_str(&secrets(procedures));
    text.push_str(&given(intent));
    text
}

fn tools(procedures: &[Procedure]) -> String {
    let mut tools: Vec<&str> = procedures
        .iter()
        .flat_map(|procedure| procedure.tools.iter().copied())
        .collect();
    tools.sort_unstable();
    tools.dedup();
    tools
        .iter()
        .map(|tool| format!("`{tool}`"))
        .collect::<Vec<_>>()
        .join(", ")
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

/// How to set each secret variable, once.
fn secrets(procedures: &[Procedure]) -> String {
    let mut seen: Vec<&Variable> = Vec::new();
    for variable in procedures.iter().flat_map(|procedure| &procedure.variables) {
        if variable.secret && seen.iter().all(|other| other.name != variable.name) {
            seen.push(variable);
        }
    }
    if seen.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "\nPassphrases and keys go into environment variables. They are in no file of this bundle. Type each after its command, once you have it; the command does not show it and leaves it out of the history:\n\n",
    );
    let commands: Vec<String> = seen.iter().map(|variable| variable.set_secret()).collect();
    text.push_str(&block("bash", &commands));
    text.push('\n');
    for variable in seen {
        text.push_str(&format!("- `{}`: {}\n", variable.name, variable.meaning));
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
