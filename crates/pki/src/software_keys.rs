mod rsa_key;

use std::cell::RefCell;
use std::fmt;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use ed25519_dalek::pkcs8::KeypairBytes;
use p256::elliptic_curve::Generate;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, SecretDocument};
use rsa::signature::{RandomizedSigner, SignatureEncoding, Signer};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::{Algorithm, KeyError, KeyPair, KeyProvider};

/// Keys in pure Rust: for browsers that withhold `WebCrypto` (plain HTTP), and for native use.
///
/// All randomness comes from one seed, so that the same seed gives the same keys. Making an RSA key
/// blocks the thread for seconds.
pub struct SoftwareKeys {
    random: RefCell<ChaCha20Rng>,
}

impl SoftwareKeys {
    /// Starts from 256 bits of a cryptographically secure source. Two instances must not share a
    /// seed outside tests: they would make the same keys.
    pub fn new(seed: &Zeroizing<[u8; 32]>) -> Self {
        Self {
            random: RefCell::new(ChaCha20Rng::from_seed(**seed)),
        }
    }

    /// Goes on with another seed. The generator keeps what it has given until it needs more, and that were keys.
    pub fn reseed(&self, seed: &Zeroizing<[u8; 32]>) {
        *self.random.borrow_mut() = ChaCha20Rng::from_seed(**seed);
    }

    fn rsa(&self, bits: u32) -> Result<Encoded, KeyError> {
        let key = rsa_key::generate(&mut *self.random.borrow_mut(), bits).map_err(failed)?;
        encode(&key, &key.to_public_key())
    }

    fn p256(&self) -> Result<Encoded, KeyError> {
        let key = p256::SecretKey::generate_from_rng(&mut *self.random.borrow_mut());
        encode(&key, &key.public_key())
    }

    fn p384(&self) -> Result<Encoded, KeyError> {
        let key = p384::SecretKey::generate_from_rng(&mut *self.random.borrow_mut());
        encode(&key, &key.public_key())
    }

    fn ed25519(&self) -> Result<Encoded, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        self.random.borrow_mut().fill_bytes(&mut *seed);
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        // Version 1 of PKCS#8, without the public key: OpenSSL 3.0 and browsers refuse version 2 (RFC 5958).
        let mut private = KeypairBytes {
            secret_key: *seed,
            public_key: None,
        };
        let encoded = encode(&private, &key.verifying_key());
        private.secret_key.zeroize();
        encoded
    }

    fn sign_now(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let pkcs8 = key.pkcs8.as_slice();
        match key.algorithm {
            Algorithm::Rsa2048 | Algorithm::Rsa3072 | Algorithm::Rsa4096 => {
                let key = rsa::PrivateKey::from_pkcs8_der(pkcs8).map_err(failed)?;
                rsa::pkcs1v15::SigningKey::<Sha256>::new(key)
                    .try_sign_with_rng(&mut *self.random.borrow_mut(), message)
                    .map(|signature| signature.to_vec())
                    .map_err(failed)
            }
            Algorithm::EcdsaP256 => {
                let key = p256::ecdsa::SigningKey::from_pkcs8_der(pkcs8).map_err(failed)?;
                let signature: p256::ecdsa::DerSignature = key.try_sign(message).map_err(failed)?;
                Ok(signature.as_bytes().to_vec())
            }
            Algorithm::EcdsaP384 => {
                let key = p384::ecdsa::SigningKey::from_pkcs8_der(pkcs8).map_err(failed)?;
                let signature: p384::ecdsa::DerSignature = key.try_sign(message).map_err(failed)?;
                Ok(signature.as_bytes().to_vec())
            }
            Algorithm::Ed25519 => {
                let key = ed25519_dalek::SigningKey::from_pkcs8_der(pkcs8).map_err(failed)?;
                key.try_sign(message)
                    .map(|signature| signature.to_bytes().to_vec())
                    .map_err(failed)
            }
        }
    }
}

impl fmt::Debug for SoftwareKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoftwareKeys").finish_non_exhaustive()
    }
}

impl KeyProvider for SoftwareKeys {
    async fn generate(&self, algorithm: Algorithm) -> Result<KeyPair, KeyError> {
        let Encoded { spki, pkcs8 } = match algorithm {
            Algorithm::Rsa2048 => self.rsa(2048),
            Algorithm::Rsa3072 => self.rsa(3072),
            Algorithm::Rsa4096 => self.rsa(4096),
            Algorithm::EcdsaP256 => self.p256(),
            Algorithm::EcdsaP384 => self.p384(),
            Algorithm::Ed25519 => self.ed25519(),
        }?;
        Ok(KeyPair {
            algorithm,
            spki,
            pkcs8: Zeroizing::new(pkcs8.as_bytes().to_vec()),
        })
    }

    async fn sign(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.sign_now(key, message)
    }

    async fn pbkdf2_sha256(
        &self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        Ok(stretch::Hash::Sha256.pbkdf2(password, salt, rounds, length))
    }

    fn random(&self, buffer: &mut [u8]) -> Result<(), KeyError> {
        self.random.borrow_mut().fill_bytes(buffer);
        Ok(())
    }
}

