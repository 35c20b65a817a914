//! Where the worker's keys come from.

use pki::{Algorithm, KeyError, KeyPair, KeyProvider, SoftwareKeys};
use zeroize::Zeroizing;

use super::random::{self, NoRandomness};
use super::web_crypto::WebCrypto;

/// `WebCrypto` where the browser offers it, and pure Rust for what it does not: outside secure contexts there is
/// no `WebCrypto` at all, and some browsers lack single algorithms, such as Ed25519.
pub(crate) struct BrowserKeys {
    web_crypto: Option<WebCrypto>,
    software: SoftwareKeys,
}

impl BrowserKeys {
    /// Looks at what the browser offers.
    pub(crate) fn new() -> Result<Self, NoRandomness> {
        let mut seed = Zeroizing::new([0; 32]);
        random::fill(&mut *seed)?;
        Ok(Self {
            web_crypto: WebCrypto::find(),
            software: SoftwareKeys::new(&seed),
        })
    }
}

impl KeyProvider for BrowserKeys {
    async fn generate(&self, algorithm: Algorithm) -> Result<KeyPair, KeyError> {
        if let Some(web_crypto) = &self.web_crypto
            && let Ok(key) = web_crypto.generate(algorithm).await
        {
            return Ok(key);
        }
        self.software.generate(algorithm).await
    }

    async fn sign(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        if let Some(web_crypto) = &self.web_crypto
            && let Ok(signature) = web_crypto.sign(key, message).await
        {
            return Ok(signature);
        }
        self.software.sign(key, message).await
    }

    async fn pbkdf2_sha256(
        &self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        if let Some(web_crypto) = &self.web_crypto
            && let Ok(derived) = web_crypto
                .pbkdf2_sha256(password, salt, rounds, length)
                .await
        {
            return Ok(derived);
        }
        self.software
            .pbkdf2_sha256(password, salt, rounds, length)
            .await
    }

    fn random(&self, buffer: &mut [u8]) -> Result<(), KeyError> {
        random::fill(buffer).map_err(|error| KeyError::Failed(error.to_string()))
    }
}
