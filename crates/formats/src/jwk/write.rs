use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use der::Decode as _;
use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef, UintRef};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::wipe;
use crate::key::{PrivateKeyInfo, RsaPrivateKey, RsaPublicKey, Sec1Key, Spki};
use crate::oid;
use crate::syntax::{Algorithm, Elements};

/// A private key as a JSON Web Key (RFC 7517), with its certificates, the leaf first, as `x5c` and `x5t#S256`. None
/// where there is no way to write such a key: RSA with two primes, P-256, P-384, P-521 and the curves of RFC 8037.
pub fn of_private_key(pkcs8: &[u8], chain: &[&[u8]]) -> Option<Zeroizing<String>> {
    let info = PrivateKeyInfo::of(pkcs8)?;
    let mut object = match info.algorithm.oid {
        oid::RSA => rsa_private(info.key)?,
        oid::EC => {
            let key = Sec1Key::from_der(info.key).ok()?;
            let curve = info.algorithm.parameters.or(key.parameters)?;
            let mut object = elliptic(curve, &key.point(Some(curve))?)?;
            object.insert("d".to_owned(), scalar(&object, key.scalar.as_bytes())?);
            object
        }
        other => {
            let key = <&OctetStringRef>::from_der(info.key).ok()?;
            let spki = info.spki()?;
            let public = Spki::from_der(&spki).ok()?;
            let mut object = octet_pair(other, public.key.as_bytes()?)?;
            object.insert("d".to_owned(), base64url(key.as_bytes()));
            object
        }
    };
    text(&mut object, chain)
}

/// A public key as a JSON Web Key, with certificates as in [`of_private_key`].
pub fn of_public_key(spki: &[u8], chain: &[&[u8]]) -> Option<String> {
    let spki = Spki::from_der(spki).ok()?;
    let key = spki.key.as_bytes()?;
    let mut object = match spki.algorithm {
        Algorithm { oid: oid::RSA, .. } => {
            let key = RsaPublicKey::from_der(key).ok()?;
            rsa_public(key.modulus, key.public_exponent)
        }
        Algorithm {
            oid: oid::EC,
            parameters,
        } => elliptic(parameters?, key)?,
        Algorithm { oid, .. } => octet_pair(oid, key)?,
    };
    text(&mut object, chain).map(|text| text.to_string())
}

/// The public key of the first certificate as a JSON Web Key, with all of them in it.
pub fn of_certificates(chain: &[&[u8]]) -> Option<String> {
    of_public_key(spki_of(chain.first()?)?, chain)
}

/// The seventh field of a `TBSCertificate` (RFC 5280, 4.1), where a version says that it is the seventh.
fn spki_of(certificate: &[u8]) -> Option<&[u8]> {
    let content = AnyRef::from_der(certificate).ok()?.value();
    let tbs = AnyRef::from_der(Elements::of(content).next()?).ok()?;
    let mut fields = Elements::of(tbs.value()).skip_while(|field| field.first() == Some(&0xa0));
    fields.nth(5)
}

fn rsa_public(modulus: UintRef<'_>, exponent: UintRef<'_>) -> Map<String, Value> {
    object([
        ("kty", "RSA".into()),
        ("n", base64url(modulus.as_bytes())),
        ("e", base64url(exponent.as_bytes())),
    ])
}

fn rsa_private(pkcs1: &[u8]) -> Option<Map<String, Value>> {
    let key = RsaPrivateKey::from_der(pkcs1).ok()?;
    if key.others.is_some() {
        return None;
    }
    let mut object = rsa_public(key.modulus, key.public_exponent);
    let parts = [
        ("d", key.private_exponent),
        ("p", key.prime1),
        ("q", key.prime2),
        ("dp", key.exponent1),
        ("dq", key.exponent2),
        ("qi", key.coefficient),
    ];
    object.extend(parts.map(|(name, number)| (name.to_owned(), base64url(number.as_bytes()))));
    Some(object)
}

fn elliptic(curve: AnyRef<'_>, point: &[u8]) -> Option<Map<String, Value>> {
    let (name, length) = match curve.decode_as::<ObjectIdentifier>().ok()? {
        oid::P256 => ("P-256", 32),
        oid::P384 => ("P-384", 48),
        oid::P521 => ("P-521", 66),
        _ => return None,
    };
    // Uncompressed (SEC 1, 2.3.3).
    let coordinates = point.strip_prefix(&[4])?;
    let (x, y) = coordinates.split_at_checked(length)?;
    (y.len() == length).then(|| {
        object([
            ("kty", "EC".into()),
            ("crv", name.into()),
            ("x", base64url(x)),
            ("y", base64url(y)),
        ])
    })
}

/// The private number, as long as the coordinates are (RFC 7518, 6.2.2.1).
fn scalar(object: &Map<String, Value>, scalar: &[u8]) -> Option<Value> {
    let length = object.get("x")?.as_str()?.len() * 3 / 4;
    let missing = length.checked_sub(scalar.len())?;
    let mut padded = Zeroizing::new(vec![0; length]);
    padded.get_mut(missing..)?.copy_from_slice(scalar);
    Some(base64url(&padded))
}

fn octet_pair(algorithm: ObjectIdentifier, key: &[u8]) -> Option<Map<String, Value>> {
    let name = match algorithm {
        oid::ED25519 => "Ed25519",
        oid::X25519 => "X25519",
        oid::ED448 => "Ed448",
        oid::X448 => "X448",
        _ => return None,
    };
    Some(object([
        ("kty", "OKP".into()),
        ("crv", name.into()),
        ("x", base64url(key)),
    ]))
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    let members = members.into_iter();
    members
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn base64url(octets: &[u8]) -> Value {
    URL_SAFE_NO_PAD.encode(octets).into()
}

/// Written into one allocation, so that no copy of a key stays behind.
fn text(object: &mut Map<String, Value>, chain: &[&[u8]]) -> Option<Zeroizing<String>> {
    if let Some(leaf) = chain.first() {
        let chain: Vec<Value> = chain
            .iter()
            .map(|der| STANDARD.encode(der).into())
            .collect();
        object.insert("x5c".to_owned(), chain.into());
        object.insert("x5t#S256".to_owned(), base64url(&Sha256::digest(leaf)));
    }
    let certificates: usize = chain.iter().map(|der| der.len() * 4 / 3 + 16).sum();
    let members = object
        .values()
        .filter_map(Value::as_str)
        .map(|text| text.len() + 32);
    let capacity = members.sum::<usize>() + certificates + 64;
    let mut octets = Zeroizing::new(Vec::with_capacity(capacity));
    serde_json::to_writer_pretty(&mut *octets, object).ok()?;
    wipe(object);
    String::from_utf8(std::mem::take(&mut *octets))
        .ok()
        .map(Zeroizing::new)
}
