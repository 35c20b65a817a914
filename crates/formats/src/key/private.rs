use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetStringRef, UintRef};
use der::{Decode as _, Encode as _, Sequence, Tagged as _};
use zeroize::Zeroizing;

use super::public;
use crate::oid;
use crate::syntax::{Algorithm, Elements};

/// `PrivateKeyInfo` (RFC 5208, 5) or `OneAsymmetricKey` (RFC 5958, 2).
pub(crate) struct PrivateKeyInfo<'a> {
    pub(crate) algorithm: Algorithm<'a>,
    /// What it is depends on the algorithm.
    pub(crate) key: &'a [u8],
    /// The public key, where it is with it.
    pub(crate) public: Option<&'a [u8]>,
}

impl<'a> PrivateKeyInfo<'a> {
    /// None where it is anything else.
    pub(crate) fn of(der: &'a [u8]) -> Option<Self> {
        let outer = AnyRef::from_der(der).ok()?;
        if outer.tag() != der::Tag::Sequence {
            return None;
        }
        let mut elements = Elements::of(outer.value());
        let version = u64::from_der(elements.next()?).ok()?;
        let algorithm = Algorithm::from_der(elements.next()?).ok()?;
        let key = <&OctetStringRef>::from_der(elements.next()?).ok()?;
        let mut public = None;
        for optional in elements {
            let any = AnyRef::from_der(optional).ok()?;
            // Attributes are [0]; the public key is [1], an implicit bit string without unused bits.
            match any.tag().number() {
                der::TagNumber(0) => {}
                der::TagNumber(1) => public = any.value().split_first().map(|(_, key)| key),
                _ => return None,
            }
        }
        (version <= 1).then_some(Self {
            algorithm,
            key: key.as_bytes(),
            public,
        })
    }

    /// Its public key as `SubjectPublicKeyInfo`, by the simplest way there is; none where there is none.
    pub(crate) fn spki(&self) -> Option<Vec<u8>> {
        match self.algorithm.oid {
            oid::RSA | oid::RSA_PSS | oid::RSA_OAEP => {
                let key = RsaPrivateKey::from_der(self.key).ok()?;
                public::spki(&self.algorithm, &key.public().ok()?)
            }
            oid::EC => {
                let key = Sec1Key::from_der(self.key).ok()?;
                let point = key.point(self.algorithm.parameters)?;
                public::spki(&self.algorithm, &point)
            }
            oid::ED25519 => {
                let seed = <&OctetStringRef>::from_der(self.key).ok()?;
                public::spki(&self.algorithm, &public::ed25519(seed.as_bytes())?)
            }
            _ => public::spki(&self.algorithm, self.public?),
        }
    }
}

/// `RSAPrivateKey` (RFC 8017, A.1.2). Its numbers are never calculated with, whatever their size.
#[derive(Sequence)]
pub(crate) struct RsaPrivateKey<'a> {
    pub(crate) version: u64,
    pub(crate) modulus: UintRef<'a>,
    pub(crate) public_exponent: UintRef<'a>,
    pub(crate) private_exponent: UintRef<'a>,
    pub(crate) prime1: UintRef<'a>,
    pub(crate) prime2: UintRef<'a>,
    pub(crate) exponent1: UintRef<'a>,
    pub(crate) exponent2: UintRef<'a>,
    pub(crate) coefficient: UintRef<'a>,
    /// `OtherPrimeInfos`.
    #[asn1(optional = "true")]
    pub(crate) others: Option<AnyRef<'a>>,
}

impl RsaPrivateKey<'_> {
    fn public(&self) -> der::Result<Vec<u8>> {
        public::RsaPublicKey {
            modulus: self.modulus,
            public_exponent: self.public_exponent,
        }
        .to_der()
    }
}

