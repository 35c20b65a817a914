//! Signatures of certificates, requests and revocation lists.

mod curves;
mod hash;
mod pss_parameters;
mod rsa;

use serde::{Deserialize, Serialize};

use crate::x509::{Algorithm, PublicKey, Signed, public_key};
use crate::{der, objects};
use hash::Hash;

/// What came of checking a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verified {
    /// The key made it.
    Yes,
    /// The key did not make it, or not of these octets.
    No,
    /// It was not checked, and why, in one sentence.
    Unsupported(String),
}

/// Octets of a message whose hashing costs as much as one check.
const MESSAGE_UNIT: usize = 256 << 10;

/// Checks a signature (RFC 5280, 4.1.1.3): RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017, 8), ECDSA on P-256 and P-384
/// (RFC 5758), each with SHA-1, SHA-256, SHA-384 or SHA-512, and Ed25519 (RFC 8410). It only says what is true of
/// the octets: whether an algorithm is still to be trusted is judged by others.
///
/// `spki_der` is the key as a DER `SubjectPublicKeyInfo`, `algorithm_der` a DER `AlgorithmIdentifier`. RSA moduli beyond 16,384 bits and exponents beyond 33 are
/// [`Verified::Unsupported`] before any work; *ring* has the same bound on exponents.
pub fn signature(
    spki_der: &[u8],
    algorithm_der: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Verified {
    match Algorithm::of(algorithm_der) {
        Some(algorithm) => check(spki_der, &algorithm, message, signature),
        None => unsupported("The algorithm is not one AlgorithmIdentifier in DER."),
    }
}

fn check(spki_der: &[u8], algorithm: &Algorithm<'_>, message: &[u8], signature: &[u8]) -> Verified {
    let Some(key) = PublicKey::of(spki_der) else {
        return unsupported("The key is not one SubjectPublicKeyInfo in DER.");
    };
    match scheme(algorithm) {
        Ok(Scheme::RsaPkcs1(hash)) => rsa::pkcs1(&key, hash, message, signature),
        Ok(Scheme::RsaPss) => rsa::pss(&key, algorithm, message, signature),
        Ok(Scheme::Ecdsa(hash)) => curves::ecdsa(&key, hash, message, signature),
        Ok(Scheme::Ed25519) => curves::ed25519(&key, message, signature),
        Err(why) => Verified::Unsupported(why),
    }
}

/// Checks the signature on a DER structure that is signed as certificates, requests and revocation lists are: a
/// sequence of what is signed, the algorithm and the signature (`SIGNED` of X.509). A request is checked with its
/// own key (RFC 2986, 3).
pub fn signed_object(spki_der: &[u8], der: &[u8]) -> Verified {
    let parts = Signed::read(der).and_then(|parts| Some((parts, parts.signature.whole_bits()?)));
    let Some((parts, value)) = parts else {
        return unsupported("This is not one signed structure in DER.");
    };
    check(spki_der, &parts.algorithm, parts.content.raw, value)
}

/// What a check costs, in checks with an RSA-2048 key of a message that is not long, so that a caller can bound the
/// whole. *Measured* natively: RSA-2048 0.08 ms, P-256 0.29 ms, P-384 0.98 ms, Ed25519 0.04 ms.
pub(crate) fn cost(spki_der: &[u8], der: &[u8]) -> usize {
    let curve = PublicKey::of(spki_der).is_some_and(|key| key.algorithm.oid == public_key::EC);
    // RSA takes time by the square of its modulus.
    let modulus = spki_der.len().min(1 << 16) / 512;
    let key = match (curve, spki_der.len()) {
        (true, ..=100) => 4,
        (true, _) => 12,
        (false, _) => 1 + modulus * modulus,
    };
    key + der.len() / MESSAGE_UNIT
}

enum Scheme {
    RsaPkcs1(Hash),
    RsaPss,
    Ecdsa(Hash),
    Ed25519,
}

fn scheme(algorithm: &Algorithm<'_>) -> Result<Scheme, String> {
    Ok(match der::dotted(algorithm.oid).as_str() {
        "1.2.840.113549.1.1.5" => Scheme::RsaPkcs1(Hash::Sha1),
        "1.2.840.113549.1.1.11" => Scheme::RsaPkcs1(Hash::Sha256),
        "1.2.840.113549.1.1.12" => Scheme::RsaPkcs1(Hash::Sha384),
        "1.2.840.113549.1.1.13" => Scheme::RsaPkcs1(Hash::Sha512),
        "1.2.840.113549.1.1.10" => Scheme::RsaPss,
        "1.2.840.10045.4.1" => Scheme::Ecdsa(Hash::Sha1),
        "1.2.840.10045.4.3.2" => Scheme::Ecdsa(Hash::Sha256),
        "1.2.840.10045.4.3.3" => Scheme::Ecdsa(Hash::Sha384),
        "1.2.840.10045.4.3.4" => Scheme::Ecdsa(Hash::Sha512),
        "1.3.101.112" => Scheme::Ed25519,
        "1.2.840.113549.1.1.4" | "1.2.840.113549.1.1.2" => {
            return Err("Signatures with MD5 or MD2 are not checked: they prove nothing.".into());
        }
        _ => {
            let name = objects::name(algorithm.oid);
            return Err(format!("Signatures with {name} are not checked here."));
        }
    })
}

fn unsupported(why: impl Into<String>) -> Verified {
    Verified::Unsupported(why.into())
}

fn verdict(holds: bool) -> Verified {
    if holds { Verified::Yes } else { Verified::No }
}

/// Whether the point of a key on P-256 or P-384 is on its curve; none for other keys.
pub(crate) fn is_point(key: &PublicKey<'_>) -> Option<bool> {
    (key.algorithm.oid == crate::x509::public_key::EC).then(|| curves::is_point(key))?
}

#[cfg(test)]
pub(crate) mod test_set;
#[cfg(test)]
mod tests;
