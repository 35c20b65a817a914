use der::Sequence;
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use zeroize::Zeroizing;

use super::derivation::{Derivation, pbkdf1};
use super::{Cipher, Hash, Password, Pkcs12Key, UnlockError, Work, pkcs12_key, sun};
use crate::syntax::Algorithm;
use crate::{Encryption, oid};

/// How something is encrypted with a password.
pub(crate) enum Scheme<'a> {
    /// RFC 8018, 6.2.
    Pbes2 {
        derivation: Derivation<'a>,
        cipher: Cipher,
        iv: &'a [u8],
    },
    /// RFC 7292, appendix C.
    Pkcs12 {
        name: &'static str,
        cipher: Cipher,
        salt: &'a [u8],
        rounds: u64,
    },
    /// RFC 8018, 6.1.
    Pbes1 {
        name: &'static str,
        sha1: bool,
        cipher: Cipher,
        salt: &'a [u8],
        rounds: u64,
    },
    /// What Java's `KeyProtector` does: an XOR with SHA-1 over and over.
    Sun,
}

/// `PBES2-params` (RFC 8018, A.4), and those of PBMAC1 too (A.5).
#[derive(Sequence)]
pub(crate) struct TwoAlgorithms<'a> {
    pub(crate) derivation: Algorithm<'a>,
    pub(crate) scheme: Algorithm<'a>,
}

/// `PBEParameter` (RFC 8018, A.3) and `pkcs-12PbeParams` (RFC 7292, appendix C).
#[derive(Sequence)]
struct SaltAndRounds<'a> {
    salt: &'a OctetStringRef,
    rounds: u64,
}

/// `RC2-CBC-Parameter` (RFC 8018, B.2.3).
#[derive(Sequence)]
struct Rc2Params<'a> {
    #[asn1(optional = "true")]
    version: Option<u64>,
    iv: &'a OctetStringRef,
}

impl<'a> Scheme<'a> {
    pub(crate) fn of(algorithm: &Algorithm<'a>) -> Result<Self, UnlockError> {
        if algorithm.oid == oid::SUN_KEY_PROTECTOR {
            return Ok(Self::Sun);
        }
        let parameters = algorithm
            .parameters
            .ok_or_else(|| UnlockError::Broken("its encryption has no parameters".to_owned()))?;
        if algorithm.oid == oid::PBES2 {
            return Self::of_pbes2(parameters);
        }
        if let Some((name, cipher)) = pkcs12_cipher(algorithm.oid) {
            let (salt, rounds) = salt_and_rounds(parameters)?;
            return Ok(Self::Pkcs12 {
                name,
                cipher,
                salt,
                rounds,
            });
        }
        if let Some((name, sha1, cipher)) = pbes1_cipher(algorithm.oid) {
            let (salt, rounds) = salt_and_rounds(parameters)?;
            return Ok(Self::Pbes1 {
                name,
                sha1,
                cipher,
                salt,
                rounds,
            });
        }
        Err(UnlockError::Unsupported(format!(
            "the scheme {}",
            algorithm.oid
        )))
    }

    fn of_pbes2(parameters: AnyRef<'a>) -> Result<Self, UnlockError> {
        let params: TwoAlgorithms<'_> = parameters.decode_as().map_err(broken)?;
        let derivation = Derivation::of(&params.derivation)?;
        let (cipher, iv) = pbes2_cipher(&params.scheme, derivation.length())?;
        if derivation
            .length()
            .is_some_and(|length| length != cipher.key_length())
        {
            return Err(UnlockError::Broken(format!(
                "its key is to have {} octets, and {} takes {}",
                derivation.length().unwrap_or_default(),
                cipher.name(),
                cipher.key_length()
            )));
        }
        Ok(Self::Pbes2 {
            derivation,
            cipher,
            iv,
        })
    }

