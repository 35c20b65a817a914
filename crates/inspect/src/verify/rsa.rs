use rsa::pss::Pss;
use rsa::traits::SignatureScheme;
use rsa::{BoxedUint, Pkcs1v15Sign, PublicKey};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};
use x509_parser::asn1_rs::FromDer;
use x509_parser::public_key::RSAPublicKey;
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::x509::{AlgorithmIdentifier, SubjectPublicKeyInfo};

use super::hash::Hash;
use super::{Verified, verdict};

/// Bits of modulus. Below them a signature says nothing; above them checking one takes too long.
const BITS: std::ops::RangeInclusive<usize> = 512..=16_384;

const PLAIN: &str = "1.2.840.113549.1.1.1";
const PSS: &str = "1.2.840.113549.1.1.10";
const MGF1: &str = "1.2.840.113549.1.1.8";

/// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2).
pub(super) fn pkcs1(
    key: &SubjectPublicKeyInfo<'_>,
    hash: Hash,
    message: &[u8],
    signature: &[u8],
) -> Verified {
    // A key for PSS alone makes no other signatures (RFC 4055, 1.2).
    if key.algorithm.algorithm.to_id_string() != PLAIN {
        return Verified::No;
    }
    let scheme = match hash {
        Hash::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
        Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
        Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
        Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
    };
    with_key(key, scheme, &hash.digest(message), signature)
}

/// RSASSA-PSS with MGF1 (RFC 8017, 8.1.2; RFC 4055, 3.1).
pub(super) fn pss(
    key: &SubjectPublicKeyInfo<'_>,
    algorithm: &AlgorithmIdentifier<'_>,
    message: &[u8],
    signature: &[u8],
) -> Verified {
    let parameters = match PssParameters::read(algorithm) {
        Ok(parameters) => parameters,
        Err(why) => return Verified::Unsupported(why),
    };
    match key.algorithm.algorithm.to_id_string().as_str() {
        PLAIN => {}
        PSS if parameters.fit(&key.algorithm) => {}
        _ => return Verified::No,
    }
    let hashed = parameters.hash.digest(message);
    let salt = parameters.salt;
    match parameters.hash {
        Hash::Sha1 => with_key(key, Pss::<Sha1>::new_with_salt(salt), &hashed, signature),
        Hash::Sha256 => with_key(key, Pss::<Sha256>::new_with_salt(salt), &hashed, signature),
        Hash::Sha384 => with_key(key, Pss::<Sha384>::new_with_salt(salt), &hashed, signature),
        Hash::Sha512 => with_key(key, Pss::<Sha512>::new_with_salt(salt), &hashed, signature),
    }
}

struct PssParameters {
    hash: Hash,
    /// Octets.
    salt: usize,
}

impl PssParameters {
    fn read(algorithm: &AlgorithmIdentifier<'_>) -> Result<Self, String> {
        let malformed = "The parameters of the RSASSA-PSS signature cannot be read.";
        let parameters = algorithm.parameters.as_ref().ok_or(malformed)?;
        let parameters = RsaSsaPssParams::try_from(parameters).map_err(|_| malformed)?;
        let hash = parameters.hash_algorithm_oid().to_id_string();
        let Some(known) = Hash::of(&hash) else {
            return Err(format!(
                "RSASSA-PSS signatures with the hash {hash} are not checked here."
            ));
        };
        let mask = parameters.mask_gen_algorithm().map_err(|_| malformed)?;
        let (function, mask_hash) = (mask.mgf.to_id_string(), mask.hash.to_id_string());
        if function != MGF1 || mask_hash != hash {
            return Err(format!(
                "RSASSA-PSS signatures whose mask is made with the hash {mask_hash} and whose message with {hash} \
                 are not checked here."
            ));
        }
        if parameters.trailer_field() != 1 {
            return Err("RSASSA-PSS signatures with an unknown trailer are not checked.".into());
        }
        let salt = usize::try_from(parameters.salt_length()).map_err(|_| malformed)?;
        Ok(Self { hash: known, salt })
    }

    /// Whether a key with these parameters makes such signatures: the same hash, and no shorter salt (RFC 4055, 3.3).
    fn fit(&self, key: &AlgorithmIdentifier<'_>) -> bool {
        if key.parameters.is_none() {
            return true;
        }
        Self::read(key).is_ok_and(|key| key.hash == self.hash && key.salt <= self.salt)
    }
}

fn with_key(
    key: &SubjectPublicKeyInfo<'_>,
    scheme: impl SignatureScheme,
    hashed: &[u8],
    signature: &[u8],
) -> Verified {
    match public_key(&key.subject_public_key.data) {
        Ok(key) => verdict(key.verify(scheme, hashed, signature).is_ok()),
        Err(why) => Verified::Unsupported(why),
    }
}

/// A key within bounds.
fn public_key(der: &[u8]) -> Result<PublicKey, String> {
    let Ok(([], key)) = RSAPublicKey::from_der(der) else {
        return Err("The key is no RSAPublicKey in DER.".into());
    };
    let (modulus, exponent) = (magnitude(key.modulus), magnitude(key.exponent));
    if modulus.len() > BITS.end() / 8 {
        let octets = modulus.len();
        return Err(format!(
            "The modulus of the key has {octets} octets; beyond 2,048 signatures are not checked."
        ));
    }
    if exponent.len() > 5 {
        let octets = exponent.len();
        return Err(format!(
            "The exponent of the key has {octets} octets; beyond 33 bits signatures are not checked."
        ));
    }
    let modulus = BoxedUint::from_be_slice_vartime(modulus);
    let exponent = BoxedUint::from_be_slice_vartime(exponent);
    PublicKey::new_with_size_limits(modulus, exponent, BITS)
        .map_err(|error| format!("The key is not usable: {error}."))
}

/// Without leading zeros.
fn magnitude(integer: &[u8]) -> &[u8] {
    let zeros = integer.iter().take_while(|octet| **octet == 0).count();
    integer.get(zeros..).unwrap_or_default()
}
