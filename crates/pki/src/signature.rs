use std::fmt;

/// A raw ECDSA signature that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// Neither 64 octets (P-256) nor 96 (P-384).
    Length(usize),
    /// `r` or `s` is zero or not below the order of the curve.
    OutOfRange,
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(length) => {
                write!(
                    f,
                    "an ECDSA signature of {length} octets is neither P-256 nor P-384"
                )
            }
            Self::OutOfRange => f.write_str("the ECDSA signature holds a number out of range"),
        }
    }
}

impl std::error::Error for SignatureError {}

/// Turns the `r||s` form of an ECDSA signature (IEEE P1363, what `WebCrypto` returns) into the
/// DER `Ecdsa-Sig-Value` of X.509 (RFC 3279, 2.2.3). The length tells the curve.
///
/// # Errors
///
/// [`SignatureError`] where the octets cannot be a signature on P-256 or P-384.
pub fn ecdsa_signature_der(raw: &[u8]) -> Result<Vec<u8>, SignatureError> {
    match raw.len() {
        64 => p256::ecdsa::Signature::from_slice(raw)
            .map(|signature| signature.to_der().as_bytes().to_vec())
            .map_err(|_| SignatureError::OutOfRange),
        96 => p384::ecdsa::Signature::from_slice(raw)
            .map(|signature| signature.to_der().as_bytes().to_vec())
            .map_err(|_| SignatureError::OutOfRange),
        length => Err(SignatureError::Length(length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_minimal_and_positive() {
        let mut raw = [0; 64];
        raw[31] = 0x80;
        raw[62] = 0x01;
        raw[63] = 0x02;
        assert_eq!(
            ecdsa_signature_der(&raw),
            Ok(vec![0x30, 8, 2, 2, 0, 0x80, 2, 2, 1, 2])
        );
        let mut raw = [0; 96];
        raw[0] = 0x7f;
        raw[95] = 1;
        let der = ecdsa_signature_der(&raw).unwrap();
        assert_eq!(der[..4], [0x30, 53, 2, 48]);
        assert_eq!(der[52..], [2, 1, 1]);
    }

    #[test]
    fn what_is_no_signature() {
        assert_eq!(ecdsa_signature_der(&[]), Err(SignatureError::Length(0)));
        assert_eq!(
            ecdsa_signature_der(&[1; 132]),
            Err(SignatureError::Length(132))
        );
        assert_eq!(
            ecdsa_signature_der(&[0; 64]),
            Err(SignatureError::OutOfRange)
        );
        assert_eq!(
            ecdsa_signature_der(&[0xff; 96]),
            Err(SignatureError::OutOfRange)
        );
    }
}
