mod content;

use diagnostics::Finding;
use formats::KubernetesObject;

use crate::codes;
use crate::context::Context;

const PLACE: &str = "Kubernetes object";

pub(crate) fn kubernetes(object: &KubernetesObject, context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let has = |name: &str| object.keys.iter().any(|key| key == name);
    if object.kind == "SealedSecret" {
        found.push(Finding::note(
            codes::SECRET_SEALED,
            PLACE,
            "A SealedSecret is encrypted for the controller in its cluster, which alone opens it; nothing of it can be read here.",
            "Give the Secret that the controller makes of it: `kubectl get secret NAME -o yaml`.",
        ));
    }
    for key in &object.keys {
        if is_authority_key(key) {
            found.push(Finding::error(
                codes::SECRET_CA_KEY,
                PLACE,
                format!("{key} is the private key of a CA, by its name: no gateway needs it, and whoever reads the {} can issue certificates.", object.kind),
                "Take it out, and keep it where only the CA works.",
            ));
        } else if let Some(wanted) = meant(key).filter(|wanted| !has(wanted)) {
            found.push(Finding::warning(
                codes::SECRET_KEY_IGNORED,
                PLACE,
                format!("No gateway looks for the key {key}: ingress-nginx wants exactly {wanted}, and without it client certificates are silently not asked for or the pair is not found."),
                format!("Rename {key} to {wanted}."),
            ));
        }
    }
    for (key, reader) in [("tls.ca", "Traefik"), ("cacert", "Istio")] {
        if has(key) && !has("ca.crt") {
            found.push(Finding::note(
                codes::SECRET_KEY_IGNORED,
                PLACE,
                format!("{key} is what {reader} reads; ingress-nginx ignores it and asks for no client certificate without ca.crt."),
                "Add the same certificates as ca.crt where ingress-nginx or another gateway is to read them.",
            ));
        }
    }
    pair(&mut found, object);
    content::content(&mut found, object, context);
    let named = |key: &String| key == "tls.key" || key.ends_with(".key");
    let told = |finding: &Finding| finding.code == codes::CONFIG_MAP_KEY;
    if object.kind == "ConfigMap" && object.keys.iter().any(named) && !found.iter().any(told) {
        found.push(key_in_config_map());
    }
    // Of a CA's key enough is said once.
    let said = found.iter().any(|one| one.code == codes::SECRET_CA_KEY);
    let related = related(context).into_iter();
    found.extend(related.filter(|one| !(said && one.code == "authority-key-in-cluster")));
    super::sorted(found)
}

fn key_in_config_map() -> Finding {
    Finding::error(
        codes::CONFIG_MAP_KEY,
        PLACE,
        "A private key lies in a ConfigMap, which many may read and which is not encrypted at rest.",
        "Put it into a Secret, and make a new key.",
    )
}

/// What is wrong with the pair, the chain and the CAs in it, which shows in the light of each other alone.
fn related(context: &Context<'_>) -> Vec<Finding> {
    let Some(relations) = context.relations else {
        return Vec::new();
    };
    let inside = |index: &usize| {
        let item = context.items.get(*index);
        item.is_some_and(|item| item.parent == Some(context.index))
    };
    let wanted = |code: &str| {
        [
            "chain-",
            "root-",
            "issuer-",
            "key-certificate-",
            "authority-key-",
            "list-",
        ]
        .iter()
            .any(|start| code.starts_with(start))
            // That is of Key Vault.
            && code != "chain-mixed-families"
    };
    let all = relations.findings.iter();
    let related = all.filter(|one| wanted(&one.finding.code) && one.items.iter().any(inside));
    related.map(|one| one.finding.clone()).collect()
}

fn is_authority_key(key: &str) -> bool {
    matches!(
        key.to_ascii_lowercase().as_str(),
        "ca.key"
            | "ca-key.pem"
            | "ca.key.pem"
            | "cakey.pem"
            | "rootca.key"
            | "root.key"
            | "ca.pfx"
            | "ca.p12"
    )
}

