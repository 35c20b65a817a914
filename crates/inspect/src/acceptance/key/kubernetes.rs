//! What Kubernetes, and with it Go, says to a private key.

use crate::acceptance::Source::Tested;
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{No, Yes};

use super::{ALGORITHM_UNKNOWN, Trait};

const KUBECTL: &str = "kubectl create secret tls";

pub(super) const KUBERNETES: Reader<Trait> = (
    "Kubernetes (kubernetes.io/tls)",
    &[
        row(
            Trait::Encrypted,
            No,
            "It says `failed to parse private key` to an encrypted one.",
            Tested(KUBECTL),
        ),
        row(
            Trait::Jwk,
            No,
            "It wants PEM and says `failed to find any PEM data`.",
            Tested(KUBECTL),
        ),
        row(
            Trait::OtherCurve,
            No,
            "It says `unsupported elliptic curve`: Go knows P-224, P-256, P-384 and P-521.",
            Tested(KUBECTL),
        ),
        row(
            Trait::ExplicitCurve,
            No,
            "It says `invalid ECDSA parameters` to a curve that is written out.",
            Tested(KUBECTL),
        ),
        row(
            Trait::Ed448,
            No,
            "It says `failed to parse private key`: Go knows Ed25519 and no Ed448.",
            Tested(KUBECTL),
        ),
        row(
            Trait::Agreement,
            No,
            "It refuses it, because such a key signs no handshake.",
            Tested(KUBECTL),
        ),
        row(
            Trait::Pss,
            No,
            "It says `failed to parse private key` to a key for RSASSA-PSS alone.",
            Tested(KUBECTL),
        ),
        row(
            Trait::Dsa,
            No,
            "It says `failed to parse private key` to DSA.",
            Tested(KUBECTL),
        ),
        ALGORITHM_UNKNOWN,
        otherwise(Yes, "Go reads PKCS#8, PKCS#1 and SEC1.", Tested(KUBECTL)),
    ],
);
