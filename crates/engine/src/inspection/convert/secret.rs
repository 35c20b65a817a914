use formats::EncodeError;

use super::encode::{Make, pem_of};
use super::file_names;
use crate::Artifact;

const YAML: &str = "application/yaml";

impl Make<'_> {
    /// A Secret of the key and its chain, or of CAs.
    pub(super) fn kubernetes_secret(&self) -> Result<Artifact, EncodeError> {
        let (namespace, name) = self.object_name();
        let Some(_) = self.parts.key else {
            let authorities = pem_of(self.whole_chain());
            let entries = [("ca.crt", authorities.as_str())];
            let yaml = manifests::secret(&namespace, &name, "Opaque", &entries);
            return Ok(self.public("-secret.yaml", YAML, yaml.as_bytes()));
        };
        let (chain, key) = (self.chain_pem(), self.key_pem()?);
        let mut entries = vec![("tls.crt", chain.as_str()), ("tls.key", key.as_str())];
        // A Secret that ingress-nginx takes for both sides has the CA of its clients, too.
        let clients = match &self.parts.object {
            Some((_, authorities)) => pem_of(authorities.iter().map(Vec::as_slice)),
            None => String::new(),
        };
        if !clients.is_empty() {
            entries.push(("ca.crt", &clients));
        }
        let yaml = manifests::secret(&namespace, &name, "kubernetes.io/tls", &entries);
        Ok(self.secret("-secret.yaml", YAML, yaml.as_bytes()))
    }

    /// Namespace and name as the user gave them, else as the object had them that it comes from.
    fn object_name(&self) -> (String, String) {
        let given = self.conversion.name.trim();
        let (namespace, name) = given.split_once('/').unwrap_or(("", given));
        let origin = self.parts.object.as_ref().map(|(object, _)| object);
        let usual = || file_names::object_name(&self.stem);
        match (name.trim(), origin) {
            ("", Some(origin)) if !origin.name.is_empty() => {
                (origin.namespace.clone(), origin.name.clone())
            }
            ("", _) => (namespace.trim().to_owned(), usual()),
            (name, _) => (namespace.trim().to_owned(), name.to_owned()),
        }
    }
}