/// `ECPrivateKey` (RFC 5915, 3).
#[derive(Sequence)]
pub(crate) struct Sec1Key<'a> {
    pub(crate) version: u64,
    pub(crate) scalar: &'a OctetStringRef,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub(crate) parameters: Option<AnyRef<'a>>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    pub(crate) public: Option<BitStringRef<'a>>,
}

impl Sec1Key<'_> {
    /// The public point: calculated where that is possible, since what is written beside the key may be another's.
    pub(crate) fn point(&self, parameters: Option<AnyRef<'_>>) -> Option<Vec<u8>> {
        let curve = parameters.or(self.parameters)?;
        let curve = curve.decode_as::<ObjectIdentifier>().ok();
        curve
            .and_then(|curve| public::point(curve, self.scalar.as_bytes()))
            .or_else(|| Some(self.public?.as_bytes()?.to_vec()))
    }
}

#[derive(Sequence)]
struct Pkcs8<'a> {
    version: u8,
    algorithm: Algorithm<'a>,
    key: &'a OctetStringRef,
}

/// PKCS#8 around an RSA key.
pub(crate) fn rsa_pkcs8(pkcs1: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let algorithm = Algorithm {
        oid: oid::RSA,
        parameters: Some(AnyRef::NULL),
    };
    pkcs8(algorithm, pkcs1)
}

/// PKCS#8 around a key of elliptic curves: the parameters move out of it (RFC 5915, 1), the point stays or is added.
pub(crate) fn ec_pkcs8(key: &Sec1Key<'_>, parameters: AnyRef<'_>) -> Option<Zeroizing<Vec<u8>>> {
    let point = key.point(Some(parameters));
    let public = match &point {
        Some(point) => Some(BitStringRef::from_bytes(point).ok()?),
        None => None,
    };
    let inner = Sec1Key {
        version: 1,
        scalar: key.scalar,
        parameters: None,
        public,
    };
    let inner = Zeroizing::new(inner.to_der().ok()?);
    let algorithm = Algorithm {
        oid: oid::EC,
        parameters: Some(parameters),
    };
    pkcs8(algorithm, &inner)
}

/// PKCS#8 around a key of RFC 8410, 7, such as an Ed25519 seed.
pub(crate) fn curve_pkcs8(curve: ObjectIdentifier, key: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let inner = Zeroizing::new(OctetStringRef::new(key).ok()?.to_der().ok()?);
    let algorithm = Algorithm {
        oid: curve,
        parameters: None,
    };
    pkcs8(algorithm, &inner)
}

/// A key as PKCS#8, and its public key as `SubjectPublicKeyInfo`.
pub(crate) type Pkcs8AndSpki = (Zeroizing<Vec<u8>>, Option<Vec<u8>>);

/// PKCS#8 of a DSA key in the form that OpenSSL writes, `SEQUENCE { 0, p, q, g, y, x }`, and its `SubjectPublicKeyInfo`.
pub(crate) fn dsa_pkcs8(der: &[u8]) -> Option<Pkcs8AndSpki> {
    let numbers = Elements::of(AnyRef::from_der(der).ok()?.value());
    let numbers: Vec<&[u8]> = numbers.take(7).collect();
    let [version, p, q, g, y, x] = numbers.as_slice() else {
        return None;
    };
    for number in &numbers {
        UintRef::from_der(number).ok()?;
    }
    if u64::from_der(version) != Ok(0) {
        return None;
    }
    let parameters = [*p, *q, *g].concat();
    let parameters = AnyRef::new(der::Tag::Sequence, &parameters).ok()?;
    let algorithm = Algorithm {
        oid: oid::DSA,
        parameters: Some(parameters),
    };
    Some((pkcs8(algorithm, x)?, public::spki(&algorithm, y)))
}

fn pkcs8(algorithm: Algorithm<'_>, key: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let info = Pkcs8 {
        version: 0,
        algorithm,
        key: OctetStringRef::new(key).ok()?,
    };
    info.to_der().ok().map(Zeroizing::new)
}
