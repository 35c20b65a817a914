use der::Sequence;
use der::asn1::{AnyRef, OctetStringRef};
use stretch::{Hash, Pkcs12Key, pbkdf1, pkcs12_key};
use zeroize::Zeroizing;

use super::by_identifier::{pbes1_cipher, pbes2_cipher, pkcs12_cipher};
use super::derivation::Derivation;
use super::{Cipher, Password, UnlockError, Work, sun};
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

fn salt_and_rounds(parameters: AnyRef<'_>) -> Result<(&[u8], u64), UnlockError> {
    let params: SaltAndRounds<'_> = parameters.decode_as().map_err(broken)?;
    Ok((params.salt.as_bytes(), params.rounds))
}

pub(super) fn broken(error: der::Error) -> UnlockError {
    UnlockError::Broken(format!("how it is encrypted: {error}"))
}
