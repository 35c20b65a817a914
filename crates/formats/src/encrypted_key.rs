use aes::Aes256;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use pkcs8::EncryptedPrivateKeyInfoOwned;
use pkcs8::der::Encode;
use pkcs8::der::asn1::OctetString;
use pkcs8::pkcs5::pbes2;
use pki::KeyProvider;
use zeroize::Zeroizing;

use crate::EncodeError;

/// What OWASP's Password Storage Cheat Sheet asks of PBKDF2 with HMAC-SHA-256.
const ROUNDS: u32 = 600_000;
const BLOCK: usize = 16;

/// Encrypts a PKCS#8 key: DER `EncryptedPrivateKeyInfo` (RFC 5958, 3) under PBES2 (RFC 8018, 6.2) with
/// PBKDF2-HMAC-SHA-256, 600,000 rounds, and AES-256-CBC. Salt and initialization vector are new each time.
///
/// # Errors
///
/// [`EncodeError::PassphraseEmpty`], or what the provider or the encoder reports.
pub async fn encrypt_pkcs8(
    pkcs8: &[u8],
    passphrase: &str,
    keys: &impl KeyProvider,
) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
    if passphrase.is_empty() {
        return Err(EncodeError::PassphraseEmpty);
    }
    let mut salt = [0; 16];
    let mut iv = [0; BLOCK];
    keys.random(&mut salt)?;
    keys.random(&mut iv)?;
    let key = keys
        .pbkdf2_sha256(passphrase.as_bytes(), &salt, ROUNDS, 32)
        .await?;

    let scheme =
        pbes2::Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, &salt, iv).map_err(encoding)?;
    EncryptedPrivateKeyInfoOwned {
        encryption_algorithm: scheme.into(),
        encrypted_data: OctetString::new(encrypt(&key, &iv, pkcs8)?).map_err(encoding)?,
    }
    .to_der()
    .map(Zeroizing::new)
    .map_err(encoding)
}

fn encrypt(key: &[u8], iv: &[u8], plain: &[u8]) -> Result<Vec<u8>, EncodeError> {
    // Room for the padding from the start, so that no copy of the plain key is left by growing.
    let mut buffer = vec![0; plain.len() + BLOCK];
    buffer[..plain.len()].copy_from_slice(plain);
    let length = cbc::Encryptor::<Aes256>::new_from_slices(key, iv)
        .map_err(encoding)?
        .encrypt_padded::<Pkcs7>(&mut buffer, plain.len())
        .map_err(encoding)?
        .len();
    buffer.truncate(length);
    Ok(buffer)
}

fn encoding(error: impl std::fmt::Display) -> EncodeError {
    EncodeError::Encoding(error.to_string())
}

#[cfg(test)]
mod tests {
    use pkcs8::der::Decode;
    use pki::Algorithm;
    use pollster::block_on;

    use super::*;
    use crate::samples::keys;

    #[test]
    fn the_scheme_is_named_and_the_key_comes_back() {
        let keys = keys();
        let key = block_on(keys.generate(Algorithm::EcdsaP256)).unwrap();
        let encrypted = block_on(encrypt_pkcs8(&key.pkcs8, "pass", &keys)).unwrap();
        let read = EncryptedPrivateKeyInfoOwned::from_der(&encrypted).unwrap();
        let scheme = read.encryption_algorithm.pbes2().unwrap();
        let kdf = scheme.kdf.pbkdf2().unwrap();
        assert_eq!(kdf.iteration_count, 600_000);
        assert_eq!(kdf.prf, pbes2::Pbkdf2Prf::HmacWithSha256);
        assert!(matches!(
            scheme.encryption,
            pbes2::EncryptionScheme::Aes256Cbc { .. }
        ));
        let opened = scheme
            .decrypt("pass", read.encrypted_data.as_bytes())
            .unwrap();
        assert_eq!(opened, *key.pkcs8);
        let other = scheme.decrypt("other", read.encrypted_data.as_bytes());
        assert_ne!(other.ok().as_deref(), Some(key.pkcs8.as_slice()));
    }

    #[test]
    fn an_empty_passphrase_protects_nothing() {
        let refused = block_on(encrypt_pkcs8(&[1], "", &keys())).unwrap_err();
        assert_eq!(refused, EncodeError::PassphraseEmpty);
    }
}
