use rsa::pss::Pss;
use rsa::traits::SignatureScheme;
use rsa::{BoxedUint, Pkcs1v15Sign};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::hash::Hash;
use super::pss_parameters::PssParameters;
use super::{Verified, verdict};
use crate::der::{self, INTEGER, SEQUENCE};
use crate::x509::{Algorithm, PublicKey, public_key};

/// Bits of modulus. Below them a signature says nothing; above them checking one takes too long.
const BITS: std::ops::RangeInclusive<usize> = 512..=16_384;

/// RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2).
pub(super) fn pkcs1(key: &PublicKey<'_>, hash: Hash, message: &[u8], signature: &[u8]) -> Verified {
    // A key for PSS alone makes no other signatures (RFC 4055, 1.2).
    if key.algorithm.oid != public_key::RSA {
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
    key: &PublicKey<'_>,
    algorithm: &Algorithm<'_>,
    message: &[u8],
    signature: &[u8],
) -> Verified {
    let parameters = match PssParameters::read(algorithm) {
        Ok(parameters) => parameters,
        Err(why) => return Verified::Unsupported(why),
    };
    match key.algorithm.oid {
        public_key::RSA => {}
        public_key::RSA_PSS if parameters.fit(&key.algorithm) => {}
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

fn with_key(
    key: &PublicKey<'_>,
    scheme: impl SignatureScheme,
    hashed: &[u8],
    signature: &[u8],
) -> Verified {
    match usable(key.bits) {
        Ok(key) => verdict(key.verify(scheme, hashed, signature).is_ok()),
        Err(why) => Verified::Unsupported(why),
    }
}

/// A key within bounds.
fn usable(der: &[u8]) -> Result<rsa::PublicKey, String> {
    let (modulus, exponent) = numbers(der).ok_or("The key is no RSAPublicKey in DER.")?;
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
    rsa::PublicKey::new_with_size_limits(modulus, exponent, BITS)
        .map_err(|error| format!("The key is not usable: {error}."))
}

/// The modulus and the exponent of an `RSAPublicKey` (RFC 8017, A.1.1), without leading zeros.
fn numbers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut fields = der::whole(der, SEQUENCE)?.children();
    let mut number = || Some(der::magnitude(fields.read(INTEGER)?.content));
    let numbers = (number()?, number()?);
    fields.is_empty().then_some(numbers)
}
