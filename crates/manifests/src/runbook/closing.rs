//! What to mind, and how to take everything back.

use pki::{LeafUsage, Profile, Role};

use crate::commands::procedure::Procedure;
use crate::kubernetes::namespace_is_made;
use crate::runbook::markdown::{block, code};
use crate::{Caller, Intent, Secrets, ServerCertificate, Tier, VerifyMode};

/// What is secret, and what this plan leaves open.
pub(super) fn security(intent: &Intent) -> String {
    let mut notes = vec![
        match intent.server_certificate {
            ServerCertificate::Issued => "Every `.key` and `.pfx` file and `kubernetes/10-secrets.yaml` are secret. Keep them out of version control and mail, and delete this folder when all steps are done.".to_owned(),
            ServerCertificate::FromPublicCa => "Every `.key` and `.pfx` file is secret. Keep them out of version control and mail, and delete this folder when all steps are done.".to_owned(),
        },
        "The protection is for the host, not for a path: whatever else this host serves asks for the certificate too.".to_owned(),
    ];
    notes.extend(left_open(intent));
    notes.push("ingress-nginx was retired in March 2026 and gets no more fixes: plan to move to another controller.".to_owned());
    format!("## Security\n\n- {}\n", notes.join("\n- "))
}

fn left_open(intent: &Intent) -> Vec<String> {
    let mut notes = Vec::new();
    match intent.ingress.verify_client {
        VerifyMode::On => {}
        VerifyMode::Optional => notes.push("A caller without a certificate reaches the application unless the name is restricted: the application must look at `ssl-client-verify`.".to_owned()),
        VerifyMode::OptionalNoCa => notes.push("Certificates of any issuer reach the application: it must refuse what does not say `SUCCESS` in `ssl-client-verify`.".to_owned()),
    }
    if !intent.ingress.restrict_client {
        notes.push(
            "Every certificate of the client CA is let in: let that CA sign nothing else."
                .to_owned(),
        );
    }
    if matches!(intent.secrets, Secrets::Single { .. }) {
        notes.push(format!(
            "The secret {} serves both sides: a CA certificate that gets into its `tls.crt` would be trusted for clients.",
            code(intent.secrets.tls())
        ));
    }
    let both = intent
        .spec
        .get(Role::Server)
        .is_some_and(|server| server.profile == Profile::Leaf(LeafUsage::Both));
    if both {
        notes.push("The server certificate is good for clients too: whoever gets its key can call as a client.".to_owned());
    }
    if let Caller::ApiManagement(apim) = &intent.caller {
        if apim.tier == Tier::Consumption && intent.server_certificate == ServerCertificate::Issued
        {
            notes.push("API Management does not check who issued the server certificate: its Consumption tier cannot trust a private CA.".to_owned());
        }
        notes.push("The ingress stays reachable from the internet; it only refuses. Anyone who may use the API Management service can call through it, unless its policies say otherwise.".to_owned());
    }
    notes
}

/// The commands that undo the steps, last first.
pub(super) fn clean_up(intent: &Intent, procedures: &[Procedure]) -> String {
    let mut text = String::from(
        "## Clean up\n\nThese take the steps back, the last one first. Look at each before you run it: what was there before may be meant too.\n",
    );
    for procedure in procedures.iter().rev().filter(|p| !p.undo.is_empty()) {
        text.push_str(&format!(
            "\nTo take back step \"{}\":\n\n{}",
            procedure.title,
            block("bash", &procedure.undo)
        ));
    }
    if adds_authority(intent) {
        text.push_str("\nThe server CA stays among the CA certificates of the API Management service: remove it in the portal (Certificates, CA certificates).\n");
    }
    if namespace_is_made(intent) {
        text.push_str(&format!(
            "\nTaking back the deployment deletes the namespace {} with everything in it.\n",
            code(&intent.namespace)
        ));
    }
    text.push_str("\nThen delete this folder and the CA key.\n");
    text
}

/// Whether `5-apim.sh` puts the server CA into a list of the service.
pub(super) fn adds_authority(intent: &Intent) -> bool {
    match &intent.caller {
        Caller::ApiManagement(apim) => {
            apim.tier == Tier::Classic && intent.server_certificate == ServerCertificate::Issued
        }
        Caller::Other => false,
    }
}