    /// What it says of itself.
    pub(crate) fn describe(&self) -> Encryption {
        match self {
            Self::Pbes2 {
                derivation, cipher, ..
            } => Encryption {
                cipher: format!("PBES2, {}", cipher.name()),
                derivation: derivation.name(),
                rounds: derivation.rounds(),
                salt: derivation.salt().len(),
            },
            Self::Pkcs12 {
                name, salt, rounds, ..
            } => Encryption {
                cipher: (*name).to_owned(),
                derivation: "PKCS#12 KDF (SHA-1)".to_owned(),
                rounds: Some(*rounds),
                salt: salt.len(),
            },
            Self::Pbes1 {
                name,
                sha1,
                salt,
                rounds,
                ..
            } => Encryption {
                cipher: (*name).to_owned(),
                derivation: format!("PBKDF1 ({})", if *sha1 { "SHA-1" } else { "MD5" }),
                rounds: Some(*rounds),
                salt: salt.len(),
            },
            Self::Sun => Encryption {
                cipher: "Sun KeyProtector (JKS)".to_owned(),
                derivation: "SHA-1".to_owned(),
                rounds: None,
                salt: sun::SALT,
            },
        }
    }

    /// The plain octets under the first form of the password that leaves `accepts` content.
    pub(crate) fn decrypt(
        &self,
        password: &Password,
        data: &[u8],
        work: &mut Work,
        accepts: fn(&[u8]) -> bool,
    ) -> Result<Zeroizing<Vec<u8>>, UnlockError> {
        let forms = match self {
            Self::Pkcs12 { .. } | Self::Sun => &password.bmp,
            Self::Pbes2 { .. } | Self::Pbes1 { .. } => &password.octets,
        };
        for form in forms {
            match self.decrypt_with(form, data, work)? {
                Some(plain) if accepts(&plain) => return Ok(plain),
                _ => {}
            }
        }
        Err(UnlockError::WrongPassword)
    }

