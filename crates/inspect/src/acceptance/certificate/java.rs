//! What Java says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, Row, critical_unknown, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::Trait;

const NOT_TLS: Row<Trait> = row(
    Trait::NotTls,
    No,
    "It says `Extended key usage does not permit use for TLS client authentication`, or server.",
    Cited("openshift/service-ca-operator#62"),
);

const OUT_OF_DATE: Row<Trait> = row(
    Trait::OutOfDate,
    No,
    "It says `CertificateExpiredException` or `CertificateNotYetValidException`.",
    Cited("java.security.cert.X509Certificate.checkValidity, Java API"),
);

/// What is forbidden in a chain, by default.
const DISABLED: &str = "jdk.certpath.disabledAlgorithms in java.security";

const TINY_RSA: Row<Trait> = row(
    Trait::TinyRsa,
    No,
    "It forbids RSA keys of less than 1024 bits.",
    Cited(DISABLED),
);

const MD5: Row<Trait> = row(Trait::Md5, No, "It forbids MD5.", Cited(DISABLED));

const WEAK_HASH: Row<Trait> = row(
    Trait::WeakHash,
    Depends,
    "On the root: for servers it forbids SHA-1 below the roots that come with Java.",
    Cited(DISABLED),
);

const OTHER_CURVE: Row<Trait> = row(
    Trait::OtherCurve,
    Depends,
    "Nothing is known of this curve in its TLS.",
    Unknown,
);

const EXPLICIT_CURVE: Row<Trait> = row(
    Trait::ExplicitCurve,
    Depends,
    "On its release: Java 17 says `Only named ECParameters supported` to such a key.",
    Unknown,
);

const ON_TRUST: Row<Trait> = otherwise(
    Depends,
    "On the trust store; nothing in it is known to be refused.",
    Unknown,
);

pub(super) const JAVA_8: Reader<Trait> = (
    "Java 8",
    &[
        row(
            Trait::Edwards,
            No,
            "It has no Ed25519 or Ed448, which came with Java 15.",
            Cited("JEP 339"),
        ),
        critical_unknown(Trait::CriticalUnknown),
        NOT_TLS,
        OUT_OF_DATE,
        TINY_RSA,
        MD5,
        WEAK_HASH,
        OTHER_CURVE,
        EXPLICIT_CURVE,
        ON_TRUST,
    ],
);

pub(super) const JAVA_17: Reader<Trait> = (
    "Java 17",
    &[
        critical_unknown(Trait::CriticalUnknown),
        NOT_TLS,
        OUT_OF_DATE,
        TINY_RSA,
        MD5,
        WEAK_HASH,
        OTHER_CURVE,
        EXPLICIT_CURVE,
        ON_TRUST,
    ],
);
