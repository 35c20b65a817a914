use pki::Role;
use serde::{Deserialize, Serialize};

/// What is known of an issued certificate. No secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFacts {
    /// Which one it is.
    pub role: Role,
    /// Subject as openssl prints it (`-nameopt` default of `openssl x509 -subject`): `C = US, O = Contoso, CN = name`.
    pub subject: String,
    /// Subject in the order of RFC 2253, as nginx's `$ssl_client_s_dn` has it: `CN=name,O=Contoso,C=US`.
    pub subject_rfc2253: String,
    /// Issuer as openssl prints it.
    pub issuer: String,
    /// Alternative names as [`pki::SubjectAltName`] displays them.
    pub subject_alt_names: Vec<String>,
    /// Serial number, upper-case hex without separators, two digits an octet.
    pub serial: String,
    /// Start of validity, seconds since the Unix epoch.
    pub not_before: i64,
    /// End of validity, seconds since the Unix epoch.
    pub not_after: i64,
    /// The key's algorithm, such as `RSA 4096`.
    pub key_algorithm: String,
    /// SHA-1 of the DER, upper-case hex without separators: what API Management calls the thumbprint.
    pub sha1: String,
    /// SHA-256 of the DER, lower-case hex without separators.
    pub sha256: String,
    /// The certificate as OpenSSL-like text.
    pub text: String,
    /// The request as OpenSSL-like text, for a leaf.
    pub request_text: Option<String>,
}
