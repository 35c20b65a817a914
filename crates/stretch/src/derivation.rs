use md5::{Digest as _, Md5};
use pkcs12::kdf::Pkcs12KeyType;
use sha1::Sha1;
use zeroize::Zeroizing;

use crate::Hash;
use crate::hash::with_hash;

/// What a key of the PKCS#12 derivation is for (RFC 7292, B.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pkcs12Key {
    /// The key of a cipher.
    Encryption,
    /// Its initialization vector.
    Iv,
    /// The key of a MAC.
    Mac,
}

/// The derivation of PKCS#12 (RFC 7292, B.2).
pub fn pkcs12_key(
    hash: Hash,
    password: &[u8],
    salt: &[u8],
    purpose: Pkcs12Key,
    rounds: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let purpose = match purpose {
        Pkcs12Key::Encryption => Pkcs12KeyType::EncryptionKey,
        Pkcs12Key::Iv => Pkcs12KeyType::Iv,
        Pkcs12Key::Mac => Pkcs12KeyType::Mac,
    };
    let rounds = i32::try_from(rounds).unwrap_or(i32::MAX);
    Zeroizing::new(
        with_hash!(hash, D => pkcs12::kdf::derive_key::<D>(password, salt, purpose, rounds, length)),
    )
}

/// PBKDF1 (RFC 8018, 5.1): 16 octets, of which PBES1 makes key and vector.
pub fn pbkdf1(sha1: bool, password: &[u8], salt: &[u8], rounds: u32) -> Zeroizing<[u8; 16]> {
    let mut key = Zeroizing::new([0; 16]);
    if sha1 {
        let mut state = Sha1::new()
            .chain_update(password)
            .chain_update(salt)
            .finalize();
        for _ in 1..rounds {
            state = Sha1::digest(state);
        }
        for (octet, of_state) in key.iter_mut().zip(state) {
            *octet = of_state;
        }
    } else {
        let mut state = Md5::new()
            .chain_update(password)
            .chain_update(salt)
            .finalize();
        for _ in 1..rounds {
            state = Md5::digest(state);
        }
        *key = state.into();
    }
    key
}

/// What OpenSSL's traditional PEM makes of a password and the first octets of the vector: `EVP_BytesToKey` with
/// MD5 and one round.
pub fn evp_bytes_to_key(password: &[u8], salt: &[u8], length: usize) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(Vec::with_capacity(length + 16));
    let mut block: Zeroizing<Vec<u8>> = Zeroizing::default();
    while key.len() < length {
        let digest: [u8; 16] = Md5::new()
            .chain_update(&*block)
            .chain_update(password)
            .chain_update(salt)
            .finalize()
            .into();
        block = Zeroizing::new(digest.to_vec());
        key.extend_from_slice(&block);
    }
    key.truncate(length);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(octets: &[u8]) -> String {
        octets.iter().map(|octet| format!("{octet:02x}")).collect()
    }

    /// RFC 6070, 2. The derivation of PKCS#12 has no vectors: others judge what `formats` writes and reads with it.
    #[test]
    fn pbkdf2_is_that_of_the_standard() {
        let key = Hash::Sha1.pbkdf2(b"password", b"salt", 4096, 20);
        assert_eq!(hex(&key), "4b007901b765489abead49d926f721d065a429c1");
    }

    /// Without a salt PBKDF1 is the hash over and over (RFC 1321, A.5, and FIPS 180-4 for `abc`).
    #[test]
    fn one_round_is_the_hash() {
        let md5 = pbkdf1(false, b"abc", b"", 1);
        assert_eq!(hex(&*md5), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(*evp_bytes_to_key(b"abc", b"", 16), *md5);
        let sha1 = pbkdf1(true, b"abc", b"", 1);
        assert_eq!(hex(&*sha1), "a9993e364706816aba3e25717850c26c");
    }
}
