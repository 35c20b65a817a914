use hmac::{KeyInit as _, Mac as _};
use zeroize::Zeroizing;

/// A hash function that key derivations and MACs are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// RFC 1321.
    Md5,
    /// FIPS 180-4, as all that follow.
    Sha1,
    /// 28 octets.
    Sha224,
    /// 32 octets.
    Sha256,
    /// 48 octets.
    Sha384,
    /// 64 octets.
    Sha512,
    /// 28 octets.
    Sha512_224,
    /// 32 octets.
    Sha512_256,
}

/// Runs a generic expression with the type of a hash.
macro_rules! with_hash {
    ($hash:expr, $D:ident => $body:expr) => {
        match $hash {
            Hash::Md5 => {
                type $D = md5::Md5;
                $body
            }
            Hash::Sha1 => {
                type $D = sha1::Sha1;
                $body
            }
            Hash::Sha224 => {
                type $D = sha2::Sha224;
                $body
            }
            Hash::Sha256 => {
                type $D = sha2::Sha256;
                $body
            }
            Hash::Sha384 => {
                type $D = sha2::Sha384;
                $body
            }
            Hash::Sha512 => {
                type $D = sha2::Sha512;
                $body
            }
            Hash::Sha512_224 => {
                type $D = sha2::Sha512_224;
                $body
            }
            Hash::Sha512_256 => {
                type $D = sha2::Sha512_256;
                $body
            }
        }
    };
}
pub(crate) use with_hash;

impl Hash {
    /// As the standards write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
            Self::Sha512_224 => "SHA-512/224",
            Self::Sha512_256 => "SHA-512/256",
        }
    }

    /// Octets of its output.
    pub fn length(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha224 | Self::Sha512_224 => 28,
            Self::Sha256 | Self::Sha512_256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    /// Whether HMAC (RFC 2104) of `message` under `key` is `expected`, in time that does not depend on it.
    pub fn hmac_is(self, key: &[u8], message: &[u8], expected: &[u8]) -> bool {
        with_hash!(self, D => match hmac::Hmac::<D>::new_from_slice(key) {
            Ok(mut mac) => {
                mac.update(message);
                mac.verify_slice(expected).is_ok()
            }
            Err(_) => false,
        })
    }

    /// HMAC (RFC 2104) of `message` under `key`.
    pub fn hmac(self, key: &[u8], message: &[u8]) -> Vec<u8> {
        with_hash!(self, D => match hmac::Hmac::<D>::new_from_slice(key) {
            Ok(mut mac) => {
                mac.update(message);
                mac.finalize().into_bytes().to_vec()
            }
            Err(_) => Vec::new(),
        })
    }

    /// PBKDF2 (RFC 8018, 5.2).
    pub fn pbkdf2(
        self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> Zeroizing<Vec<u8>> {
        let mut key = Zeroizing::new(vec![0; length]);
        with_hash!(self, D => pbkdf2::pbkdf2_hmac::<D>(password, salt, rounds, &mut key));
        key
    }
}
