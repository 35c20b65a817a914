use std::fmt;

use pki::KeyError;

/// Why a container was not made. Holds neither key nor passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// The passphrase is empty.
    PassphraseEmpty,
    /// The passphrase has a character outside the Basic Multilingual Plane, such as an emoji: RFC 7292, B.1
    /// derives keys from a `BMPString`.
    PassphraseNotBmp,
    /// A PFX was asked for without any certificate.
    CertificateMissing,
    /// What is to be a certificate is no DER.
    Certificate,
    /// The private key is no PKCS#8 `PrivateKeyInfo`.
    PrivateKey,
    /// Key derivation or randomness failed.
    Key(KeyError),
    /// The encoder's own words.
    Encoding(String),
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PassphraseEmpty => f.write_str("the passphrase is empty"),
            Self::PassphraseNotBmp => f.write_str(
                "the passphrase has a character, such as an emoji, that a PFX cannot use",
            ),
            Self::CertificateMissing => f.write_str("there is no certificate to put into the PFX"),
            Self::Certificate => f.write_str("a certificate cannot be read"),
            Self::PrivateKey => f.write_str("the private key cannot be read"),
            Self::Key(error) => error.fmt(f),
            Self::Encoding(reason) => write!(f, "the file cannot be encoded: {reason}"),
        }
    }
}

impl std::error::Error for EncodeError {}

impl From<der::Error> for EncodeError {
    fn from(error: der::Error) -> Self {
        Self::Encoding(error.to_string())
    }
}

impl From<KeyError> for EncodeError {
    fn from(error: KeyError) -> Self {
        Self::Key(error)
    }
}
