use std::fmt;
use std::future::Future;

use zeroize::Zeroizing;

use crate::Algorithm;

/// A key pair as bytes. The private half is zeroized when dropped and left out
/// of `Debug`; the type is on purpose not serialisable.
#[derive(Clone)]
pub struct KeyPair {
    /// What kind of key it is.
    pub algorithm: Algorithm,
    /// The public key as a DER `SubjectPublicKeyInfo` (RFC 5280, 4.1.2.7).
    pub spki: Vec<u8>,
    /// The private key as a DER PKCS#8 `PrivateKeyInfo` (RFC 5208).
    pub pkcs8: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            algorithm,
            spki: _,
            pkcs8: _,
        } = self;
        f.debug_struct("KeyPair")
            .field("algorithm", algorithm)
            .finish_non_exhaustive()
    }
}

/// Why a key could not be made or used. Holds no key material.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// The provider does not offer this algorithm.
    Unsupported(Algorithm),
    /// The provider failed; its own words.
    Failed(String),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsupported(algorithm) => write!(f, "{algorithm} keys are not available here"),
            Self::Failed(reason) => write!(f, "the key operation failed: {reason}"),
        }
    }
}

impl std::error::Error for KeyError {}

/// Where keys, signatures and randomness come from: `WebCrypto` in a browser,
/// pure Rust elsewhere, fixed keys in golden tests.
///
/// Futures need not be `Send`: a browser has one thread.
pub trait KeyProvider {
    /// Makes a new key pair.
    fn generate(&self, algorithm: Algorithm) -> impl Future<Output = Result<KeyPair, KeyError>>;

    /// Whether keys of this kind are made by Rust, as they are here, rather than by what the machine has for it.
    fn makes_in_rust(&self, _: Algorithm) -> impl Future<Output = bool> {
        async { true }
    }

    /// Signs `message` (hashing it first, as the algorithm demands) and returns the value
    /// of an X.509 `signatureValue`: for ECDSA that is a DER `Ecdsa-Sig-Value` (RFC 3279, 2.2.3).
    fn sign(
        &self,
        key: &KeyPair,
        message: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, KeyError>>;

    /// PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2), `length` bytes long.
    fn pbkdf2_sha256(
        &self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> impl Future<Output = Result<Zeroizing<Vec<u8>>, KeyError>>;

    /// Fills `buffer` from a cryptographically secure source.
    fn random(&self, buffer: &mut [u8]) -> Result<(), KeyError>;
}
