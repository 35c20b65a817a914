//! What Java says to a PFX.

use crate::acceptance::Source::{Cited, Tested, Unknown};
use crate::acceptance::{Reader, Row, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::{PASSWORD_NOT_ASCII, Trait};

const KEYTOOL: &str = "keytool of Java 17";
const SOURCE: &str = "openjdk/jdk8u, sun/security/pkcs12/PKCS12KeyStore.java";

const NOT_TRUSTED: &str = "It opens as an empty store: certificates without a key count with Java's own attribute trustedKeyUsage alone.";
const CLEAR_KEY: &str = "It opens and finds no key: Java reads encrypted ones alone.";

const PBMAC1_REFUSED: Row<Trait> = row(
    Trait::Pbmac1,
    No,
    "It says `HmacPBE1.2.840.113549.1.5.14 not available`.",
    Cited("WASdev/ci.docker#784"),
);

pub(super) const JAVA_8: Reader<Trait> = (
    "Java 8",
    &[
        PBMAC1_REFUSED,
        row(Trait::NotTrustedByJava, No, NOT_TRUSTED, Cited(SOURCE)),
        row(Trait::ClearKey, No, CLEAR_KEY, Cited(SOURCE)),
        row(
            Trait::NoMac,
            Depends,
            "Nothing is known of a PFX without MAC in Java 8.",
            Unknown,
        ),
        PASSWORD_NOT_ASCII,
        row(
            Trait::Edwards,
            No,
            "It has no Ed25519 or Ed448, which came with Java 15.",
            Cited("JEP 339"),
        ),
        row(
            Trait::NewMac,
            Depends,
            "Old builds say `Algorithm HmacPBESHA256 not available`; later ones open it.",
            Cited("confluentinc/schema-registry#2427"),
        ),
        row(
            Trait::Pbes2,
            Depends,
            "Old builds say `keystore password was incorrect` to AES; later ones open it.",
            Cited("pivotal/credhub-release#65"),
        ),
        row(
            Trait::NotForJava,
            Depends,
            "Nothing is known of this cipher in Java 8.",
            Unknown,
        ),
        row(
            Trait::OtherCipher,
            Depends,
            "Nothing is known of this cipher in Java 8.",
            Unknown,
        ),
        row(
            Trait::LegacyCipher,
            Yes,
            "It has RC2 of 40 bits, with which it wrote its own stores.",
            Cited(SOURCE),
        ),
        otherwise(
            Yes,
            "3DES with a SHA-1 MAC is what old builds open.",
            Cited("pivotal/credhub-release#65"),
        ),
    ],
);

pub(super) const JAVA_17: Reader<Trait> = (
    "Java 17",
    &[
        PBMAC1_REFUSED,
        row(
            Trait::NotAscii,
            No,
            "keytool does not open it: the password is refused or read as another.",
            Tested(KEYTOOL),
        ),
        row(
            Trait::NotForJava,
            No,
            "It says `parseAlgParameters failed`, or `not available`, to this cipher.",
            Tested(KEYTOOL),
        ),
        row(
            Trait::OddMac,
            No,
            "It says `Algorithm HmacPBEMD5 not available`: it knows MACs with SHA-1 and SHA-2.",
            Tested(KEYTOOL),
        ),
        row(Trait::NotTrustedByJava, No, NOT_TRUSTED, Tested(KEYTOOL)),
        row(Trait::ClearKey, No, CLEAR_KEY, Tested(KEYTOOL)),
        row(
            Trait::NoMac,
            Yes,
            "It is opened, and nothing checks whether it was changed.",
            Tested(KEYTOOL),
        ),
        otherwise(
            Yes,
            "It opens RC2, 3DES and AES, with SHA-1 and SHA-256.",
            Tested(KEYTOOL),
        ),
    ],
);
