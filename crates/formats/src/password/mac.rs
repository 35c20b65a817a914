use der::Sequence;
use der::asn1::OctetStringRef;
use stretch::{Hash, Pkcs12Key, pkcs12_key};

use super::derivation::Derivation;
use super::hash::{hash_of, hash_of_hmac};
use super::scheme::TwoAlgorithms;
use super::{Password, UnlockError, Work};
use crate::oid;
use crate::pfx::Mac;
use crate::syntax::Algorithm;

/// `MacData` (RFC 7292, 4).
#[derive(Sequence)]
pub(crate) struct MacData<'a> {
    pub(crate) digest_info: DigestInfo<'a>,
    pub(crate) salt: &'a OctetStringRef,
    #[asn1(default = "one")]
    pub(crate) rounds: u64,
}

/// `DigestInfo` (RFC 8017, 9.2).
#[derive(Sequence)]
pub(crate) struct DigestInfo<'a> {
    pub(crate) algorithm: Algorithm<'a>,
    pub(crate) digest: &'a OctetStringRef,
}

fn one() -> u64 {
    1
}

/// How the integrity of a PFX is guarded.
pub(crate) enum MacScheme<'a> {
    /// RFC 7292, appendix B.
    Pkcs12 {
        hash: Hash,
        salt: &'a [u8],
        rounds: u64,
    },
    /// RFC 9579.
    Pbmac1 {
        derivation: Derivation<'a>,
        hash: Hash,
        length: usize,
    },
}

impl<'a> MacScheme<'a> {
    pub(crate) fn of(data: &MacData<'a>) -> Result<Self, UnlockError> {
        let algorithm = &data.digest_info.algorithm;
        if algorithm.oid == oid::PBMAC1 {
            return Self::of_pbmac1(algorithm);
        }
        let hash = hash_of(algorithm.oid)
            .ok_or_else(|| UnlockError::Unsupported(format!("a MAC with {}", algorithm.oid)))?;
        Ok(Self::Pkcs12 {
            hash,
            salt: data.salt.as_bytes(),
            rounds: data.rounds,
        })
    }

    fn of_pbmac1(algorithm: &Algorithm<'a>) -> Result<Self, UnlockError> {
        let broken = |why: &str| UnlockError::Broken(format!("its PBMAC1: {why}"));
        let params = algorithm
            .parameters
            .ok_or_else(|| broken("no parameters"))?;
        let params: TwoAlgorithms<'_> = params
            .decode_as()
            .map_err(|error: der::Error| broken(&error.to_string()))?;
        let derivation = Derivation::of(&params.derivation)?;
        let hash = hash_of_hmac(params.scheme.oid)
            .ok_or_else(|| UnlockError::Unsupported(format!("a MAC with {}", params.scheme.oid)))?;
        // RFC 9579, 5: the length must be there, so that readers do not guess.
        let length = derivation
            .length()
            .ok_or_else(|| broken("no length of its key"))?;
        // RFC 9579, 5 asks for 20: of a short key, a forger needs few tries to hit upon one that fits.
        if !(20..=1024).contains(&length) {
            return Err(broken(&format!("a key of {length} octets")));
        }
        Ok(Self::Pbmac1 {
            derivation,
            hash,
            length,
        })
    }

    pub(crate) fn describe(&self) -> Mac {
        match self {
            Self::Pkcs12 { hash, salt, rounds } => Mac {
                algorithm: format!("HMAC-{}", hash.name()),
                derivation: format!("PKCS#12 KDF ({})", hash.name()),
                rounds: *rounds,
                salt: salt.len(),
            },
            Self::Pbmac1 {
                derivation, hash, ..
            } => Mac {
                algorithm: format!("HMAC-{}", hash.name()),
                derivation: derivation.name(),
                rounds: derivation.rounds().unwrap_or(0),
                salt: derivation.salt().len(),
            },
        }
    }

    /// Whether `digest` is the MAC of `content` under a form of the password.
    pub(crate) fn verify(
        &self,
        password: &Password,
        content: &[u8],
        digest: &[u8],
        work: &mut Work,
    ) -> Result<(), UnlockError> {
        let (hash, forms) = match self {
            Self::Pkcs12 { hash, .. } => (hash, &password.bmp),
            Self::Pbmac1 { hash, .. } => (hash, &password.octets),
        };
        for form in forms {
            let key = match self {
                Self::Pkcs12 { hash, salt, rounds } => {
                    let rounds = work.rounds(*rounds)?;
                    pkcs12_key(*hash, form, salt, Pkcs12Key::Mac, rounds, hash.length())
                }
                Self::Pbmac1 {
                    derivation, length, ..
                } => derivation.derive(form, *length, work)?,
            };
            if hash.hmac_is(&key, content, digest) {
                return Ok(());
            }
        }
        Err(UnlockError::WrongPassword)
    }
}
