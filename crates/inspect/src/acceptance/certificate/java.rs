//! What Java says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::Trait;

pub(super) const JAVA_17: Reader<Trait> = (
    "Java 17",
    &[
        row(
            Trait::NotTls,
            No,
            "It says `Extended key usage does not permit use for TLS client authentication`, or server.",
            Cited("openshift/service-ca-operator#62"),
        ),
        row(
            Trait::OutOfDate,
            No,
            "It says `CertificateExpiredException` or `CertificateNotYetValidException`.",
            Cited("java.security.cert.X509Certificate.checkValidity, Java 17 API"),
        ),
        row(
            Trait::ShortRsa,
            Depends,
            "On `jdk.certpath.disabledAlgorithms`, which forbids RSA under 1024 bits.",
            Unknown,
        ),
        row(
            Trait::WeakHash,
            Depends,
            "On `jdk.certpath.disabledAlgorithms`: SHA-1 is forbidden below roots that come with Java.",
            Unknown,
        ),
        otherwise(
            Depends,
            "On the trust store; nothing in it is known to be refused.",
            Unknown,
        ),
    ],
);
