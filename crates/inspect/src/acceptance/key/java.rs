//! What Java says to a private key.

use crate::acceptance::Source::{Cited, Tested, Unknown};
use crate::acceptance::{Reader, Row, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::{ALGORITHM_UNKNOWN, EXPLICIT_UNKNOWN, PSS_UNKNOWN, Trait};

const FACTORY: &str = "Java 17, EncryptedPrivateKeyInfo and KeyFactory";
const SPEC: &str = "java.security.spec.PKCS8EncodedKeySpec, Java API";

const JWK: Row<Trait> = row(
    Trait::Jwk,
    No,
    "It has no reader of JWK of its own.",
    Cited(SPEC),
);

pub(super) const JAVA_8: Reader<Trait> = (
    "Java 8",
    &[
        JWK,
        row(
            Trait::Traditional,
            No,
            "It reads PKCS#8 alone.",
            Cited(SPEC),
        ),
        row(
            Trait::Encrypted,
            Depends,
            "On its build: old ones know no AES and no SHA-256 there.",
            Unknown,
        ),
        row(
            Trait::Ed25519,
            No,
            "It has no Ed25519, which came with Java 15.",
            Cited("JEP 339"),
        ),
        row(
            Trait::Ed448,
            No,
            "It has no Ed448, which came with Java 15.",
            Cited("JEP 339"),
        ),
        row(
            Trait::Agreement,
            No,
            "It has no X25519 or X448, which came with Java 11.",
            Cited("JEP 324"),
        ),
        row(
            Trait::OtherCurve,
            Depends,
            "Nothing is known of this curve there.",
            Unknown,
        ),
        EXPLICIT_UNKNOWN,
        PSS_UNKNOWN,
        ALGORITHM_UNKNOWN,
        otherwise(
            Yes,
            "It reads PKCS#8, by program; keytool wants a PFX or a JKS.",
            Cited(SPEC),
        ),
    ],
);

pub(super) const JAVA_17: Reader<Trait> = (
    "Java 17",
    &[
        JWK,
        row(
            Trait::Traditional,
            No,
            "It reads PKCS#8 alone.",
            Tested(FACTORY),
        ),
        row(
            Trait::NotForJava,
            No,
            "It opens PBKDF2 with AES-128 or AES-256, and old schemes with 3DES; to scrypt it says `expecting the object identifier for PBKDF2`, to other ciphers `for AES cipher`.",
            Tested(FACTORY),
        ),
        row(
            Trait::ExplicitCurve,
            No,
            "It says `Only named ECParameters supported`.",
            Tested(FACTORY),
        ),
        ALGORITHM_UNKNOWN,
        otherwise(
            Yes,
            "It reads PKCS#8, by program; keytool wants a PFX.",
            Tested(FACTORY),
        ),
    ],
);