struct Encoded {
    spki: Vec<u8>,
    pkcs8: SecretDocument,
}

fn encode(
    private: &impl EncodePrivateKey,
    public: &impl EncodePublicKey,
) -> Result<Encoded, KeyError> {
    Ok(Encoded {
        spki: public.to_public_key_der().map_err(failed)?.into_vec(),
        pkcs8: private.to_pkcs8_der().map_err(failed)?,
    })
}

fn failed(error: impl fmt::Display) -> KeyError {
    KeyError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::signature::Verifier;
    use p256::pkcs8::DecodePublicKey;
    use pollster::block_on;

    use super::*;

    fn keys(seed: u8) -> SoftwareKeys {
        SoftwareKeys::new(&Zeroizing::new([seed; 32]))
    }

    fn verifies(key: &KeyPair, message: &[u8], signature: &[u8]) -> bool {
        let spki = key.spki.as_slice();
        match key.algorithm {
            Algorithm::Rsa2048 | Algorithm::Rsa3072 | Algorithm::Rsa4096 => {
                let key = rsa::PublicKey::from_public_key_der(spki).unwrap();
                rsa::pkcs1v15::VerifyingKey::<Sha256>::new(key)
                    .verify(message, &signature.try_into().unwrap())
                    .is_ok()
            }
            Algorithm::EcdsaP256 => p256::ecdsa::VerifyingKey::from_public_key_der(spki)
                .unwrap()
                .verify(
                    message,
                    &p256::ecdsa::DerSignature::try_from(signature).unwrap(),
                )
                .is_ok(),
            Algorithm::EcdsaP384 => p384::ecdsa::VerifyingKey::from_public_key_der(spki)
                .unwrap()
                .verify(
                    message,
                    &p384::ecdsa::DerSignature::try_from(signature).unwrap(),
                )
                .is_ok(),
            Algorithm::Ed25519 => ed25519_dalek::VerifyingKey::from_public_key_der(spki)
                .unwrap()
                .verify(message, &signature.try_into().unwrap())
                .is_ok(),
        }
    }

    #[test]
    fn every_algorithm_signs_what_its_public_key_verifies() {
        let keys = keys(1);
        for algorithm in [
            Algorithm::Rsa2048,
            Algorithm::EcdsaP256,
            Algorithm::EcdsaP384,
            Algorithm::Ed25519,
        ] {
            let key = block_on(keys.generate(algorithm)).unwrap();
            assert_eq!(key.algorithm, algorithm);
            let signature = block_on(keys.sign(&key, b"message")).unwrap();
            assert!(verifies(&key, b"message", &signature), "{algorithm}");
            assert!(!verifies(&key, b"another", &signature), "{algorithm}");
        }
    }

    #[test]
    fn rsa_moduli_have_the_size_asked_for() {
        use rsa::traits::PublicKeyParts;
        for (algorithm, bits) in [(Algorithm::Rsa3072, 3072), (Algorithm::Rsa4096, 4096)] {
            let key = block_on(keys(2).generate(algorithm)).unwrap();
            let public = rsa::PublicKey::from_public_key_der(&key.spki).unwrap();
            assert_eq!(public.n().bit_width(), bits);
        }
    }

    #[test]
    fn the_seed_decides_everything() {
        let pair = |seed| {
            let keys = keys(seed);
            let mut octets = [0; 8];
            keys.random(&mut octets).unwrap();
            let key = block_on(keys.generate(Algorithm::Ed25519)).unwrap();
            (octets, key.spki)
        };
        assert_eq!(pair(3), pair(3));
        assert_ne!(pair(3), pair(4));
        let keys = keys(3);
        let first = block_on(keys.generate(Algorithm::Ed25519)).unwrap();
        let second = block_on(keys.generate(Algorithm::Ed25519)).unwrap();
        assert_ne!(first.spki, second.spki);
    }

    #[test]
    fn pbkdf2_gives_the_published_values() {
        // RFC 7914, 11.
        for (password, salt, rounds, start, end) in [
            (
                "passwd",
                "salt",
                1,
                0x55ac_046e_56e3_089f,
                0x0911_2041_d3a1_9783_u64,
            ),
            (
                "Password",
                "NaCl",
                80_000,
                0x4ddc_d8f6_0b98_be21,
                0x478f_62b3_97f3_3c8d,
            ),
        ] {
            let derived =
                block_on(keys(5).pbkdf2_sha256(password.as_bytes(), salt.as_bytes(), rounds, 64))
                    .unwrap();
            assert_eq!(derived.len(), 64);
            assert_eq!(derived[..8], u64::to_be_bytes(start));
            assert_eq!(derived[56..], u64::to_be_bytes(end));
        }
    }

    #[test]
    fn a_key_that_is_none_is_an_error() {
        let keys = keys(6);
        for algorithm in Algorithm::ALL {
            let key = KeyPair {
                algorithm,
                spki: Vec::new(),
                pkcs8: Zeroizing::new(vec![0x30, 0]),
            };
            assert!(matches!(
                block_on(keys.sign(&key, b"message")),
                Err(KeyError::Failed(_))
            ));
        }
    }
}