/// What a key is meant to be, where its name is another.
fn meant(key: &str) -> Option<&'static str> {
    Some(match key.to_ascii_lowercase().as_str() {
        // Traefik reads `tls.ca`, Istio `cacert`, so that these count.
        "tls.ca" | "cacert" => return None,
        "ca.crt" if key != "ca.crt" => "ca.crt",
        "ca.pem" | "ca.cer" | "ca.cert" | "ca" | "ca-cert" | "ca.cert.pem" | "cacert.pem"
        | "ca-bundle.crt" | "ca-cert.pem" | "rootca.crt" | "client-ca.crt" => "ca.crt",
        "tls.crt" if key != "tls.crt" => "tls.crt",
        "tls.pem" | "tls.cer" | "tls.cert" | "server.crt" | "cert.pem" | "cert" | "server.pem" => {
            "tls.crt"
        }
        "tls.key" if key != "tls.key" => "tls.key",
        "server.key" | "key.pem" | "tls-key.pem" | "key" => "tls.key",
        "ca.crl" if key != "ca.crl" => "ca.crl",
        "crl" | "crl.pem" | "ca.crl.pem" => return None,
        _ => return None,
    })
}

fn pair(found: &mut Vec<Finding>, object: &KubernetesObject) {
    if object.kind != "Secret" {
        return;
    }
    let missing = |name: &&str| !object.keys.iter().any(|key| key == name);
    let missing: Vec<_> = ["tls.crt", "tls.key"].into_iter().filter(missing).collect();
    let typed = object.secret_type == "kubernetes.io/tls";
    let message = match missing.as_slice() {
        [] => return,
        names if typed => format!(
            "The Secret is of the type kubernetes.io/tls, but has no {}: Kubernetes refuses it.",
            names.join(" and no ")
        ),
        [name] => format!(
            "The Secret has half of a pair, without {name}: ingress-nginx says `key '{name}' missing from Secret`."
        ),
        _ => return,
    };
    let trust = missing.len() == 2 && object.keys.iter().any(|key| key == "ca.crt");
    let hint = if trust {
        "CAs to trust need no pair: give it the type Opaque, as `kubectl create secret generic NAME --from-file=ca.crt` does."
    } else {
        "Create it again with `kubectl create secret tls`."
    };
    found.push(Finding::error(
        codes::SECRET_PAIR_INCOMPLETE,
        PLACE,
        message,
        hint,
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(kind: &str, secret_type: &str, keys: &[&str]) -> Vec<String> {
        let object = KubernetesObject {
            kind: kind.into(),
            name: "client-ca".into(),
            namespace: String::new(),
            secret_type: secret_type.into(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        };
        let context = Context {
            items: &[],
            index: 0,
            relations: None,
            now: 0,
        };
        kubernetes(&object, &context)
            .iter()
            .map(|finding| finding.code.to_string())
            .collect()
    }

    #[test]
    fn keys_and_types_are_judged() {
        assert!(codes("Secret", "kubernetes.io/tls", &["tls.crt", "tls.key"]).is_empty());
        assert!(codes("Secret", "Opaque", &["ca.crt", "ca.crl"]).is_empty());
        assert!(codes("ConfigMap", "", &["ca.crt"]).is_empty());
        for ignored in ["CA.crt", "ca.pem", "ca"] {
            assert_eq!(
                codes("Secret", "Opaque", &[ignored]),
                [codes::SECRET_KEY_IGNORED]
            );
        }
        assert!(codes("Secret", "Opaque", &["ca.pem", "ca.crt"]).is_empty());
        assert_eq!(
            codes("Secret", "Opaque", &["ca.crt", "ca.key"]),
            [codes::SECRET_CA_KEY]
        );
        assert_eq!(
            codes("Secret", "kubernetes.io/tls", &["ca.crt"]),
            [codes::SECRET_PAIR_INCOMPLETE]
        );
        assert_eq!(
            codes("Secret", "Opaque", &["tls.crt"]),
            [codes::SECRET_PAIR_INCOMPLETE]
        );
        assert_eq!(
            codes("Secret", "Opaque", &["tls.ca"]),
            [codes::SECRET_KEY_IGNORED]
        );
        assert_eq!(codes("SealedSecret", "", &[]), [codes::SECRET_SEALED]);
        assert_eq!(
            codes("ConfigMap", "", &["tls.key"]),
            [codes::CONFIG_MAP_KEY]
        );
    }
}
