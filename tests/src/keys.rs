//! Keys that are the same in every run, so that what is made of them is too.

use std::cell::RefCell;
use std::collections::BTreeMap;

use p256::pkcs8::{DecodePrivateKey, EncodePublicKey};
use pki::{Algorithm, KeyError, KeyPair, KeyProvider, SoftwareKeys};
use zeroize::Zeroizing;

/// RSA keys from `fixtures/keys`, all others and all randomness from a seed.
#[derive(Debug)]
pub struct FixedKeys {
    software: SoftwareKeys,
    used: RefCell<BTreeMap<Algorithm, usize>>,
}

impl FixedKeys {
    /// Other seeds give other keys, but for RSA.
    pub fn new(seed: u8) -> Self {
        Self {
            software: SoftwareKeys::new(&Zeroizing::new([seed; 32])),
            used: RefCell::new(BTreeMap::new()),
        }
    }
}

impl KeyProvider for FixedKeys {
    async fn generate(&self, algorithm: Algorithm) -> Result<KeyPair, KeyError> {
        let file = match algorithm {
            Algorithm::Rsa2048 => include_str!("../fixtures/keys/rsa-2048.pem"),
            Algorithm::Rsa3072 => include_str!("../fixtures/keys/rsa-3072.pem"),
            Algorithm::Rsa4096 => include_str!("../fixtures/keys/rsa-4096.pem"),
            _ => return self.software.generate(algorithm).await,
        };
        let keys = pem::parse_many(file).unwrap();
        let mut used = self.used.borrow_mut();
        let index = used.entry(algorithm).or_default();
        let key = keys
            .get(*index)
            .unwrap_or_else(|| panic!("no more than {} keys of {algorithm}", keys.len()));
        *index += 1;
        let private = rsa::PrivateKey::from_pkcs8_der(key.contents()).unwrap();
        Ok(KeyPair {
            algorithm,
            spki: private
                .to_public_key()
                .to_public_key_der()
                .unwrap()
                .into_vec(),
            pkcs8: Zeroizing::new(key.contents().to_vec()),
        })
    }

    async fn sign(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.software.sign(key, message).await
    }

    async fn pbkdf2_sha256(
        &self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.software
            .pbkdf2_sha256(password, salt, rounds, length)
            .await
    }

    fn random(&self, buffer: &mut [u8]) -> Result<(), KeyError> {
        self.software.random(buffer)
    }
}
