use crate::der::{self, BIT_STRING, INTEGER, OID, SEQUENCE, Value};
use crate::objects;

use super::Algorithm;

/// For any of RSA's schemes (RFC 8017, A.1).
pub(crate) const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
/// For RSASSA-PSS alone (RFC 4055, 1.2).
pub(crate) const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
/// On a curve (RFC 5480, 2.1.1).
pub(crate) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];

/// A `SubjectPublicKeyInfo` (RFC 5280, 4.1.2.7).
#[derive(Clone, Copy, Debug)]
pub(crate) struct PublicKey<'a> {
    /// All of it.
    pub(crate) spki: &'a [u8],
    pub(crate) algorithm: Algorithm<'a>,
    /// The octets of `subjectPublicKey`.
    pub(crate) bits: &'a [u8],
}

/// The kinds of keys that are known here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Key<'a> {
    Rsa {
        modulus: &'a [u8],
        exponent: &'a [u8],
        /// For RSASSA-PSS alone.
        pss: bool,
    },
    Ec {
        /// The DER content of its identifier; none where parameters are written out.
        curve: Option<&'a [u8]>,
    },
    Dsa {
        /// p, q and g; none where they are inherited.
        parameters: Option<[&'a [u8]; 3]>,
        value: &'a [u8],
    },
    /// Ed25519, Ed448, X25519 or X448 (RFC 8410), and its name.
    Modern(&'static str),
    /// Any other, or one that is malformed.
    Other,
}

impl<'a> PublicKey<'a> {
    pub(crate) fn of(der: &'a [u8]) -> Option<Self> {
        Self::read(&der::whole(der, SEQUENCE)?)
    }

    pub(crate) fn read(value: &Value<'a>) -> Option<Self> {
        let mut fields = value.children();
        let algorithm = Algorithm::read(&fields.read(SEQUENCE)?)?;
        let bits = fields.read(BIT_STRING)?.bits();
        fields.is_empty().then_some(Self {
            spki: value.raw,
            algorithm,
            bits,
        })
    }

    pub(crate) fn key(&self) -> Key<'a> {
        self.known().unwrap_or(Key::Other)
    }

    fn known(&self) -> Option<Key<'a>> {
        Some(match self.algorithm.oid {
            oid @ (RSA | RSA_PSS) => {
                let mut numbers = der::whole(self.bits, SEQUENCE)?.children();
                Key::Rsa {
                    modulus: numbers.read(INTEGER)?.content,
                    exponent: numbers.read(INTEGER)?.content,
                    pss: oid == RSA_PSS,
                }
            }
            EC => {
                let parameters = self.algorithm.parameters?;
                Key::Ec {
                    curve: (parameters.tag == OID).then_some(parameters.content),
                }
            }
            DSA => Key::Dsa {
                parameters: self.algorithm.parameters.and_then(|p| {
                    let mut numbers = p.children();
                    let mut number = || Some(numbers.read(INTEGER)?.content);
                    Some([number()?, number()?, number()?])
                }),
                value: der::whole(self.bits, INTEGER)?.content,
            },
            oid => Key::Modern(modern(oid)?),
        })
    }

    /// In Twinlock's words, as [`pki::Algorithm`] displays it; the name of the identifier elsewhere.
    pub(crate) fn title(&self) -> String {
        match self.key() {
            Key::Rsa {
                modulus,
                pss: false,
                ..
            } => format!("RSA {}", der::bit_length(modulus)),
            Key::Rsa {
                modulus, pss: true, ..
            } => format!("RSA-PSS {}", der::bit_length(modulus)),
            Key::Ec { curve: Some(oid) } => match objects::curve(oid) {
                Some((_, Some(nist), _)) => format!("ECDSA {nist}"),
                Some((name, None, _)) => format!("ECDSA {name}"),
                None => format!("ECDSA on {}", der::dotted(oid)),
            },
            Key::Ec { curve: None } => "ECDSA on a curve of its own".to_owned(),
            Key::Dsa { parameters, .. } => match parameters {
                Some([p, ..]) => format!("DSA {}", der::bit_length(p)),
                None => "DSA".to_owned(),
            },
            Key::Modern(name) => name.to_owned(),
            Key::Other => objects::name(self.algorithm.oid),
        }
    }
}

/// The name of a kind of keys that is known by name alone where only the private half is there.
pub(crate) fn named(oid: &[u8]) -> Option<&'static str> {
    modern(oid).or_else(|| (oid == DSA).then_some("DSA"))
}

/// The name of an algorithm of RFC 8410.
fn modern(oid: &[u8]) -> Option<&'static str> {
    Some(match oid {
        [0x2b, 0x65, 0x6e] => "X25519",
        [0x2b, 0x65, 0x6f] => "X448",
        [0x2b, 0x65, 0x70] => "Ed25519",
        [0x2b, 0x65, 0x71] => "Ed448",
        _ => return None,
    })
}

/// The algorithm that a `PrivateKeyInfo` (RFC 5208) names.
pub(crate) fn private_algorithm(pkcs8: &[u8]) -> Option<Algorithm<'_>> {
    let mut fields = der::whole(pkcs8, SEQUENCE)?.children();
    fields.read(INTEGER)?;
    Algorithm::read(&fields.read(SEQUENCE)?)
}
