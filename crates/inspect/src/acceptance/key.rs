mod azure;
mod java;
mod kubernetes;
mod openssl;
mod windows;

use formats::{Encryption, KeyEncoding, Locked, LockedKind, PrivateKey};

use crate::objects;
use crate::report::Answer::Depends;
use crate::report::Verdict;
use crate::x509::{Algorithm, Key, PublicKey};
use crate::{der, x509};

use super::Source::Unknown;
use super::{Reader, Row, cipher, judge, row};

/// What decides whether a private key is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    Encrypted,
    /// With a cipher that OpenSSL has in its legacy provider alone.
    LegacyCipher,
    /// With what Java has no reader for.
    NotForJava,
    /// With what Python's cryptography has no reader for.
    NotForPython,
    /// `DEK-Info` in PEM.
    LegacyPem,
    /// PKCS#1, SEC1 or DSA's own form.
    Traditional,
    Jwk,
    Ed25519,
    Ed448,
    /// X25519 or X448, which agree on keys and sign nothing.
    Agreement,
    /// An elliptic curve that is none of P-224, P-256, P-384 and P-521.
    OtherCurve,
    /// A curve whose parameters are written out.
    ExplicitCurve,
    /// RSA of another size than 2048, 3072 and 4096 bits.
    OddRsa,
    /// RSA for RSASSA-PSS alone.
    Pss,
    Dsa,
    /// Of an algorithm that is not known here.
    Unknown,
    /// Locked, so that its algorithm does not show.
    Closed,
}

pub(crate) fn private_key(private: &PrivateKey, key: Option<&PublicKey<'_>>) -> Vec<Verdict> {
    let mut traits = encrypted(private.encryption.as_ref());
    let traditional = matches!(
        private.encoding,
        KeyEncoding::Pkcs1 | KeyEncoding::Sec1 | KeyEncoding::Dsa
    );
    if traditional {
        traits.push(Trait::Traditional);
        if private.encryption.is_some() {
            traits.push(Trait::LegacyPem);
        }
    }
    if private.encoding == KeyEncoding::Jwk {
        traits.push(Trait::Jwk);
    }
    traits.extend(kind(private, key));
    judge(TABLE, &traits)
}

/// About what is locked and no PFX.
pub(crate) fn locked(locked: &Locked) -> Vec<Verdict> {
    let mut traits = encrypted(locked.encryption.as_ref());
    traits.extend([Trait::Encrypted, Trait::Closed]);
    match locked.kind {
        LockedKind::EncryptedPkcs8 => judge(TABLE, &traits),
        LockedKind::LegacyPem => {
            traits.extend([Trait::LegacyPem, Trait::Traditional]);
            judge(TABLE, &traits)
        }
        LockedKind::Pfx(_) => Vec::new(),
    }
}

fn encrypted(encryption: Option<&Encryption>) -> Vec<Trait> {
    let Some(encryption) = encryption else {
        return Vec::new();
    };
    let traits = [
        (Trait::Encrypted, true),
        (
            Trait::LegacyCipher,
            cipher::needs_legacy(&encryption.cipher),
        ),
        (Trait::NotForJava, !cipher::java_reads(encryption)),
        (
            Trait::NotForPython,
            !cipher::python_reads(&encryption.cipher),
        ),
    ];
    let traits = traits.into_iter();
    traits
        .filter_map(|(found, is)| is.then_some(found))
        .collect()
}

/// What the algorithm of a key decides; none where every reader takes it.
fn kind(private: &PrivateKey, key: Option<&PublicKey<'_>>) -> Option<Trait> {
    let Some(key) = key else {
        let name = x509::private_algorithm(&private.pkcs8).map(|algorithm| named(&algorithm));
        return Some(name.flatten().unwrap_or(Trait::Unknown));
    };
    match key.key() {
        Key::Rsa { pss: true, .. } => Some(Trait::Pss),
        Key::Rsa { modulus, .. } => {
            let usual = matches!(der::bit_length(modulus), 2048 | 3072 | 4096);
            (!usual).then_some(Trait::OddRsa)
        }
        Key::Ec { curve: None } => Some(Trait::ExplicitCurve),
        Key::Ec { curve: Some(curve) } => (!is_nist(curve)).then_some(Trait::OtherCurve),
        Key::Dsa { .. } => Some(Trait::Dsa),
        Key::Modern(_) | Key::Other => Some(named(&key.algorithm).unwrap_or(Trait::Unknown)),
    }
}

/// The curves of FIPS 186 that Go knows.
pub(super) fn is_nist(curve: &[u8]) -> bool {
    let name = objects::curve(curve).and_then(|(_, nist, _)| nist);
    matches!(name, Some("P-224" | "P-256" | "P-384" | "P-521"))
}

fn named(algorithm: &Algorithm<'_>) -> Option<Trait> {
    match x509::public_key::named(algorithm.oid)? {
        "DSA" => Some(Trait::Dsa),
        "Ed25519" => Some(Trait::Ed25519),
        "Ed448" => Some(Trait::Ed448),
        _ => Some(Trait::Agreement),
    }
}

/// What is said for a reader of which nothing is known for a kind of key.
const ALGORITHM_UNKNOWN: Row<Trait> = row(
    Trait::Unknown,
    Depends,
    "The algorithm is not known here.",
    Unknown,
);
const EXPLICIT_UNKNOWN: Row<Trait> = row(
    Trait::ExplicitCurve,
    Depends,
    "Nothing is known of curves that are written out.",
    Unknown,
);
const PSS_UNKNOWN: Row<Trait> = row(
    Trait::Pss,
    Depends,
    "Nothing is known of keys for RSASSA-PSS alone.",
    Unknown,
);

const TABLE: &[Reader<Trait>] = &[
    azure::API_MANAGEMENT,
    azure::KEY_VAULT,
    kubernetes::KUBERNETES,
    openssl::OPENSSL_3,
    java::JAVA_8,
    java::JAVA_17,
    openssl::PYTHON_CRYPTOGRAPHY,
    windows::DOTNET,
    windows::SERVER,
    windows::SCHANNEL,
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        super::super::check(super::TABLE);
    }
}
