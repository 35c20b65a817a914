use pki::Role;

use super::objects::{Namespace, ObjectMeta};
use super::secret::{Entry, Secret};
use super::yaml::Yaml;
use super::{namespace_is_made, own_certificate};
use crate::{Intent, Material, Secrets, ServerCertificate};

/// `kubernetes/10-secrets.yaml`: the namespace, where it is made, and the secrets in it.
pub(super) fn render(intent: &Intent, material: Option<&Material>) -> String {
    let mut yaml = Yaml::for_secrets();
    if namespace_is_made(intent) {
        yaml.object(&namespace(intent));
    }
    if let Some(comment) = own_certificate::comment(intent) {
        yaml.comment(&comment);
    } else {
        yaml.comment("Holds the private key of the server: keep this file out of version control.");
    }
    match (&intent.secrets, intent.server_certificate) {
        (Secrets::Separate { tls, client_ca }, server) => {
            if server == ServerCertificate::Issued {
                let entries = server_entries(material);
                yaml.object(&Secret::new(intent, tls, "kubernetes.io/tls", entries));
            }
            yaml.comment("The CA that client certificates must come from, alone: the controller trusts every CA it finds here.");
            let entries = vec![client_ca_entry(intent, material)];
            yaml.object(&Secret::new(intent, client_ca, "Opaque", entries));
        }
        (Secrets::Single { name }, ServerCertificate::Issued) => {
            let mut entries = server_entries(material);
            entries.push(client_ca_entry(intent, material));
            yaml.object(&Secret::new(intent, name, "Opaque", entries));
        }
        (Secrets::Single { .. }, ServerCertificate::FromPublicCa) => {}
    }
    yaml.finish()
}

/// Whether the file holds any object. It holds none where the one secret can only be made by
/// the command of [`own_certificate`] and the namespace is there.
pub(super) fn has_objects(intent: &Intent) -> bool {
    let only_the_users = matches!(intent.secrets, Secrets::Single { .. })
        && intent.server_certificate == ServerCertificate::FromPublicCa;
    namespace_is_made(intent) || !only_the_users
}

fn namespace(intent: &Intent) -> Namespace<'_> {
    Namespace {
        api_version: "v1",
        kind: "Namespace",
        metadata: ObjectMeta {
            name: Some(&intent.namespace),
            ..ObjectMeta::default()
        },
    }
}

fn server_entries(material: Option<&Material>) -> Vec<Entry> {
    let certificate = material.and_then(|material| material.certificate(Role::Server));
    let key = material
        .and_then(|material| material.server_key.as_ref())
        .map(|key| key.0.as_str());
    vec![
        Entry::new(
            "tls.crt",
            "The server certificate, once Generate has made it.",
            certificate,
        ),
        Entry::new(
            "tls.key",
            "The server's private key, once Generate has made it.",
            key,
        ),
    ]
}

