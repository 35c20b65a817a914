use der::Sequence;
use der::asn1::{AnyRef, OctetStringRef};
use stretch::Hash;
use zeroize::Zeroizing;

use super::hash::hash_of_hmac;
use super::{UnlockError, Work};
use crate::oid;
use crate::syntax::Algorithm;

/// `PBKDF2-params` (RFC 8018, A.2), whatever the length of its salt.
#[derive(Sequence)]
struct Pbkdf2Params<'a> {
    salt: &'a OctetStringRef,
    rounds: u64,
    #[asn1(optional = "true")]
    length: Option<u64>,
    #[asn1(optional = "true")]
    prf: Option<Algorithm<'a>>,
}

/// `scrypt-params` (RFC 7914, 7.1).
#[derive(Sequence)]
struct ScryptParams<'a> {
    salt: &'a OctetStringRef,
    cost: u64,
    block: u64,
    parallel: u64,
    #[asn1(optional = "true")]
    length: Option<u64>,
}

/// What makes a key from a password in PBES2 and PBMAC1.
pub(crate) struct Derivation<'a> {
    function: Function,
    salt: &'a [u8],
    /// Octets of key, where it says so.
    length: Option<u64>,
}

enum Function {
    Pbkdf2 {
        hash: Hash,
        rounds: u64,
    },
    Scrypt {
        cost: u64,
        block: u64,
        parallel: u64,
    },
}

impl<'a> Derivation<'a> {
    pub(crate) fn of(algorithm: &Algorithm<'a>) -> Result<Self, UnlockError> {
        let parameters = algorithm.parameters.ok_or_else(no_parameters)?;
        match algorithm.oid {
            oid::PBKDF2 => Self::of_pbkdf2(parameters),
            oid::SCRYPT => {
                let params: ScryptParams<'_> = parameters.decode_as().map_err(broken)?;
                Ok(Self {
                    function: Function::Scrypt {
                        cost: params.cost,
                        block: params.block,
                        parallel: params.parallel,
                    },
                    salt: params.salt.as_bytes(),
                    length: params.length,
                })
            }
            other => Err(UnlockError::Unsupported(format!(
                "the key derivation {other}"
            ))),
        }
    }

    fn of_pbkdf2(parameters: AnyRef<'a>) -> Result<Self, UnlockError> {
        let params: Pbkdf2Params<'_> = parameters.decode_as().map_err(broken)?;
        let prf = params.prf.map_or(oid::HMAC_SHA1, |prf| prf.oid);
        let hash = hash_of_hmac(prf)
            .ok_or_else(|| UnlockError::Unsupported(format!("PBKDF2 with the function {prf}")))?;
        Ok(Self {
            function: Function::Pbkdf2 {
                hash,
                rounds: params.rounds,
            },
            salt: params.salt.as_bytes(),
            length: params.length,
        })
    }

    pub(crate) fn name(&self) -> String {
        match &self.function {
            Function::Pbkdf2 { hash, .. } => format!("PBKDF2-HMAC-{}", hash.name()),
            Function::Scrypt {
                cost,
                block,
                parallel,
            } => format!("scrypt N={cost} r={block} p={parallel}"),
        }
    }

    pub(crate) fn rounds(&self) -> Option<u64> {
        match self.function {
            Function::Pbkdf2 { rounds, .. } => Some(rounds),
            Function::Scrypt { .. } => None,
        }
    }

    pub(crate) fn salt(&self) -> &'a [u8] {
        self.salt
    }

    pub(crate) fn length(&self) -> Option<usize> {
        self.length
            .map(|length| usize::try_from(length).unwrap_or(usize::MAX))
    }

    /// A key of `length` octets.
    pub(crate) fn derive(
        &self,
        password: &[u8],
        length: usize,
        work: &mut Work,
    ) -> Result<Zeroizing<Vec<u8>>, UnlockError> {
        match self.function {
            Function::Pbkdf2 { hash, rounds } => {
                let rounds = work.rounds(rounds)?;
                Ok(hash.pbkdf2(password, self.salt, rounds, length))
            }
            Function::Scrypt {
                cost,
                block,
                parallel,
            } => {
                let params = scrypt_params(cost, block, parallel, work)?;
                let mut key = Zeroizing::new(vec![0; length]);
                scrypt::scrypt(password, self.salt, &params, &mut key)
                    .map_err(|error| UnlockError::Broken(error.to_string()))?;
                Ok(key)
            }
        }
    }
}

/// Refuses before anything is allocated.
fn scrypt_params(
    cost: u64,
    block: u64,
    parallel: u64,
    work: &mut Work,
) -> Result<scrypt::Params, UnlockError> {
    let product = |factors: &[u64]| {
        factors
            .iter()
            .fold(1_u64, |all, one| all.saturating_mul(*one))
    };
    work.rounds(product(&[cost, block, parallel]))
        .map_err(|error| match error {
            UnlockError::RoundsOverLimit { asked, limit } => {
                UnlockError::ScryptOverLimit { asked, limit }
            }
            other => other,
        })?;
    work.memory(product(&[128, block, cost.saturating_add(parallel)]))?;
    let broken = || {
        UnlockError::Broken(format!(
            "scrypt does not allow N={cost} r={block} p={parallel}"
        ))
    };
    if !cost.is_power_of_two() || cost < 2 {
        return Err(broken());
    }
    let log = u8::try_from(cost.ilog2()).map_err(|_| broken())?;
    let block = u32::try_from(block).map_err(|_| broken())?;
    let parallel = u32::try_from(parallel).map_err(|_| broken())?;
    scrypt::Params::new(log, block, parallel).map_err(|_| broken())
}

fn no_parameters() -> UnlockError {
    UnlockError::Broken("its key derivation has no parameters".to_owned())
}

fn broken(error: der::Error) -> UnlockError {
    UnlockError::Broken(format!("its key derivation: {error}"))
}
