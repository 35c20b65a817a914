//! The step about the CA key.

use crate::Intent;
use crate::openssl::another;
use crate::runbook::markdown::{block, code};

/// Where to put the CA key, and what it is good for.
pub(super) fn text(intent: &Intent) -> String {
    let keys: Vec<String> = intent
        .spec
        .certificates
        .iter()
        .filter(|certificate| certificate.role.is_authority())
        .map(|certificate| {
            format!(
                "`{}.{}`",
                certificate.role.file_stem(),
                intent.ca_key_format.ending()
            )
        })
        .collect();
    let (are, each, them) = match keys.len() {
        1 => ("is", "it", "it"),
        _ => ("are", "each", "one of them"),
    };
    let (and_passphrase, apart, shown) = if intent.ca_key_format.is_encrypted() {
        (
            " and its passphrase",
            ", apart from their passphrase,",
            " The passphrase is shown there too, under Passphrases.",
        )
    } else {
        ("", "", "")
    };
    format!(
        "{} {are} not in this bundle, and no step here needs a CA key. Save {each} from the page while it is open.{shown} Who has {them}{and_passphrase} can make certificates that pass for \
         those of this plan.\n\n\
         {} is kept to issue another certificate that the ingress accepts, say for a second client, without replacing the CA \
         that is deployed: the part \"Another client certificate\", below, says how, and needs `pki/{}.crt` and `openssl/client.cnf` too. Keep CA keys offline{apart} until then; or \
         delete them, and make a new CA when another certificate is needed.\n",
        keys.join(" and "),
        code(&clients_key(intent)),
        intent.authorities.of_clients().file_stem()
    )
}

/// How to issue another certificate from the CA that is deployed.
pub(super) fn another_client(intent: &Intent) -> String {
    let key = code(&clients_key(intent));
    let name = if intent.ingress.restrict_client {
        format!(
            "The ingress demands the CN {}, so leave that in `openssl/client.cnf` as it is.",
            code(&intent.client_name)
        )
    } else {
        "Its names are those in `openssl/client.cnf`: change them there first.".to_owned()
    };
    let ask = another::ask_passphrase(intent).map_or_else(String::new, |ask| {
        format!(
            "Start this command alone, then type the passphrase of the CA key and press Enter:\n\n{}\nThen:\n\n",
            block("bash", &[ask])
        )
    });
    format!(
        "### Another client certificate\n\n\
         With {key} you can issue another certificate that the ingress accepts, for a second client or when the first \
         certificate expires; the CA that is deployed stays. It needs OpenSSL 3.0 or newer, and {key} in this folder \
         meanwhile. {name}\n\n{ask}{commands}\n\
         Expect:\n\n{expected}\n\
         The client's files are those called `client-2`; `openssl/recipe.sh` shows how to make a PFX of them. Then take \
         {key} away again.\n",
        commands = block("bash", &another::client_commands(intent)),
        expected = block("text", &["pki/client-2.crt: OK"]),
    )
}

/// The file with the key of the CA that signs clients.
fn clients_key(intent: &Intent) -> String {
    format!(
        "{}.{}",
        intent.authorities.of_clients().file_stem(),
        intent.ca_key_format.ending()
    )
}
