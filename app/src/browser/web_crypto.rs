//! Keys, signatures and key stretching by the browser's own `WebCrypto` (Web Cryptography API, W3C).

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use pki::{Algorithm, KeyError, KeyPair, ecdsa_signature_der};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, CryptoKeyPair, SubtleCrypto};
use zeroize::Zeroizing;

use super::random::crypto;

/// `crypto.subtle`.
pub(crate) struct WebCrypto {
    subtle: SubtleCrypto,
}

impl WebCrypto {
    /// `WebCrypto`, in a secure context.
    pub(crate) fn find() -> Option<Self> {
        let subtle = Reflect::get(crypto()?.as_ref(), &JsValue::from_str("subtle")).ok()?;
        subtle.is_object().then(|| Self {
            subtle: subtle.unchecked_into(),
        })
    }

    /// Whether keys of this kind can be made. RSA keys take too long to try: no browser is known to lack them.
    pub(crate) async fn offers(&self, algorithm: Algorithm) -> bool {
        if algorithm.rsa_bits().is_some() {
            return true;
        }
        let usages = Array::of2(&"sign".into(), &"verify".into());
        let tried = self
            .subtle
            .generate_key_with_object(&parameters(algorithm), false, &usages);
        settle(tried).await.is_ok()
    }

    /// Makes a key pair and exports it.
    pub(crate) async fn generate(&self, algorithm: Algorithm) -> Result<KeyPair, KeyError> {
        let usages = Array::of2(&"sign".into(), &"verify".into());
        let pair = self
            .subtle
            .generate_key_with_object(&parameters(algorithm), true, &usages);
        let pair: CryptoKeyPair = settle(pair).await?.unchecked_into();
        Ok(KeyPair {
            algorithm,
            spki: self.export("spki", &pair.get_public_key()).await?.to_vec(),
            pkcs8: self.export("pkcs8", &pair.get_private_key()).await?,
        })
    }

    /// Signs as [`pki::KeyProvider::sign`] says.
    pub(crate) async fn sign(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let private_key = self
            .import("pkcs8", &key.pkcs8, &parameters(key.algorithm), "sign")
            .await?;
        let signature = self.subtle.sign_with_object_and_u8_array(
            &parameters(key.algorithm),
            &private_key,
            message,
        );
        let signature = bytes(&settle(signature).await?);
        match key.algorithm {
            Algorithm::EcdsaP256 | Algorithm::EcdsaP384 => {
                ecdsa_signature_der(&signature).map_err(|error| KeyError::Failed(error.to_string()))
            }
            Algorithm::Rsa2048 | Algorithm::Rsa3072 | Algorithm::Rsa4096 | Algorithm::Ed25519 => {
                Ok(signature.to_vec())
            }
        }
    }

    /// Stretches a passphrase as [`pki::KeyProvider::pbkdf2_sha256`] says.
    pub(crate) async fn pbkdf2_sha256(
        &self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let bits = u32::try_from(length)
            .ok()
            .and_then(|length| length.checked_mul(8))
            .ok_or_else(|| KeyError::Failed("too many octets asked of PBKDF2".into()))?;
        let key = self
            .import(
                "raw",
                password,
                &object([("name", "PBKDF2".into())]),
                "deriveBits",
            )
            .await?;
        let parameters = object([
            ("name", "PBKDF2".into()),
            ("hash", "SHA-256".into()),
            ("salt", Uint8Array::from(salt).into()),
            ("iterations", rounds.into()),
        ]);
        let derived = self.subtle.derive_bits_with_object(&parameters, &key, bits);
        Ok(bytes(&settle(derived).await?))
    }

    async fn export(&self, format: &str, key: &CryptoKey) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        Ok(bytes(&settle(self.subtle.export_key(format, key)).await?))
    }

    async fn import(
        &self,
        format: &str,
        data: &[u8],
        parameters: &Object,
        usage: &str,
    ) -> Result<CryptoKey, KeyError> {
        let data = Uint8Array::from(data);
        let usages = Array::of1(&usage.into());
        let key = self
            .subtle
            .import_key_with_object(format, &data, parameters, false, &usages);
        // `importKey` takes its own copy before it returns (14.3.9).
        data.fill(0, 0, data.length());
        Ok(settle(key).await?.unchecked_into())
    }
}

/// What `generateKey`, `importKey` and `sign` need to know; each ignores what is not for it.
fn parameters(algorithm: Algorithm) -> Object {
    if let Some(bits) = algorithm.rsa_bits() {
        return object([
            ("name", "RSASSA-PKCS1-v1_5".into()),
            ("hash", "SHA-256".into()),
            ("modulusLength", bits.into()),
            // 65537, big-endian.
            ("publicExponent", Uint8Array::from(&[1_u8, 0, 1][..]).into()),
        ]);
    }
    match algorithm {
        Algorithm::EcdsaP256 => elliptic("P-256", "SHA-256"),
        Algorithm::EcdsaP384 => elliptic("P-384", "SHA-384"),
        _ => object([("name", "Ed25519".into())]),
    }
}

fn elliptic(curve: &str, hash: &str) -> Object {
    object([
        ("name", "ECDSA".into()),
        ("namedCurve", curve.into()),
        ("hash", hash.into()),
    ])
}

fn object<const N: usize>(entries: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), &value);
    }
    object
}

/// The octets of an `ArrayBuffer`, which is wiped.
fn bytes(buffer: &JsValue) -> Zeroizing<Vec<u8>> {
    let view = Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>());
    let bytes = Zeroizing::new(view.to_vec());
    view.fill(0, 0, view.length());
    bytes
}

/// Waits for the browser's answer. Of its error only the name is kept.
async fn settle(promise: Result<js_sys::Promise, JsValue>) -> Result<JsValue, KeyError> {
    match promise {
        Ok(promise) => JsFuture::from(promise)
            .await
            .map_err(|error| failed(&error)),
        Err(error) => Err(failed(&error)),
    }
}

fn failed(error: &JsValue) -> KeyError {
    let name = Reflect::get(error, &JsValue::from_str("name"))
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| "unknown error".to_owned());
    KeyError::Failed(format!("WebCrypto: {name}"))
}
