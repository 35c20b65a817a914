//! Certificates, and the secrets that hold them.

use std::path::PathBuf;

use pki::{
    Algorithm, CertificateSpec, DistinguishedName, DnsName, LeafUsage, Profile, Role, SerialNumber,
    Spec, SubjectAltName, issue,
};
use tempfile::TempDir;
use tests::keys::FixedKeys;

use crate::HOST;

/// A folder with `ca.crt`, `server.crt`, `server.key`, `client.crt`, `client.key`.
pub(crate) struct Certificates(TempDir);

impl Certificates {
    pub(crate) fn new(seed: u8) -> Self {
        let keys = FixedKeys::new(seed);
        let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
        let issued = pollster::block_on(issue(
            &spec(),
            Vec::new(),
            &keys,
            i64::try_from(now.as_secs()).unwrap(),
            &|_| {},
        ))
        .unwrap();
        let directory = TempDir::new().unwrap();
        for item in issued {
            let stem = directory.path().join(item.role.file_stem());
            let key = item.key.pkcs8.to_vec();
            for (ending, tag, bytes) in [
                ("crt", "CERTIFICATE", item.certificate),
                ("key", "PRIVATE KEY", key),
            ] {
                let text = pem::encode(&pem::Pem::new(tag, bytes));
                std::fs::write(stem.with_extension(ending), text).unwrap();
            }
        }
        Self(directory)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// One `stringData` entry of a secret.
    pub(crate) fn entry(&self, key: &str, files: &[&str]) -> String {
        let mut text = format!("  {key}: |\n");
        for file in files {
            for line in std::fs::read_to_string(self.path(file)).unwrap().lines() {
                text.push_str(&format!("    {line}\n"));
            }
        }
        text
    }

    pub(crate) fn tls_secret(&self, chain: &[&str]) -> String {
        secret(
            "api-tls",
            "kubernetes.io/tls",
            &[
                self.entry("tls.crt", chain),
                self.entry("tls.key", &["server.key"]),
            ],
        )
    }

    pub(crate) fn client_ca_secret(&self) -> String {
        secret("client-ca", "Opaque", &[self.entry("ca.crt", &["ca.crt"])])
    }
}

fn spec() -> Spec {
    let certificate = |role, profile, names: &[&str]| CertificateSpec {
        role,
        issuer: Role::Ca,
        profile,
        subject: DistinguishedName {
            common_name: names[0].into(),
            ..DistinguishedName::default()
        },
        subject_alt_names: match profile {
            Profile::Authority => Vec::new(),
            Profile::Leaf(_) => names
                .iter()
                .map(|name| SubjectAltName::Dns(DnsName::parse(name).unwrap()))
                .collect(),
        },
        algorithm: Algorithm::EcdsaP256,
        days: 30,
        backdate_minutes: 5,
        serial: SerialNumber::Random,
    };
    Spec {
        certificates: vec![
            certificate(Role::Ca, Profile::Authority, &["Test Authority"]),
            certificate(Role::Server, Profile::Leaf(LeafUsage::Server), &[HOST]),
            certificate(
                Role::Client,
                Profile::Leaf(LeafUsage::Client),
                &["apim.contoso.example"],
            ),
        ],
    }
}

pub(crate) fn secret(name: &str, kind: &str, entries: &[String]) -> String {
    format!(
        "apiVersion: v1\nkind: Secret\nmetadata: {{ name: {name}, namespace: apps }}\n\
         type: {kind}\nstringData:\n{}",
        entries.concat()
    )
}
