//! What Java says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, Row, otherwise, row};
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

const SHORT_RSA: Row<Trait> = row(
    Trait::ShortRsa,
    Depends,
    "On `jdk.certpath.disabledAlgorithms`, which forbids RSA under 1024 bits.",
    Unknown,
);

const WEAK_HASH: Row<Trait> = row(
    Trait::WeakHash,
    Depends,
    "On `jdk.certpath.disabledAlgorithms`: SHA-1 is forbidden below roots that come with Java.",
    Unknown,
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
        NOT_TLS,
        OUT_OF_DATE,
        SHORT_RSA,
        WEAK_HASH,
        OTHER_CURVE,
        EXPLICIT_CURVE,
        ON_TRUST,
    ],
);

pub(super) const JAVA_17: Reader<Trait> = (
    "Java 17",
    &[
        NOT_TLS,
        OUT_OF_DATE,
        SHORT_RSA,
        WEAK_HASH,
        OTHER_CURVE,
        EXPLICIT_CURVE,
        ON_TRUST,
    ],
);
