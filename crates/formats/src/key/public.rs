use der::asn1::{BitStringRef, ObjectIdentifier, UintRef};
use der::{Encode as _, Sequence};
use p256::elliptic_curve::sec1::ToSec1Point as _;

use crate::oid;
use crate::syntax::Algorithm;

/// `RSAPublicKey` (RFC 8017, A.1.1).
#[derive(Sequence)]
pub(crate) struct RsaPublicKey<'a> {
    pub(crate) modulus: UintRef<'a>,
    pub(crate) public_exponent: UintRef<'a>,
}

/// `SubjectPublicKeyInfo` (RFC 5280, 4.1.2.7).
#[derive(Sequence)]
pub(crate) struct Spki<'a> {
    pub(crate) algorithm: Algorithm<'a>,
    pub(crate) key: BitStringRef<'a>,
}

pub(crate) fn spki(algorithm: &Algorithm<'_>, key: &[u8]) -> Option<Vec<u8>> {
    let spki = Spki {
        algorithm: *algorithm,
        key: BitStringRef::from_bytes(key).ok()?,
    };
    spki.to_der().ok()
}

/// The point of a scalar, uncompressed, on the curves that are known here.
pub(crate) fn point(curve: ObjectIdentifier, scalar: &[u8]) -> Option<Vec<u8>> {
    match curve {
        oid::P256 => {
            let key = p256::SecretKey::from_slice(&padded(scalar, 32)?).ok()?;
            Some(key.public_key().to_sec1_point(false).as_bytes().to_vec())
        }
        oid::P384 => {
            let key = p384::SecretKey::from_slice(&padded(scalar, 48)?).ok()?;
            Some(key.public_key().to_sec1_point(false).as_bytes().to_vec())
        }
        _ => None,
    }
}

/// Some programs leave leading zeros out. On the heap: what is on the stack leaves copies where it moves.
fn padded(scalar: &[u8], length: usize) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    let start = length.checked_sub(scalar.len())?;
    let mut padded = zeroize::Zeroizing::new(vec![0; length]);
    padded.get_mut(start..)?.copy_from_slice(scalar);
    Some(padded)
}

/// The public key of an Ed25519 seed (RFC 8032, 5.1.5).
pub(crate) fn ed25519(seed: &[u8]) -> Option<[u8; 32]> {
    let seed: &[u8; 32] = seed.try_into().ok()?;
    Some(
        ed25519_dalek::SigningKey::from_bytes(seed)
            .verifying_key()
            .to_bytes(),
    )
}
