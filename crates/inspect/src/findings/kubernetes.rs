use diagnostics::Finding;
use formats::KubernetesObject;

use crate::codes;

const PLACE: &str = "Kubernetes object";

pub(crate) fn kubernetes(object: &KubernetesObject) -> Vec<Finding> {
    let mut found = Vec::new();
    let has = |name: &str| object.keys.iter().any(|key| key == name);
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
    pair(&mut found, object);
    if object.kind == "ConfigMap"
        && object
            .keys
            .iter()
            .any(|key| key == "tls.key" || key.ends_with(".key"))
    {
        found.push(Finding::error(
            codes::CONFIG_MAP_KEY,
            PLACE,
            "A private key lies in a ConfigMap, which many may read and which is not encrypted at rest.",
            "Put it into a Secret, and make a new key.",
        ));
    }
    super::sorted(found)
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
    found.push(Finding::error(
        codes::SECRET_PAIR_INCOMPLETE,
        PLACE,
        message,
        "Create it again with `kubectl create secret tls`.",
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
        kubernetes(&object)
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
            codes("ConfigMap", "", &["tls.key"]),
            [codes::CONFIG_MAP_KEY]
        );
    }
}
