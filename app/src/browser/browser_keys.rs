//! Where the worker's keys come from.

use std::cell::RefCell;

use pki::{Algorithm, KeyError, KeyPair, KeyProvider, SoftwareKeys};
use zeroize::Zeroizing;

use super::random::{self, NoRandomness};
use super::web_crypto::WebCrypto;

/// `WebCrypto` where the browser offers it, and pure Rust for what it does not: outside secure contexts there is
/// no `WebCrypto` at all, and some browsers lack single algorithms, such as Ed25519.
pub(crate) struct BrowserKeys {
    web_crypto: Option<WebCrypto>,
    software: SoftwareKeys,
    /// Each algorithm that has been asked for, and whether `WebCrypto` has it.
    offered: RefCell<Vec<(Algorithm, bool)>>,
}

impl BrowserKeys {
    /// Looks at what the browser offers.
    pub(crate) fn new() -> Result<Self, NoRandomness> {
        Ok(Self {
            web_crypto: WebCrypto::find(),
            software: SoftwareKeys::new(&seed()?),
            offered: RefCell::default(),
        })
    }

    /// `WebCrypto`, where it has the algorithm. That is tried once.
    async fn web_crypto_for(&self, algorithm: Algorithm) -> Option<&WebCrypto> {
        let web_crypto = self.web_crypto.as_ref()?;
        let is_offered = match self.known(algorithm) {
            Some(is_offered) => is_offered,
            None => {
                let is_offered = web_crypto.offers(algorithm).await;
                self.remember(algorithm, is_offered);
                is_offered
            }
        };
        is_offered.then_some(web_crypto)
    }

    fn known(&self, algorithm: Algorithm) -> Option<bool> {
        let offered = self.offered.borrow();
        let known = offered.iter().find(|(known, _)| *known == algorithm);
        known.map(|(_, is_offered)| *is_offered)
    }

    fn remember(&self, algorithm: Algorithm, is_offered: bool) {
        let mut offered = self.offered.borrow_mut();
        offered.retain(|(known, _)| *known != algorithm);
        offered.push((algorithm, is_offered));
    }
}

impl KeyProvider for BrowserKeys {
    async fn generate(&self, algorithm: Algorithm) -> Result<KeyPair, KeyError> {
        if let Some(web_crypto) = self.web_crypto_for(algorithm).await {
            if let Ok(key) = web_crypto.generate(algorithm).await {
                return Ok(key);
            }
            self.remember(algorithm, false);
        }
        let made = self.software.generate(algorithm).await;
        // What the key was made of must not stay behind.
        self.software.reseed(&seed().map_err(without_randomness)?);
        made
    }

    async fn makes_in_rust(&self, algorithm: Algorithm) -> bool {
        self.web_crypto_for(algorithm).await.is_none()
    }

    async fn sign(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        if let Some(web_crypto) = self.web_crypto_for(key.algorithm).await
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
        random::fill(buffer).map_err(without_randomness)
    }
}

fn seed() -> Result<Zeroizing<[u8; 32]>, NoRandomness> {
    let mut seed = Zeroizing::new([0; 32]);
    random::fill(&mut *seed)?;
    Ok(seed)
}

fn without_randomness(error: NoRandomness) -> KeyError {
    KeyError::Failed(error.to_string())
}
