//! What lies below the keys of a Kubernetes object, whatever they are called.

use diagnostics::Finding;
use formats::{Content, Item, KubernetesObject, LockedKind};

use super::PLACE;
use crate::codes;
use crate::context::Context;

/// What was found below one key.
#[derive(Default)]
struct Found {
    certificates: usize,
    keys: usize,
    /// Private keys that are encrypted.
    locked: usize,
    lists: usize,
    other: usize,
}

impl Found {
    fn below(key: &str, context: &Context<'_>) -> Self {
        let mut found = Self::default();
        for item in context.inside().filter(|item| lies_below(item, key)) {
            match &item.content {
                Content::Certificate(_) => found.certificates += 1,
                Content::PrivateKey(one) if one.encryption.is_none() => found.keys += 1,
                // One that was opened here is still encrypted there.
                Content::PrivateKey(_) => found.locked += 1,
                Content::Locked(locked) if !matches!(locked.kind, LockedKind::Pfx(_)) => {
                    found.locked += 1;
                }
                Content::RevocationList(_) => found.lists += 1,
                _ => found.other += 1,
            }
        }
        found
    }

    fn private(&self) -> usize {
        self.keys + self.locked
    }

    fn any(&self) -> bool {
        self.certificates + self.private() + self.lists + self.other > 0
    }
}

/// A key has no comma in it; what lies below is called by it, or by it and its own place.
fn lies_below(item: &Item, key: &str) -> bool {
    let label = item.label.as_str();
    label.split_once(", ").map_or(label, |(name, _)| name) == key
}

pub(super) fn content(found: &mut Vec<Finding>, object: &KubernetesObject, context: &Context<'_>) {
    let below = |key: &str| Found::below(key, context);
    let (certificate, key) = (below("tls.crt"), below("tls.key"));
    if certificate.certificates == 0 && certificate.private() > 0 {
        found.push(switched(key.certificates > 0));
    } else {
        found.extend(pair(&certificate, &key));
    }
    let trust = below("ca.crt");
    if trust.private() > 0 {
        found.push(Finding::error(
            codes::SECRET_CA_KEY,
            PLACE,
            "ca.crt holds a private key: no gateway needs it, and whoever reads the object has it.",
            "Leave the certificates of the CAs alone in ca.crt, and make a new key where this one was read by others.",
        ));
    } else if trust.any() && trust.certificates == 0 {
        found.push(misplaced(
            "ca.crt",
            "certificate",
            "error decoding CA certificate/s",
        ));
    }
    let list = below("ca.crl");
    if list.any() && list.lists == 0 {
        found.push(misplaced(
            "ca.crl",
            "revocation list",
            "no valid PEM formatted block found in CRL",
        ));
    }
    let is_key = |item: &Item| matches!(item.content, Content::PrivateKey(_));
    if object.kind == "ConfigMap" && context.inside().any(is_key) {
        found.push(super::key_in_config_map());
    }
}

fn pair(certificate: &Found, key: &Found) -> Vec<Finding> {
    let mut found = Vec::new();
    if certificate.private() > 0 {
        found.push(Finding::warning(
            codes::SECRET_CONTENT,
            PLACE,
            "tls.crt holds a private key beside the certificate: what shows certificates to others shows the key, too.",
            "Leave the certificate and its intermediates alone in tls.crt.",
        ));
    } else if certificate.any() && certificate.certificates == 0 {
        found.push(misplaced(
            "tls.crt",
            "certificate",
            "no certificate PEM data found",
        ));
    }
    if key.locked > 0 {
        found.push(Finding::error(
            codes::SECRET_KEY_ENCRYPTED,
            PLACE,
            "The private key in tls.key is encrypted: Kubernetes says `failed to parse private key`, and no gateway asks for a password.",
            "Put it there as unencrypted PKCS#8; the Secret is what guards it.",
        ));
    } else if key.any() && key.keys == 0 {
        let said = if key.certificates > 0 {
            "found a certificate rather than a key in the PEM for the private key"
        } else {
            "failed to find PEM block with type ending in \"PRIVATE KEY\""
        };
        found.push(misplaced("tls.key", "private key", said));
    } else if key.certificates > 0 {
        found.push(Finding::warning(
            codes::SECRET_CONTENT,
            PLACE,
            "tls.key holds a certificate beside the private key; gateways take the certificates in tls.crt alone.",
            "Leave the private key alone in tls.key.",
        ));
    }
    found
}

