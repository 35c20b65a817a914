use std::fmt;

use inspect::CertificateFacts;
use pki::Role;
use zeroize::Zeroizing;

/// A private key in PEM, zeroized when dropped and masked in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretPem(pub Zeroizing<String>);

impl fmt::Debug for SecretPem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretPem(..)")
    }
}

/// What has been issued and goes into text artifacts. Before Generate there is none, and artifacts
/// show placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// Every issued certificate, issuers first.
    pub facts: Vec<CertificateFacts>,
    /// The certificate of every issued role as PEM with LF, in the order of `facts`.
    pub certificates: Vec<(Role, String)>,
    /// The server's private key (PKCS#8), unless the server certificate is the user's own.
    pub server_key: Option<SecretPem>,
}

impl Material {
    /// What is known of one certificate.
    pub fn facts(&self, role: Role) -> Option<&CertificateFacts> {
        self.facts.iter().find(|facts| facts.role == role)
    }

    /// One certificate as PEM.
    pub fn certificate(&self, role: Role) -> Option<&str> {
        self.certificates
            .iter()
            .find(|(found, _)| *found == role)
            .map(|(_, pem)| pem.as_str())
    }
}