    fn decrypt_with(
        &self,
        password: &[u8],
        data: &[u8],
        work: &mut Work,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, UnlockError> {
        Ok(match self {
            Self::Pbes2 {
                derivation,
                cipher,
                iv,
            } => {
                let key = derivation.derive(password, cipher.key_length(), work)?;
                cipher.decrypt(&key, iv, data)
            }
            Self::Pkcs12 {
                cipher,
                salt,
                rounds,
                ..
            } => {
                let rounds = work.rounds(*rounds)?;
                let key = |purpose, length| {
                    pkcs12_key(Hash::Sha1, password, salt, purpose, rounds, length)
                };
                let iv = match cipher.iv_length() {
                    0 => Zeroizing::default(),
                    length => key(Pkcs12Key::Iv, length),
                };
                cipher.decrypt(&key(Pkcs12Key::Encryption, cipher.key_length()), &iv, data)
            }
            Self::Pbes1 {
                sha1,
                cipher,
                salt,
                rounds,
                ..
            } => {
                let derived = pbkdf1(*sha1, password, salt, work.rounds(*rounds)?);
                let (key, iv) = derived.split_at(8);
                cipher.decrypt(key, iv, data)
            }
            Self::Sun => sun::decrypt(password, data),
        })
    }
}

/// How something says it is encrypted, in identifiers where they are not known here.
pub(crate) fn encryption_of(algorithm: &Algorithm<'_>) -> Encryption {
    match Scheme::of(algorithm) {
        Ok(scheme) => scheme.describe(),
        Err(_) => Encryption {
            cipher: inner_names(algorithm).unwrap_or_else(|| algorithm.oid.to_string()),
            derivation: "unknown".to_owned(),
            rounds: None,
            salt: 0,
        },
    }
}

fn inner_names(algorithm: &Algorithm<'_>) -> Option<String> {
    if algorithm.oid != oid::PBES2 {
        return None;
    }
    let params: TwoAlgorithms<'_> = algorithm.parameters?.decode_as().ok()?;
    let (derivation, scheme) = (params.derivation.oid, params.scheme.oid);
    Some(format!("PBES2, {scheme} with {derivation}"))
}

fn pkcs12_cipher(identifier: ObjectIdentifier) -> Option<(&'static str, Cipher)> {
    let rc2 = |key| Cipher::Rc2 {
        key,
        effective: 8 * key,
    };
    Some(match identifier {
        oid::PBE_SHA_RC4_128 => ("pbeWithSHAAnd128BitRC4", Cipher::Rc4 { key: 16 }),
        oid::PBE_SHA_RC4_40 => ("pbeWithSHAAnd40BitRC4", Cipher::Rc4 { key: 5 }),
        oid::PBE_SHA_3DES => ("pbeWithSHAAnd3-KeyTripleDES-CBC", Cipher::TripleDes),
        oid::PBE_SHA_2DES => ("pbeWithSHAAnd2-KeyTripleDES-CBC", Cipher::TwoKeyTripleDes),
        oid::PBE_SHA_RC2_128 => ("pbeWithSHAAnd128BitRC2-CBC", rc2(16)),
        oid::PBE_SHA_RC2_40 => ("pbeWithSHAAnd40BitRC2-CBC", rc2(5)),
        _ => return None,
    })
}

fn pbes1_cipher(identifier: ObjectIdentifier) -> Option<(&'static str, bool, Cipher)> {
    let rc2 = Cipher::Rc2 {
        key: 8,
        effective: 64,
    };
    Some(match identifier {
        oid::PBE_MD5_DES => ("pbeWithMD5AndDES-CBC", false, Cipher::Des),
        oid::PBE_MD5_RC2 => ("pbeWithMD5AndRC2-CBC", false, rc2),
        oid::PBE_SHA1_DES => ("pbeWithSHA1AndDES-CBC", true, Cipher::Des),
        oid::PBE_SHA1_RC2 => ("pbeWithSHA1AndRC2-CBC", true, rc2),
        _ => return None,
    })
}

fn pbes2_cipher<'a>(
    algorithm: &Algorithm<'a>,
    key: Option<usize>,
) -> Result<(Cipher, &'a [u8]), UnlockError> {
    let unsupported = || UnlockError::Unsupported(format!("the cipher {}", algorithm.oid));
    let cipher = match algorithm.oid {
        oid::AES_128_CBC => Cipher::Aes128,
        oid::AES_192_CBC => Cipher::Aes192,
        oid::AES_256_CBC => Cipher::Aes256,
        oid::DES_CBC => Cipher::Des,
        oid::DES_EDE3_CBC => Cipher::TripleDes,
        oid::RC2_CBC => return rc2_cipher(algorithm, key),
        _ => return Err(unsupported()),
    };
    let iv = algorithm.parameters.ok_or_else(unsupported)?;
    let iv: &OctetStringRef = iv.decode_as().map_err(broken)?;
    if iv.as_bytes().len() != cipher.iv_length() {
        return Err(UnlockError::Broken(format!(
            "its initialization vector has {} octets, and {} takes {}",
            iv.as_bytes().len(),
            cipher.name(),
            cipher.iv_length()
        )));
    }
    Ok((cipher, iv.as_bytes()))
}

fn rc2_cipher<'a>(
    algorithm: &Algorithm<'a>,
    key: Option<usize>,
) -> Result<(Cipher, &'a [u8]), UnlockError> {
    let unsupported = || UnlockError::Unsupported("RC2 with an unusual key".to_owned());
    let params = algorithm.parameters.ok_or_else(unsupported)?;
    let params: Rc2Params<'_> = params.decode_as().map_err(broken)?;
    // The versions stand for these in a table of RFC 2268, 6.
    let effective = match params.version {
        None => 32,
        Some(160) => 40,
        Some(120) => 64,
        Some(58) => 128,
        Some(_) => return Err(unsupported()),
    };
    let key = key.unwrap_or(effective / 8);
    if !(1..=128).contains(&key) || params.iv.as_bytes().len() != 8 {
        return Err(unsupported());
    }
    Ok((Cipher::Rc2 { key, effective }, params.iv.as_bytes()))
}

fn salt_and_rounds(parameters: AnyRef<'_>) -> Result<(&[u8], u64), UnlockError> {
    let params: SaltAndRounds<'_> = parameters.decode_as().map_err(broken)?;
    Ok((params.salt.as_bytes(), params.rounds))
}

fn broken(error: der::Error) -> UnlockError {
    UnlockError::Broken(format!("how it is encrypted: {error}"))
}
