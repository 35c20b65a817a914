use std::net::IpAddr;

use pki::Role;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::FromDer;

use crate::text::{general_name, key_algorithm};
use crate::{InspectError, certificate_text, distinguished_name, hex, request_text};

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

/// Reads an issued certificate, and the request it goes with, back from DER.
///
/// # Errors
///
/// [`InspectError`] where either is not what it should be.
pub fn certificate_facts(
    role: Role,
    certificate_der: &[u8],
    request_der: Option<&[u8]>,
) -> Result<CertificateFacts, InspectError> {
    let Ok(([], certificate)) = X509Certificate::from_der(certificate_der) else {
        return Err(InspectError::Certificate);
    };
    let validity = certificate.validity();
    Ok(CertificateFacts {
        role,
        subject: distinguished_name::oneline(certificate.subject()),
        subject_rfc2253: distinguished_name::rfc2253(certificate.subject()),
        issuer: distinguished_name::oneline(certificate.issuer()),
        subject_alt_names: subject_alt_names(&certificate)?,
        serial: serial(certificate.raw_serial()),
        not_before: validity.not_before.timestamp(),
        not_after: validity.not_after.timestamp(),
        key_algorithm: key_algorithm(certificate.public_key()),
        sha1: hex::upper(&Sha1::digest(certificate_der)),
        sha256: hex::lower(&Sha256::digest(certificate_der)),
        text: certificate_text(certificate_der)?,
        request_text: request_der.map(request_text).transpose()?,
    })
}

fn subject_alt_names(certificate: &X509Certificate<'_>) -> Result<Vec<String>, InspectError> {
    let extension = certificate
        .subject_alternative_name()
        .map_err(|_| InspectError::Certificate)?;
    let names = extension.map_or_else(Vec::new, |found| found.value.general_names.clone());
    Ok(names.iter().map(alternative_name).collect())
}

/// Addresses in their short form, as people type them; everything else as OpenSSL prints it.
fn alternative_name(name: &GeneralName<'_>) -> String {
    let GeneralName::IPAddress(octets) = name else {
        return general_name(name);
    };
    let short = <[u8; 4]>::try_from(*octets)
        .map(IpAddr::from)
        .or_else(|_| <[u8; 16]>::try_from(*octets).map(IpAddr::from));
    short.map_or_else(
        |_| general_name(name),
        |address| format!("IP Address:{address}"),
    )
}

/// Without the zero octet that keeps an INTEGER positive.
fn serial(raw: &[u8]) -> String {
    match raw {
        [0, rest @ ..] if !rest.is_empty() => hex::upper(rest),
        _ => hex::upper(raw),
    }
}
