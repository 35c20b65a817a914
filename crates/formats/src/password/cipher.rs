use aes::{Aes128, Aes192, Aes256};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt as _, BlockModeEncrypt as _,
    InnerIvInit as _, KeyInit as _,
};
use des::{Des, TdesEde3};
use rc2::Rc2;
use rc4::{Rc4, StreamCipher as _};
use zeroize::Zeroizing;

/// A cipher; block ciphers in CBC mode with the padding of PKCS#7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    Des,
    /// With a key of two thirds, of which the first stands in for the last.
    TwoKeyTripleDes,
    TripleDes,
    Rc2 {
        /// Octets of key.
        key: usize,
        /// Bits of it that count (RFC 2268, 2).
        effective: usize,
    },
    Rc4 {
        /// Octets of key.
        key: usize,
    },
}

impl Cipher {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Aes128 => "AES-128-CBC",
            Self::Aes192 => "AES-192-CBC",
            Self::Aes256 => "AES-256-CBC",
            Self::Des => "DES-CBC",
            Self::TwoKeyTripleDes | Self::TripleDes => "DES-EDE3-CBC",
            Self::Rc2 { .. } => "RC2-CBC",
            Self::Rc4 { .. } => "RC4",
        }
    }

    /// Octets of key.
    pub(crate) fn key_length(self) -> usize {
        match self {
            Self::Des => 8,
            Self::Aes128 | Self::TwoKeyTripleDes => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::Rc2 { key, .. } | Self::Rc4 { key } => key,
        }
    }

    /// Octets of initialization vector.
    pub(crate) fn iv_length(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::Des | Self::TwoKeyTripleDes | Self::TripleDes | Self::Rc2 { .. } => 8,
            Self::Rc4 { .. } => 0,
        }
    }

    /// The plain octets; none where key or vector have the wrong length or the padding is wrong, which a wrong key
    /// leaves right once in 256 times.
    pub(crate) fn decrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        if key.len() != self.key_length() || iv.len() != self.iv_length() {
            return None;
        }
        match self {
            Self::Aes128 => cbc(Aes128::new_from_slice(key).ok()?, iv, data),
            Self::Aes192 => cbc(Aes192::new_from_slice(key).ok()?, iv, data),
            Self::Aes256 => cbc(Aes256::new_from_slice(key).ok()?, iv, data),
            Self::Des => cbc(Des::new_from_slice(key).ok()?, iv, data),
            Self::TripleDes => cbc(TdesEde3::new_from_slice(key).ok()?, iv, data),
            Self::TwoKeyTripleDes => {
                let key = Zeroizing::new([key, key.get(..8)?].concat());
                cbc(TdesEde3::new_from_slice(&key).ok()?, iv, data)
            }
            Self::Rc2 { effective, .. } => cbc(Rc2::new_with_eff_key_len(key, effective), iv, data),
            Self::Rc4 { .. } => {
                let mut plain = Zeroizing::new(data.to_vec());
                Rc4::new_from_slice(key).ok()?.apply_keystream(&mut plain);
                Some(plain)
            }
        }
    }

    /// The encrypted octets; none for a cipher that nothing is written with, and where key or vector do not fit.
    pub(crate) fn encrypt(self, key: &[u8], iv: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Aes256 => encrypt(Aes256::new_from_slice(key).ok()?, iv, plain),
            Self::TripleDes => encrypt(TdesEde3::new_from_slice(key).ok()?, iv, plain),
            _ => None,
        }
    }
}

fn encrypt<C: BlockCipherEncrypt>(cipher: C, iv: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
    let encryptor = cbc::Encryptor::inner_iv_slice_init(cipher, iv).ok()?;
    // Room for the padding from the start, so that no copy of the plain octets is left by growing.
    let mut buffer = vec![0; plain.len() + C::block_size()];
    buffer.get_mut(..plain.len())?.copy_from_slice(plain);
    let length = encryptor
        .encrypt_padded::<Pkcs7>(&mut buffer, plain.len())
        .ok()?
        .len();
    buffer.truncate(length);
    Some(buffer)
}

fn cbc<C: BlockCipherDecrypt>(cipher: C, iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let decryptor = cbc::Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    let mut plain = Zeroizing::new(data.to_vec());
    let length = decryptor.decrypt_padded::<Pkcs7>(&mut plain).ok()?.len();
    plain.truncate(length);
    Some(plain)
}