fn switched(both: bool) -> Finding {
    let other = if both {
        ", and tls.key a certificate"
    } else {
        " and no certificate"
    };
    Finding::error(
        codes::SECRET_CONTENT,
        PLACE,
        format!(
            "tls.crt holds a private key{other}: kubectl says `PEM inputs may have been switched`, ingress-nginx `no certificate PEM data found`."
        ),
        "Put the certificate into tls.crt and its private key into tls.key.",
    )
}

fn misplaced(key: &str, wanted: &str, said: &str) -> Finding {
    Finding::error(
        codes::SECRET_CONTENT,
        PLACE,
        format!("{key} holds no {wanted}, but something else: the controller says `{said}`."),
        format!("Put the {wanted} there, as PEM."),
    )
}

#[cfg(test)]
mod tests {
    use formats::{Container, KeyEncoding, Locked, PrivateKey};

    use super::*;
    use crate::samples;

    /// A key and what lies below it.
    type Block = (&'static str, fn() -> Content);

    fn codes(kind: &str, blocks: &[Block]) -> Vec<String> {
        let found = judged(kind, blocks);
        found.iter().map(|one| one.code.to_string()).collect()
    }

    fn judged(kind: &str, blocks: &[Block]) -> Vec<Finding> {
        let object = KubernetesObject {
            kind: kind.into(),
            name: "api-tls".into(),
            namespace: String::new(),
            secret_type: "kubernetes.io/tls".into(),
            keys: blocks.iter().map(|(key, _)| (*key).to_owned()).collect(),
        };
        let container = Content::Container(Container::Kubernetes(object.clone()));
        let mut items = vec![Item::new(None, "secret.yaml", container)];
        items.extend(
            blocks
                .iter()
                .map(|(key, content)| Item::new(Some(0), *key, content())),
        );
        let context = Context {
            items: &items,
            index: 0,
            relations: None,
            now: 0,
        };
        let mut found = Vec::new();
        content(&mut found, &object, &context);
        found
    }

    fn certificate() -> Content {
        Content::Certificate(samples::issued().0)
    }

    fn key() -> Content {
        Content::PrivateKey(PrivateKey {
            pkcs8: Vec::new().into(),
            spki: None,
            encoding: KeyEncoding::Pkcs8,
            encryption: None,
        })
    }

    fn locked() -> Content {
        Content::Locked(Locked {
            kind: LockedKind::EncryptedPkcs8,
            bytes: Vec::new().into(),
            encryption: None,
        })
    }

    #[test]
    fn a_certificate_in_place_of_the_key_is_told_in_the_words_of_go() {
        let found = judged(
            "Secret",
            &[("tls.crt", certificate), ("tls.key", certificate)],
        );
        let said = "found a certificate rather than a key in the PEM for the private key";
        assert!(found[0].message.contains(said), "{found:?}");
    }

    #[test]
    fn what_lies_below_a_key_has_to_be_what_it_is_called() {
        let judge = |blocks: &[Block]| codes("Secret", blocks);
        let none: [&str; 0] = [];
        assert_eq!(judge(&[("tls.crt", certificate), ("tls.key", key)]), none);
        for wrong in [
            &[
                ("tls.crt", key as fn() -> Content),
                ("tls.key", certificate),
            ][..],
            &[("tls.crt", certificate), ("tls.key", certificate)],
            &[
                ("tls.crt", certificate),
                ("tls.crt, block 2", key),
                ("tls.key", key),
            ],
            &[("ca.crl", certificate)],
        ] {
            let found = judge(wrong);
            assert!(
                found.contains(&codes::SECRET_CONTENT.to_owned()),
                "{found:?}"
            );
        }
        assert_eq!(
            judge(&[("tls.crt", certificate), ("tls.key", locked)]),
            [codes::SECRET_KEY_ENCRYPTED]
        );
        assert_eq!(
            judge(&[("ca.crt", certificate), ("ca.crt, block 2", key)]),
            [codes::SECRET_CA_KEY]
        );
        assert_eq!(
            codes("ConfigMap", &[("a.pem", key)]),
            [codes::CONFIG_MAP_KEY]
        );
    }
}
