//! Which file is what, and who gets it. The table holds no value of the plan: a cell would end at `|`.

use pki::{CertificateSpec, Role};

use crate::runbook::closing::adds_authority;
use crate::{Caller, CertificateUpload, Intent, Secrets, ServerCertificate};

struct Row {
    files: String,
    what: &'static str,
    goes_to: &'static str,
}

/// The table.
pub(super) fn section(intent: &Intent) -> String {
    let mut rows: Vec<Row> = intent
        .spec
        .certificates
        .iter()
        .flat_map(|certificate| certificate_rows(intent, certificate))
        .collect();
    rows.extend(folders(intent));
    let mut text =
        String::from("## The files\n\n| File | What it is | Who gets it |\n| --- | --- | --- |\n");
    for row in rows {
        text.push_str(&format!(
            "| {} | {} | {} |\n",
            row.files, row.what, row.goes_to
        ));
    }
    text
}

fn row(files: impl Into<String>, what: &'static str, goes_to: &'static str) -> Row {
    Row {
        files: files.into(),
        what,
        goes_to,
    }
}

fn certificate_rows(intent: &Intent, certificate: &CertificateSpec) -> Vec<Row> {
    let stem = certificate.role.file_stem();
    match certificate.role {
        Role::Ca | Role::ServerCa | Role::ClientCa => vec![
            row(
                format!("`pki/{stem}.crt`, `pki/{stem}.cer`"),
                authority(intent, certificate.role),
                authority_goes_to(intent, certificate.role),
            ),
            row(
                format!(
                    "`{stem}.{}` (not in the bundle)",
                    intent.ca_key_format.ending()
                ),
                "The private key of that CA",
                "Nobody: keep it offline",
            ),
        ],
        Role::Server => vec![
            row(
                "`pki/server.crt`, `pki/server.key`",
                "The server certificate and its private key",
                "The cluster, which has them from `kubernetes/10-secrets.yaml`",
            ),
            row(
                "`pki/server.pfx`",
                "Both in one file, under the PFX passphrase",
                "Nobody here: for servers that want this form",
            ),
            row(
                "`pki/server.csr`",
                "The request for it",
                "Nobody: for a CA of your own",
            ),
        ],
        Role::Client => client_rows(intent),
    }
}

fn client_rows(intent: &Intent) -> Vec<Row> {
    let (pair, pfx) = match &intent.caller {
        Caller::ApiManagement(apim) => (
            "The tests with curl",
            match apim.upload {
                CertificateUpload::Pfx => "API Management, by `commands/5-apim.sh`",
                CertificateUpload::KeyVault { .. } => "Key Vault, by `commands/5-apim.sh`",
            },
        ),
        Caller::Other => (
            "The client, and the tests",
            "The client, where it wants this form",
        ),
    };
    vec![
        row(
            "`pki/client.crt`, `pki/client.key`",
            "The client certificate and its private key",
            pair,
        ),
        row(
            "`pki/client.pfx`",
            "Both in one file, under the PFX passphrase",
            pfx,
        ),
        row(
            "`pki/client.cer`, `pki/client.csr`",
            "The certificate in DER, and the request for it",
            "Who must know the certificate, but not its key",
        ),
    ]
}

fn authority(intent: &Intent, role: Role) -> &'static str {
    let issued = intent.server_certificate == ServerCertificate::Issued;
    match role {
        Role::Ca if !issued => "The CA of the client certificate, PEM and DER",
        Role::ServerCa => "The CA of the server certificate, PEM and DER",
        Role::ClientCa => "The CA of the client certificate, PEM and DER",
        Role::Ca | Role::Server | Role::Client => "The CA of both certificates, PEM and DER",
    }
}

fn authority_goes_to(intent: &Intent, role: Role) -> &'static str {
    let uploads = adds_authority(intent);
    let issued = intent.server_certificate == ServerCertificate::Issued;
    let serves = issued && role == intent.authorities.of_servers();
    match (serves, role == intent.authorities.of_clients()) {
        (true, true) if uploads => {
            "The cluster, by `kubernetes/10-secrets.yaml`; API Management (`.cer`); who tests"
        }
        (true, true) => {
            "The cluster, by `kubernetes/10-secrets.yaml`; callers that must trust the server"
        }
        (true, false) if uploads => "API Management (`.cer`); who tests",
        (true, false) => "Callers that must trust the server",
        (false, _) if own_pair_in_single_secret(intent) => {
            "The cluster, by `commands/3-deploy.sh`, in one secret with your server certificate"
        }
        (false, _) => "The cluster, by `kubernetes/10-secrets.yaml`",
    }
}

/// Whether the client CA goes where only the user's server certificate can be put.
fn own_pair_in_single_secret(intent: &Intent) -> bool {
    intent.server_certificate == ServerCertificate::FromPublicCa
        && matches!(intent.secrets, Secrets::Single { .. })
}

fn folders(intent: &Intent) -> Vec<Row> {
    let mut rows = vec![row(
        "`kubernetes/`",
        match intent.server_certificate {
            ServerCertificate::Issued => {
                "The objects of the cluster; `10-secrets.yaml` holds the server's private key"
            }
            ServerCertificate::FromPublicCa => {
                "The objects of the cluster, but the secret with your server certificate: `commands/3-deploy.sh` makes that"
            }
        },
        "The cluster, by `commands/3-deploy.sh`",
    )];
    if intent.caller != Caller::Other {
        rows.push(row(
            "`apim/policy.xml`",
            "The policy of the API",
            "API Management, by `commands/5-apim.sh`",
        ));
    }
    rows.extend([
        row(
            "`commands/`",
            "The scripts of the steps below",
            "Who sets this up",
        ),
        row(
            "`pictures/`",
            "The handshake, the chains and the validity of the certificates as drawings (SVG)",
            "Who would rather look than read",
        ),
        row(
            "`openssl/`",
            "The same certificates with openssl alone: `recipe.sh` and its configuration",
            "Who wants to see how they are made",
        ),
        row(
            "`plan.json`",
            "The plan all this was made from; it holds no secret",
            "Who renews: it can be loaded again",
        ),
        row(
            "`SHA256SUMS`",
            "A checksum of each file",
            "Who checks that nothing was changed",
        ),
    ]);
    rows
}
