//! `README.md` of the bundle: how to use it, for this very plan.

mod ca_key;
mod certificates;
mod closing;
mod files;
pub(crate) mod markdown;
mod preparation;
mod steps;
mod values;

use crate::commands::procedures;
use crate::{Caller, Document, Intent, Material, Subject, VerifyMode};
use markdown::{code, image};

/// `README.md`.
pub(crate) fn documents(_intent: &Intent) -> Vec<Document> {
    vec![Document {
        path: "README.md",
        media_type: "text/markdown",
        secret: false,
        render,
    }]
}

fn render(intent: &Intent, material: Option<&Material>) -> String {
    let procedures = procedures(intent, material);
    let chapters = steps::chapters(intent, &procedures);
    [
        introduction(intent),
        steps::overview(&chapters),
        files::section(intent),
        preparation::section(intent, &procedures),
        steps::section(&chapters),
        certificates::section(intent, material),
        closing::security(intent),
        closing::clean_up(intent, &procedures),
    ]
    .join("\n")
}

/// Who calls, as a phrase.
fn caller(intent: &Intent) -> String {
    match &intent.caller {
        Caller::ApiManagement(apim) => {
            format!("the API Management service {}", code(&apim.service))
        }
        Caller::Other => format!("the client {}", code(&intent.client_name)),
    }
}

fn introduction(intent: &Intent) -> String {
    let host = code(intent.call_host.as_str());
    let effect = match (intent.ingress.verify_client, intent.ingress.restrict_client) {
        (VerifyMode::On, _) | (VerifyMode::Optional, true) => {
            "and nobody else can: the ingress asks every caller for a certificate and lets in who has the right one"
        }
        (VerifyMode::Optional, false) | (VerifyMode::OptionalNoCa, _) => {
            "known by its certificate; the ingress does not refuse every other caller, so the application must look at \
             `ssl-client-verify`"
        }
    };
    format!(
        "# Mutual TLS for {host}\n\n\
         With these files {} can call {host}, {effect}. All files come from one run and belong together; never mix those of \
         two runs.\n\n{}",
        caller(intent),
        image(
            "The handshake between caller, ingress and service, message by message, with the files that each side has",
            Subject::Handshake
        )
    )
}

#[cfg(test)]
mod tests;
