use ed25519_dalek::Verifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use x509_parser::asn1_rs::Oid;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::hash::Hash;
use super::{Verified, key_name, unsupported, verdict};

/// Keys on curves (RFC 5480, 2.1.1).
pub(super) const EC: &str = "1.2.840.10045.2.1";

/// ECDSA (RFC 5758, 3.2). P-521 stays out: certificates with it are rare, and its arithmetic would weigh on every page.
pub(super) fn ecdsa(
    key: &SubjectPublicKeyInfo<'_>,
    hash: Hash,
    message: &[u8],
    signature: &[u8],
) -> Verified {
    if key.algorithm.algorithm.to_id_string() != EC {
        return Verified::No;
    }
    let curve = key.algorithm.parameters.clone();
    let Some(Ok(curve)) = curve.map(Oid::try_from) else {
        return unsupported("The key names no curve, so that its signatures are not checked.");
    };
    let point = &key.subject_public_key.data;
    match curve.to_id_string().as_str() {
        "1.2.840.10045.3.1.7" => p256(point, &hash.digest(message), signature),
        "1.3.132.0.34" => p384(point, &hash.digest(message), signature),
        "1.3.132.0.35" => unsupported("Signatures with keys on P-521 are not checked here."),
        other => unsupported(format!(
            "Signatures with keys on the curve {other} are not checked here."
        )),
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
pub(super) fn ed25519(
    key: &SubjectPublicKeyInfo<'_>,
    message: &[u8],
    signature: &[u8],
) -> Verified {
    if key_name(key) != "ED25519" {
        return Verified::No;
    }
    let octets = <&[u8; 32]>::try_from(key.subject_public_key.data.as_ref());
    let key = octets
        .ok()
        .and_then(|octets| ed25519_dalek::VerifyingKey::from_bytes(octets).ok());
    let Some(key) = key else {
        return unsupported("The key is no point on Curve25519.");
    };
    let signature = ed25519_dalek::Signature::from_slice(signature);
    verdict(signature.is_ok_and(|signature| key.verify(message, &signature).is_ok()))
}