fn client_ca_entry(intent: &Intent, material: Option<&Material>) -> Entry {
    let authority = intent.authorities.of_clients();
    let certificate = material.and_then(|material| material.certificate(authority));
    Entry::new(
        "ca.crt",
        "The CA of the clients, once Generate has made it.",
        certificate,
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use pki::Authorities;
    use serde::Deserialize;

    use super::*;
    use crate::test_intent;

    #[derive(Debug, Deserialize)]
    struct Object {
        kind: String,
        metadata: Metadata,
        #[serde(rename = "type")]
        type_: Option<String>,
        data: Option<BTreeMap<String, String>>,
        #[serde(rename = "stringData")]
        string_data: Option<BTreeMap<String, String>>,
    }

    #[derive(Debug, Deserialize)]
    struct Metadata {
        name: String,
        namespace: Option<String>,
    }

    /// The objects of the file; a stream of comments alone is one empty document.
    fn objects(intent: &Intent, material: Option<&Material>) -> Vec<Object> {
        serde_norway::Deserializer::from_str(&render(intent, material))
            .filter_map(|document| Option::<Object>::deserialize(document).unwrap())
            .collect()
    }

    fn decoded(object: &Object) -> BTreeMap<&str, String> {
        let data = object.data.as_ref().unwrap();
        data.iter()
            .map(|(key, value)| {
                let bytes = STANDARD.decode(value).unwrap();
                (key.as_str(), String::from_utf8(bytes).unwrap())
            })
            .collect()
    }

    #[test]
    fn the_server_pair_and_the_client_ca_lie_apart() {
        let material = test_intent::material();
        let objects = objects(&test_intent::intent(), Some(&material));
        let [tls, ca] = objects.as_slice() else {
            panic!("{objects:?}")
        };
        assert_eq!(
            (tls.kind.as_str(), tls.metadata.name.as_str()),
            ("Secret", "api-tls")
        );
        assert_eq!(tls.type_.as_deref(), Some("kubernetes.io/tls"));
        let pair = decoded(tls);
        assert_eq!(pair.len(), 2);
        assert_eq!(pair["tls.crt"], material.certificate(Role::Server).unwrap());
        assert_eq!(pair["tls.key"], *material.server_key.as_ref().unwrap().0);
        assert_eq!(ca.metadata.name, "apim-client-ca");
        assert_eq!(ca.metadata.namespace.as_deref(), Some("default"));
        assert_eq!(ca.type_.as_deref(), Some("Opaque"));
        let expected = material.certificate(Role::Ca).unwrap().to_owned();
        assert_eq!(decoded(ca), BTreeMap::from([("ca.crt", expected)]));
    }

    #[test]
    fn every_value_is_one_line() {
        let material = test_intent::material();
        let text = render(&test_intent::intent(), Some(&material));
        for key in ["tls.crt: ", "tls.key: ", "ca.crt: "] {
            let line = text.lines().find_map(|line| line.trim().strip_prefix(key));
            let decoded = STANDARD.decode(line.unwrap()).unwrap();
            assert!(decoded.ends_with(b"-----\n"), "{key}");
        }
    }

    #[test]
    fn separate_authorities_put_the_client_ca_into_the_secret() {
        let mut intent = test_intent::intent();
        intent.authorities = Authorities::Separate;
        let mut material = test_intent::material();
        material.certificates = vec![
            (Role::ServerCa, "server authority\n".into()),
            (Role::ClientCa, "client authority\n".into()),
            (Role::Server, "server\n".into()),
        ];
        let objects = objects(&intent, Some(&material));
        assert_eq!(decoded(&objects[1])["ca.crt"], "client authority\n");
    }

    #[test]
    fn the_single_secret_holds_all_three() {
        let mut intent = test_intent::intent();
        intent.secrets = Secrets::Single {
            name: "ingress-secret-dev".into(),
        };
        let objects = objects(&intent, Some(&test_intent::material()));
        let [secret] = objects.as_slice() else {
            panic!("{objects:?}")
        };
        assert_eq!(secret.type_.as_deref(), Some("Opaque"));
        let keys: Vec<_> = decoded(secret).into_keys().collect();
        assert_eq!(keys, ["ca.crt", "tls.crt", "tls.key"]);
    }

    #[test]
    fn before_generate_sentences_stand_for_the_values() {
        let objects = objects(&test_intent::intent(), None);
        assert!(objects.iter().all(|object| object.data.is_none()));
        let tls = objects[0].string_data.as_ref().unwrap();
        assert!(tls["tls.key"].contains("once Generate has made it"));
    }

    #[test]
    fn a_namespace_comes_first() {
        let mut intent = test_intent::intent();
        intent.namespace = "apps".into();
        let found = objects(&intent, None);
        assert_eq!(
            (found[0].kind.as_str(), found[0].metadata.name.as_str()),
            ("Namespace", "apps")
        );
        assert!(
            found[1..]
                .iter()
                .all(|object| object.metadata.namespace.as_deref() == Some("apps"))
        );
        intent.existing.namespace = true;
        assert!(
            objects(&intent, None)
                .iter()
                .all(|object| object.kind == "Secret")
        );
    }

    #[test]
    fn a_certificate_of_a_public_ca_is_not_made() {
        let mut intent = test_intent::intent();
        intent.server_certificate = ServerCertificate::FromPublicCa;
        let found = objects(&intent, Some(&test_intent::material()));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].metadata.name, "apim-client-ca");
        assert!(has_objects(&intent));
        assert!(render(&intent, None).starts_with("# The secret api-tls is not made here"));

        intent.secrets = Secrets::Single { name: "one".into() };
        assert!(objects(&intent, None).is_empty());
        assert!(!has_objects(&intent));
        assert!(render(&intent, None).starts_with("# The secret one is not made here"));
    }
}
