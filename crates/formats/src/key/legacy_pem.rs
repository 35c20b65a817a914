use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use stretch::evp_bytes_to_key;
use zeroize::Zeroizing;

use super::identify;
use crate::password::{Cipher, Password, UnlockError};
use crate::{Content, Encryption, Item, Locked, LockedKind};

/// Reads a PEM block with the headers `Proc-Type: 4,ENCRYPTED` and `DEK-Info` (RFC 1421, 4.6), which OpenSSL calls
/// traditional. It is [`Content::Locked`], even where its cipher is not known here.
pub fn legacy_pem(block: &str) -> Content {
    let encryption = Headers::of(block).map(|headers| Encryption {
        cipher: format!("DEK-Info {}", headers.cipher),
        derivation: "EVP_BytesToKey (MD5)".to_owned(),
        rounds: Some(1),
        salt: 8,
    });
    Content::Locked(Locked {
        kind: LockedKind::LegacyPem,
        bytes: Zeroizing::new(block.as_bytes().to_vec()),
        encryption,
    })
}

/// Opens what [`legacy_pem`] found.
pub(crate) fn unlock_legacy_pem(locked: &Locked, password: &str) -> Result<Vec<Item>, UnlockError> {
    let broken = |why: &str| UnlockError::Broken(why.to_owned());
    let block = std::str::from_utf8(&locked.bytes).map_err(|_| broken("it is not text"))?;
    let headers = Headers::of(block).ok_or_else(|| broken("it has no DEK-Info header"))?;
    let cipher = cipher_of(headers.cipher)
        .ok_or_else(|| UnlockError::Unsupported(format!("the cipher {}", headers.cipher)))?;
    let iv = hex(headers.iv).filter(|iv| iv.len() == cipher.iv_length());
    let iv = iv.ok_or_else(|| broken("the vector in its DEK-Info is not what the cipher takes"))?;
    let data = headers.data().ok_or_else(|| broken("it is not base64"))?;
    for form in &Password::text(password).octets {
        let salt = iv.get(..8).unwrap_or_default();
        let key = evp_bytes_to_key(form, salt, cipher.key_length());
        let plain = cipher.decrypt(&key, &iv, &data);
        if let Some(Content::PrivateKey(mut key)) = plain.and_then(|plain| identify::of_der(&plain))
        {
            key.encryption.clone_from(&locked.encryption);
            return Ok(vec![Item::new(None, "", Content::PrivateKey(key))]);
        }
    }
    Err(UnlockError::WrongPassword)
}

struct Headers<'a> {
    cipher: &'a str,
    iv: &'a str,
    /// What stands after the headers.
    body: &'a str,
}

impl<'a> Headers<'a> {
    fn of(block: &'a str) -> Option<Self> {
        let (_, after) = block.split_once("DEK-Info:")?;
        let (value, body) = after.split_once(['\n', '\r'])?;
        let (cipher, iv) = value.split_once(',')?;
        Some(Self {
            cipher: cipher.trim(),
            iv: iv.trim(),
            body: body.split_once("-----").map_or(body, |(body, _)| body),
        })
    }

    fn data(&self) -> Option<Vec<u8>> {
        let text: String = self.body.split_whitespace().collect();
        STANDARD.decode(text).ok()
    }
}

fn cipher_of(name: &str) -> Option<Cipher> {
    Some(match name {
        "DES-CBC" => Cipher::Des,
        "DES-EDE3-CBC" => Cipher::TripleDes,
        "AES-128-CBC" => Cipher::Aes128,
        "AES-192-CBC" => Cipher::Aes192,
        "AES-256-CBC" => Cipher::Aes256,
        _ => return None,
    })
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.chars().map(|digit| digit.to_digit(16));
    let digits: Vec<u32> = digits.collect::<Option<_>>()?;
    let octets = digits.chunks_exact(2);
    if !octets.remainder().is_empty() {
        return None;
    }
    octets
        .map(|pair| match pair {
            [high, low] => u8::try_from(high << 4 | low).ok(),
            _ => None,
        })
        .collect()
}
