use der::Decode as _;
use der::asn1::AnyRef;
use zeroize::Zeroizing;

use super::private::{self, PrivateKeyInfo, RsaPrivateKey, Sec1Key};
use super::public::{self, RsaPublicKey, Spki};
use crate::asn1::normalize;
use crate::password::encryption_of;
use crate::syntax::{Algorithm, EncryptedKey};
use crate::{Content, KeyEncoding, Locked, LockedKind, PrivateKey, oid};

/// What key these octets are; none where they are none. Private keys become PKCS#8, public ones
/// `SubjectPublicKeyInfo`; encrypted ones are [`Content::Locked`]. Nothing may follow the key. BER is read too.
pub fn of_der(octets: &[u8]) -> Option<Content> {
    let normal = normalize(octets)?;
    if normal.trailing > 0 {
        return None;
    }
    let der = normal.der.as_slice();
    private_key(der)
        .map(Content::PrivateKey)
        .or_else(|| encrypted(der).map(Content::Locked))
        .or_else(|| public_key(der).map(Content::PublicKey))
        .or_else(|| nameless_curve(der))
}

/// An `ECPrivateKey` (RFC 5915) whose curve is given apart from it, as OpenSSL writes it after `EC PARAMETERS`:
/// `parameters` is the DER of those. None where either is anything else.
pub fn of_sec1(octets: &[u8], parameters: &[u8]) -> Option<Content> {
    let normal = normalize(octets)?;
    let key = Sec1Key::from_der(&normal.der).ok()?;
    let parameters = AnyRef::from_der(parameters).ok()?;
    sec1_key(&key, key.parameters.unwrap_or(parameters)).map(Content::PrivateKey)
}

/// Whether these octets are a private key, as what a password opens must be.
pub(crate) fn is_private_key(octets: &[u8]) -> bool {
    normalize(octets).is_some_and(|normal| private_key(&normal.der).is_some())
}

/// Whether these octets are PKCS#8 in DER.
pub(crate) fn is_pkcs8(octets: &[u8]) -> bool {
    PrivateKeyInfo::of(octets).is_some()
}

/// An `EncryptedPrivateKeyInfo`; none where it is anything else.
pub(crate) fn encrypted(der: &[u8]) -> Option<Locked> {
    let key = EncryptedKey::from_der(der).ok()?;
    Some(Locked {
        kind: LockedKind::EncryptedPkcs8,
        bytes: Zeroizing::new(der.to_vec()),
        encryption: Some(encryption_of(&key.algorithm)),
    })
}

fn private_key(der: &[u8]) -> Option<PrivateKey> {
    if let Some(info) = PrivateKeyInfo::of(der) {
        return Some(PrivateKey {
            spki: info.spki(),
            pkcs8: Zeroizing::new(der.to_vec()),
            encoding: KeyEncoding::Pkcs8,
            encryption: None,
        });
    }
    // Two primes, or more (RFC 8017, A.1.2).
    if RsaPrivateKey::from_der(der).is_ok_and(|key| key.version <= 1) {
        return wrapped(private::rsa_pkcs8(der)?, KeyEncoding::Pkcs1);
    }
    if let Ok(key) = Sec1Key::from_der(der) {
        return sec1_key(&key, key.parameters?);
    }
    let (pkcs8, spki) = private::dsa_pkcs8(der)?;
    Some(PrivateKey {
        pkcs8,
        spki,
        encoding: KeyEncoding::Dsa,
        encryption: None,
    })
}

fn sec1_key(key: &Sec1Key<'_>, parameters: AnyRef<'_>) -> Option<PrivateKey> {
    if key.version != 1 {
        return None;
    }
    wrapped(private::ec_pkcs8(key, parameters)?, KeyEncoding::Sec1)
}

fn wrapped(pkcs8: Zeroizing<Vec<u8>>, encoding: KeyEncoding) -> Option<PrivateKey> {
    Some(PrivateKey {
        spki: PrivateKeyInfo::of(&pkcs8)?.spki(),
        pkcs8,
        encoding,
        encryption: None,
    })
}

fn public_key(der: &[u8]) -> Option<Vec<u8>> {
    if Spki::from_der(der).is_ok() {
        return Some(der.to_vec());
    }
    let key = RsaPublicKey::from_der(der).ok()?;
    let (modulus, exponent) = (key.modulus.as_bytes(), key.public_exponent.as_bytes());
    // Signatures and parameters are two numbers as well.
    let odd = |number: &[u8]| number.last().is_some_and(|last| last & 1 == 1);
    if modulus.len() < 32 || exponent.len() > 8 || !odd(modulus) || !odd(exponent) {
        return None;
    }
    let algorithm = Algorithm {
        oid: oid::RSA,
        parameters: Some(AnyRef::NULL),
    };
    public::spki(&algorithm, der)
}

fn nameless_curve(der: &[u8]) -> Option<Content> {
    let key = Sec1Key::from_der(der).ok()?;
    (key.version == 1).then(|| {
        Content::Named("EC private key (SEC1) that does not say on which curve".to_owned())
    })
}
