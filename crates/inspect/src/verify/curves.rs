use ed25519_dalek::Verifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;

use super::hash::Hash;
use super::{Verified, unsupported, verdict};
use crate::der;
use crate::x509::{PublicKey, public_key};

/// Ed25519 (RFC 8410, 3).
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// ECDSA (RFC 5758, 3.2). P-521 stays out: certificates with it are rare, and its arithmetic would weigh on every page.
pub(super) fn ecdsa(key: &PublicKey<'_>, hash: Hash, message: &[u8], signature: &[u8]) -> Verified {
    if key.algorithm.oid != public_key::EC {
        return Verified::No;
    }
    let Some(curve) = key
        .algorithm
        .parameters
        .filter(|value| value.tag == der::OID)
    else {
        return unsupported("The key names no curve, so that its signatures are not checked.");
    };
    let point = key.bits;
    match der::dotted(curve.content).as_str() {
        "1.2.840.10045.3.1.7" => p256(point, &hash.digest(message), signature),
        "1.3.132.0.34" => p384(point, &hash.digest(message), signature),
        "1.3.132.0.35" => unsupported("Signatures with keys on P-521 are not checked here."),
        other => unsupported(format!(
            "Signatures with keys on the curve {other} are not checked here."
        )),
    }
}

/// Whether what a key says to be a point on P-256 or P-384 is one; none for other keys.
pub(super) fn is_point(key: &PublicKey<'_>) -> Option<bool> {
    let curve = key.algorithm.parameters.filter(|it| it.tag == der::OID)?;
    match der::dotted(curve.content).as_str() {
        "1.2.840.10045.3.1.7" => Some(p256::PublicKey::from_sec1_bytes(key.bits).is_ok()),
        "1.3.132.0.34" => Some(p384::PublicKey::from_sec1_bytes(key.bits).is_ok()),
        _ => None,
    }
}

fn p256(point: &[u8], hash: &[u8], signature: &[u8]) -> Verified {
    use p256::ecdsa::{Signature, VerifyingKey};
    let Ok(key) = VerifyingKey::from_sec1_bytes(point) else {
        return unsupported("The key is no point on P-256.");
    };
    let signature = Signature::from_der(signature);
    verdict(signature.is_ok_and(|signature| key.verify_prehash(hash, &signature).is_ok()))
}

fn p384(point: &[u8], hash: &[u8], signature: &[u8]) -> Verified {
    use p384::ecdsa::{Signature, VerifyingKey};
    let Ok(key) = VerifyingKey::from_sec1_bytes(point) else {
        return unsupported("The key is no point on P-384.");
    };
    let signature = Signature::from_der(signature);
    verdict(signature.is_ok_and(|signature| key.verify_prehash(hash, &signature).is_ok()))
}

/// Ed25519 (RFC 8410).
pub(super) fn ed25519(key: &PublicKey<'_>, message: &[u8], signature: &[u8]) -> Verified {
    if key.algorithm.oid != ED25519 {
        return Verified::No;
    }
    let octets = <&[u8; 32]>::try_from(key.bits);
    let key = octets
        .ok()
        .and_then(|octets| ed25519_dalek::VerifyingKey::from_bytes(octets).ok());
    let Some(key) = key else {
        return unsupported("The key is no point on Curve25519.");
    };
    let signature = ed25519_dalek::Signature::from_slice(signature);
    verdict(signature.is_ok_and(|signature| key.verify(message, &signature).is_ok()))
}
