//! Another client certificate of the CA that is deployed: what its kept key is for.

use pki::Role;

use super::config::{LEAF_SECTION, digest};
use super::recipe::genpkey;
use crate::Intent;
use crate::commands::procedure::Variable;

const CA_KEY_PASSPHRASE: Variable = Variable {
    name: "CA_KEY_PASSPHRASE",
    required: true,
    secret: true,
    meaning: "the passphrase of the CA key",
};

/// The command that asks for the passphrase of the CA key, where it has one.
pub(crate) fn ask_passphrase(intent: &Intent) -> Option<String> {
    intent
        .ca_key_format
        .is_encrypted()
        .then(|| CA_KEY_PASSPHRASE.ask())
}

/// The commands, for the folder of the bundle, where the key of the clients' CA lies meanwhile.
pub(crate) fn client_commands(intent: &Intent) -> Vec<String> {
    let (Some(client), Some(issuer)) = (
        intent.spec.get(Role::Client),
        intent.spec.get(intent.authorities.of_clients()),
    ) else {
        return Vec::new();
    };
    let ca = issuer.role.file_stem();
    let passphrase = if intent.ca_key_format.is_encrypted() {
        " -passin env:CA_KEY_PASSPHRASE"
    } else {
        ""
    };
    vec![
        format!("{} -out pki/client-2.key", genpkey(client.algorithm)),
        "openssl req -new -config openssl/client.cnf -key pki/client-2.key -out pki/client-2.csr"
            .to_owned(),
        format!(
            "openssl x509 -req -in pki/client-2.csr -CA pki/{ca}.crt -CAkey {ca}.{}{passphrase} \\",
            intent.ca_key_format.ending()
        ),
        // Random even where the plan fixes serial numbers: none may come back under the same CA.
        format!(
            "  -{} -days {} -set_serial \"0x$(openssl rand -hex 16)\" -extfile openssl/client.cnf -extensions {LEAF_SECTION} -out pki/client-2.crt",
            digest(issuer.algorithm),
            client.days
        ),
        format!(
            "openssl verify -x509_strict -CAfile pki/{ca}.crt -purpose sslclient pki/client-2.crt"
        ),
    ]
}

/// The same as comments of a script.
pub(crate) fn as_comments(intent: &Intent) -> Vec<String> {
    let mut lines = vec![
        "# Another certificate for a client, from the CA that is deployed and its kept key, by hand:"
            .to_owned(),
    ];
    lines.extend(
        ask_passphrase(intent)
            .into_iter()
            .chain(client_commands(intent))
            .map(|line| format!("#   {line}")),
    );
    lines
}
