//! Keys of SSH in its own forms. They are named, and the way to a form that TLS knows is told; none is opened.

use diagnostics::Finding;

use super::{PLACE, Reader};
use crate::Content;

const PUTTY: &str = "PuTTY-User-Key-File-";

impl Reader<'_> {
    /// Adds what a text holds of OpenSSH's public keys and certificates, or PuTTY's private key, and says which; none
    /// where it holds neither.
    pub(super) fn ssh(&mut self, parent: usize, text: &str) -> Option<String> {
        if let Some(rest) = text.trim_start().strip_prefix(PUTTY) {
            let item = self.add(Some(parent), "key", Content::Named(putty(rest)));
            self.find(item, putty_only());
            return Some("PuTTY private key".to_owned());
        }
        let mut count = 0;
        for line in text.lines() {
            let Some(kind) = public(line) else {
                continue;
            };
            if !self.has_room(parent) {
                break;
            }
            count += 1;
            let name = match kind.split_once("-cert-v01") {
                Some((kind, _)) => format!("OpenSSH certificate ({kind})"),
                None => format!("OpenSSH public key ({kind})"),
            };
            let item = self.add(Some(parent), &format!("line {count}"), Content::Named(name));
            self.find_once(item, "ssh-not-tls", not_for_tls);
        }
        (count > 0).then(|| "OpenSSH public keys".to_owned())
    }
}

/// The kind of key on a line of `authorized_keys`, `known_hosts` or a `.pub` file: the word before its base64.
fn public(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let kind = words.find(|word| {
        let starts = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];
        word.len() <= 64 && starts.iter().any(|start| word.starts_with(start))
    })?;
    words.next()?.starts_with("AAAA").then_some(kind)
}

fn putty(rest: &str) -> String {
    let value = |name: &str| {
        let mut lines = rest.lines().take(4);
        let value = lines
            .find_map(|line| line.strip_prefix(name))
            .unwrap_or_default();
        value.trim().chars().take(64).collect::<String>()
    };
    let kind = rest.lines().next().and_then(|line| line.split_once(": "));
    let kind: String = kind
        .map_or("", |(_, kind)| kind.trim())
        .chars()
        .take(64)
        .collect();
    match value("Encryption:").as_str() {
        "" | "none" => format!("PuTTY private key ({kind})"),
        cipher => format!("PuTTY private key ({kind}, encrypted with {cipher})"),
    }
}

fn putty_only() -> Finding {
    Finding::note(
        "ssh-private-key",
        PLACE,
        "It is a private key in PuTTY's own form, which no program for TLS reads.",
        "In PuTTYgen, choose Conversions, Export OpenSSH key; then ssh-keygen -p -m PKCS8 -f FILE.",
    )
}

/// What is said of a private key in OpenSSH's own form; `kind` is as it is named.
pub(super) fn private_key(name: &str) -> Finding {
    let hint = match name.contains("Ed25519") {
        true => {
            "For TLS, make a new key: OpenSSH up to 9.2 at least leaves an Ed25519 key in its own form."
        }
        false => "ssh-keygen -p -m PKCS8 -f FILE rewrites the file as PKCS#8; do that on a copy.",
    };
    Finding::note(
        "ssh-private-key",
        PLACE,
        "It is a private key in OpenSSH's own form, which nginx, kubectl and Windows do not read.",
        hint,
    )
}

/// What is said of a public key in the form of RFC 4716.
pub(super) fn rfc_4716() -> Finding {
    Finding::note(
        "ssh-not-tls",
        PLACE,
        "It is for SSH; TLS has certificates of another kind (X.509).",
        "ssh-keygen -i -f FILE prints it in OpenSSH's own form; of that, where it is RSA or ECDSA, ssh-keygen -e -m PKCS8 -f FILE prints the PEM.",
    )
}

fn not_for_tls() -> Finding {
    Finding::note(
        "ssh-not-tls",
        PLACE,
        "It is for SSH; TLS has certificates of another kind (X.509).",
        "Of an RSA or ECDSA public key, ssh-keygen -e -m PKCS8 -f FILE prints the PEM; of an SSH certificate nothing can be made.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tests::told;

    #[test]
    fn keys_of_ssh_are_named() {
        for (text, form, named) in [
            (
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA me@host\n",
                "OpenSSH public keys",
                "line 1: Named(\"OpenSSH public key (ssh-ed25519)\") !ssh-not-tls",
            ),
            (
                "# hosts\nhost ssh-rsa-cert-v01@openssh.com AAAAB3NzaC1\n",
                "OpenSSH public keys",
                "line 1: Named(\"OpenSSH certificate (ssh-rsa)\") !ssh-not-tls",
            ),
            (
                "PuTTY-User-Key-File-3: ssh-rsa\r\nEncryption: aes256-cbc\r\nComment: x\r\n",
                "PuTTY private key",
                "key: Named(\"PuTTY private key (ssh-rsa, encrypted with aes256-cbc)\") !ssh-private-key",
            ),
        ] {
            assert_eq!(
                told(text.as_bytes()),
                [format!("file: {form}"), format!("  {named}")]
            );
        }
        let block = "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"x\"\nAAAAC3NzaC1lZDI1NTE5\n---- END SSH2 PUBLIC KEY ----\n";
        assert_eq!(
            told(block.as_bytes())[1],
            "  block 1: Named(\"SSH key (RFC 4716)\") !ssh-not-tls"
        );
        assert_eq!(public("use ssh-keygen to make one"), None);
        assert!(
            private_key("OpenSSH private key (RSA)")
                .hint
                .contains("PKCS8")
        );
    }
}
