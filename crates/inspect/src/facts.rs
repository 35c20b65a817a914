use pki::Role;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::x509::{Certificate, GeneralName, Time};
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

/// The `SubjectPublicKeyInfo` of a DER certificate.
pub fn public_key_of(certificate_der: &[u8]) -> Option<Vec<u8>> {
    let certificate = Certificate::read(certificate_der)?;
    Some(certificate.key.spki.to_vec())
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
    let certificate = Certificate::read(certificate_der).ok_or(InspectError::Certificate)?;
    let date = |time: Time<'_>| time.unix.ok_or(InspectError::Certificate);
    let names = certificate.alternative_names();
    Ok(CertificateFacts {
        role,
        subject: distinguished_name::oneline(certificate.subject.0),
        subject_rfc2253: distinguished_name::rfc2253(certificate.subject.0),
        issuer: distinguished_name::oneline(certificate.issuer.0),
        subject_alt_names: names.iter().map(GeneralName::display).collect(),
        serial: serial(certificate.serial),
        not_before: date(certificate.not_before)?,
        not_after: date(certificate.not_after)?,
        key_algorithm: certificate.key.title(),
        sha1: hex::upper(&Sha1::digest(certificate_der)),
        sha256: hex::lower(&Sha256::digest(certificate_der)),
        text: certificate_text(certificate_der)?,
        request_text: request_der.map(request_text).transpose()?,
    })
}

/// Without the zero octet that keeps an INTEGER positive.
pub(crate) fn serial(raw: &[u8]) -> String {
    match raw {
        [0, rest @ ..] if !rest.is_empty() => hex::upper(rest),
        _ => hex::upper(raw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::issued;

    #[test]
    fn facts_say_what_was_issued() {
        let (certificate, request) = issued();
        let facts = certificate_facts(Role::Server, &certificate, Some(&request)).unwrap();
        assert_eq!(facts.subject, "CN = \"Contoso, Ltd.\", C = US");
        assert_eq!(facts.subject_rfc2253, "C=US,CN=Contoso\\, Ltd.");
        assert_eq!(facts.issuer, facts.subject);
        assert_eq!(
            facts.subject_alt_names,
            ["DNS:api.contoso.example", "IP Address:2001:db8::1"]
        );
        assert_eq!(facts.serial, "80");
        assert_eq!((facts.not_before, facts.not_after), (0, 86_400));
        assert_eq!(facts.key_algorithm, "ECDSA P-256");
        let requested = facts.request_text.unwrap();
        assert!(requested.contains("DNS:api.contoso.example, IP Address:2001:DB8:0:0:0:0:0:1\n"));
    }

    /// By other code than what the rest reads it with, so that neither is believed alone.
    #[test]
    fn facts_are_those_of_another_reader() {
        use x509_parser::prelude::{FromDer, X509Certificate};
        for algorithm in [
            pki::Algorithm::Rsa2048,
            pki::Algorithm::EcdsaP384,
            pki::Algorithm::Ed25519,
        ] {
            let set = crate::verify::test_set::issue(algorithm);
            for role in [Role::Ca, Role::Server, Role::Client] {
                let der = set.certificate(role);
                let facts = certificate_facts(role, &der, None).unwrap();
                let (_, other) = X509Certificate::from_der(&der).unwrap();
                let validity = other.validity();
                assert_eq!(facts.not_before, validity.not_before.timestamp());
                assert_eq!(facts.not_after, validity.not_after.timestamp());
                assert_eq!(facts.serial, hex::upper(&other.serial.to_bytes_be()));
                assert_eq!(public_key_of(&der).unwrap(), other.public_key().raw);
                let san = other.subject_alternative_name().unwrap();
                let names = san.map_or(0, |san| san.value.general_names.len());
                assert_eq!(facts.subject_alt_names.len(), names);
            }
        }
    }

    #[test]
    fn each_kind_is_refused_as_the_other() {
        let (certificate, request) = issued();
        let refused = |certificate: &[u8], request: Option<&[u8]>| {
            certificate_facts(Role::Server, certificate, request).unwrap_err()
        };
        assert_eq!(refused(&request, None), InspectError::Certificate);
        let swapped = refused(&certificate, Some(&certificate));
        assert_eq!(swapped, InspectError::Request);
        let twice = [certificate.as_slice(), &certificate].concat();
        assert_eq!(refused(&twice, None), InspectError::Certificate);
    }

    /// Whatever a changed octet makes of them, reading ends with a text or an error.
    #[test]
    fn damaged_octets_end_in_no_panic() {
        let (certificate, request) = issued();
        for length in 0..certificate.len() {
            assert!(certificate_text(&certificate[..length]).is_err());
        }
        for length in 0..request.len() {
            assert!(request_text(&request[..length]).is_err());
        }
        for value in [0x00, 0x01, 0x1e, 0x30, 0x7f, 0x80, 0xff] {
            for at in 0..certificate.len() {
                let mut damaged = certificate.clone();
                damaged[at] = value;
                let _ = certificate_facts(Role::Server, &damaged, None);
            }
            for at in 0..request.len() {
                let mut damaged = request.clone();
                damaged[at] = value;
                let _ = request_text(&damaged);
            }
        }
    }
}
