//! A key as other programs want it written.

use der::{Decode as _, Encode as _};
use zeroize::Zeroizing;

use crate::key::{PrivateKeyInfo, RsaPrivateKey, Sec1Key};
use crate::oid;

/// The `RSAPrivateKey` (RFC 8017, A.1.2) in a PKCS#8 key; none where it is no RSA key. Go's and Java's old readers
/// and many appliances want it, as PEM with the label `RSA PRIVATE KEY`.
pub fn pkcs1(pkcs8: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let info = PrivateKeyInfo::of(pkcs8).filter(|info| info.algorithm.oid == oid::RSA)?;
    RsaPrivateKey::from_der(info.key).ok()?;
    Some(Zeroizing::new(info.key.to_vec()))
}

/// The `ECPrivateKey` (RFC 5915) in a PKCS#8 key, with its curve and its point as OpenSSL writes it; none where it
/// is no key of elliptic curves. As PEM it has the label `EC PRIVATE KEY`.
pub fn sec1(pkcs8: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let info = PrivateKeyInfo::of(pkcs8).filter(|info| info.algorithm.oid == oid::EC)?;
    let inner = Sec1Key::from_der(info.key).ok()?;
    let parameters = info.algorithm.parameters.or(inner.parameters)?;
    let point = inner.point(Some(parameters));
    let public = match &point {
        Some(point) => Some(der::asn1::BitStringRef::from_bytes(point).ok()?),
        None => None,
    };
    let key = Sec1Key {
        version: 1,
        scalar: inner.scalar,
        parameters: Some(parameters),
        public,
    };
    key.to_der().ok().map(Zeroizing::new)
}
