use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::named;
use super::objects::ObjectMeta;
use super::yaml::Yaml;
use crate::Intent;

/// `Secret` of `v1`. The values are wiped from memory when it is dropped.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Secret<'a> {
    api_version: &'static str,
    kind: &'static str,
    metadata: ObjectMeta<'a>,
    r#type: &'static str,
    #[serde(flatten)]
    entries: Entries,
}

impl<'a> Secret<'a> {
    pub(super) fn new(
        intent: &'a Intent,
        name: &'a str,
        r#type: &'static str,
        entries: Vec<Entry>,
    ) -> Self {
        Self {
            api_version: "v1",
            kind: "Secret",
            metadata: named(intent, name),
            r#type,
            entries: Entries(entries),
        }
    }
}

/// A Secret that belongs to no plan, as YAML: `namespace` may be empty; entries are keys and their PEM.
pub fn secret(
    namespace: &str,
    name: &str,
    r#type: &'static str,
    entries: &[(&'static str, &str)],
) -> Zeroizing<String> {
    let entries = entries
        .iter()
        .map(|(key, pem)| Entry::new(key, "", Some(pem)));
    let secret = Secret {
        api_version: "v1",
        kind: "Secret",
        metadata: ObjectMeta {
            name: Some(name),
            namespace: (!namespace.is_empty()).then_some(namespace),
            ..ObjectMeta::default()
        },
        r#type,
        entries: Entries(entries.collect()),
    };
    let mut yaml = Yaml::for_secrets();
    yaml.object(&secret);
    Zeroizing::new(yaml.finish())
}

/// A key of a secret, and its value once there is one.
pub(super) struct Entry {
    key: &'static str,
    content: &'static str,
    value: Option<Zeroizing<String>>,
}

impl Entry {
    pub(super) fn new(key: &'static str, content: &'static str, pem: Option<&str>) -> Self {
        let value = pem.map(|pem| Zeroizing::new(STANDARD.encode(pem)));
        Self {
            key,
            content,
            value,
        }
    }
}

/// Written as `data` (base64, one line each) once every value is there, as `stringData` with
/// placeholders before.
struct Entries(Vec<Entry>);

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        let values: Option<Vec<_>> = self
            .0
            .iter()
            .map(|entry| Some((entry.key, entry.value.as_ref()?.as_str())))
            .collect();
        match values {
            Some(values) => map.serialize_entry("data", &Fields(values))?,
            None => map.serialize_entry("stringData", &Fields(self.placeholders()))?,
        }
        map.end()
    }
}

impl Entries {
    fn placeholders(&self) -> Vec<(&'static str, &'static str)> {
        self.0
            .iter()
            .map(|entry| (entry.key, entry.content))
            .collect()
    }
}

/// A map that keeps its order.
struct Fields<'a>(Vec<(&'a str, &'a str)>);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}
