use pem::{EncodeConfig, LineEnding, Pem};
use zeroize::Zeroizing;

use crate::EncodeError;

/// A certificate as PEM (RFC 7468, 5): LF, 64 columns.
pub fn certificate_pem(der: &[u8]) -> String {
    public_pem("CERTIFICATE", der)
}

/// The DER of a certificate in PEM; none where the text is not one certificate.
pub fn certificate_of_pem(text: &str) -> Option<Vec<u8>> {
    let pem = pem::parse(text).ok()?;
    (pem.tag() == "CERTIFICATE").then(|| pem.into_contents())
}

/// A certificate request as PEM (RFC 7468, 7): LF, 64 columns.
pub fn request_pem(der: &[u8]) -> String {
    public_pem("CERTIFICATE REQUEST", der)
}

/// A `SubjectPublicKeyInfo` as PEM (RFC 7468, 13): LF, 64 columns.
pub fn public_key_pem(spki: &[u8]) -> String {
    public_pem("PUBLIC KEY", spki)
}

/// A revocation list as PEM (RFC 7468, 6): LF, 64 columns.
pub fn revocation_list_pem(der: &[u8]) -> String {
    public_pem("X509 CRL", der)
}

/// A PKCS#7 structure as PEM (RFC 7468, 8): LF, 64 columns.
pub fn pkcs7_pem(der: &[u8]) -> String {
    public_pem("PKCS7", der)
}

/// An `RSAPrivateKey` (RFC 8017) as PEM, what OpenSSL calls traditional: LF, 64 columns.
///
/// # Errors
///
/// [`EncodeError::Encoding`] where the octets are too many for a text.
pub fn rsa_private_key_pem(pkcs1: &[u8]) -> Result<Zeroizing<String>, EncodeError> {
    secret_pem("RSA PRIVATE KEY", pkcs1)
}

/// An `ECPrivateKey` as PEM (RFC 5915, 4): LF, 64 columns.
///
/// # Errors
///
/// [`EncodeError::Encoding`] where the octets are too many for a text.
pub fn ec_private_key_pem(sec1: &[u8]) -> Result<Zeroizing<String>, EncodeError> {
    secret_pem("EC PRIVATE KEY", sec1)
}

/// A plain PKCS#8 key as PEM (RFC 7468, 10): LF, 64 columns.
///
/// # Errors
///
/// [`EncodeError::Encoding`] where the octets are too many for a text.
pub fn private_key_pem(pkcs8: &[u8]) -> Result<Zeroizing<String>, EncodeError> {
    secret_pem("PRIVATE KEY", pkcs8)
}

/// An encrypted PKCS#8 key as PEM (RFC 7468, 11): LF, 64 columns.
///
/// # Errors
///
/// [`EncodeError::Encoding`] where the octets are too many for a text.
pub fn encrypted_private_key_pem(der: &[u8]) -> Result<Zeroizing<String>, EncodeError> {
    secret_pem("ENCRYPTED PRIVATE KEY", der)
}

fn public_pem(label: &str, der: &[u8]) -> String {
    let config = EncodeConfig::new()
        .set_line_ending(LineEnding::LF)
        .set_line_wrap(64);
    pem::encode_config(&Pem::new(label, der), config)
}

/// The `pem` crate leaves copies behind that nobody zeroizes; this one writes into a single buffer.
fn secret_pem(label: &str, der: &[u8]) -> Result<Zeroizing<String>, EncodeError> {
    pem_rfc7468::encode_string(label, pem_rfc7468::LineEnding::LF, der)
        .map(Zeroizing::new)
        .map_err(|error| EncodeError::Encoding(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_64_columns_and_end_in_lf() {
        let der = [0x5a; 100];
        let texts = [
            ("CERTIFICATE", certificate_pem(&der)),
            ("CERTIFICATE REQUEST", request_pem(&der)),
            ("PRIVATE KEY", private_key_pem(&der).unwrap().to_string()),
            (
                "ENCRYPTED PRIVATE KEY",
                encrypted_private_key_pem(&der).unwrap().to_string(),
            ),
        ];
        for (label, text) in texts {
            let lines: Vec<_> = text.split('\n').collect();
            assert_eq!(lines[0], format!("-----BEGIN {label}-----"));
            assert_eq!(lines[1].len(), 64);
            assert_eq!(lines[2].len(), 64);
            assert_eq!(lines[3].len(), 8);
            assert_eq!(lines[4], format!("-----END {label}-----"));
            assert_eq!(lines[5..], [""]);
            assert_eq!(pem::parse(&text).unwrap().contents(), der);
        }
    }
}
