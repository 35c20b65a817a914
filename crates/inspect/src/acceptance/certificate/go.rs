//! What Go says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::{ACCEPTED, Trait};

const VERIFY: &str = "golang/go, crypto/x509/verify.go";

pub(super) const GO: Reader<Trait> = (
    "Go (crypto/x509)",
    &[
        row(
            Trait::NegativeSerial,
            No,
            "Go 1.23 and later refuses to read a negative serial number.",
            Cited("cert-manager/trust-manager, pkg/compat (GODEBUG x509negativeserial)"),
        ),
        row(Trait::OutOfDate, No, "It is out of date.", Cited(VERIFY)),
        row(
            Trait::OtherCurve,
            No,
            "It knows P-256, P-384 and P-521 in TLS; it reads P-224 besides, and says `unsupported elliptic curve` to others.",
            Cited("golang/go, crypto/x509/parser.go"),
        ),
        row(
            Trait::ExplicitCurve,
            No,
            "It says `invalid ECDSA parameters` to a curve that is written out.",
            Cited("golang/go, crypto/x509/parser.go"),
        ),
        row(
            Trait::WeakHash,
            No,
            "It says `cannot verify signature: insecure algorithm SHA1-RSA`.",
            Cited("fatedier/frp#2957"),
        ),
        row(
            Trait::CaCannotSign,
            No,
            "It says `parent certificate cannot sign this kind of certificate`.",
            Cited("ansible-collections/community.crypto#574"),
        ),
        row(
            Trait::NotTls,
            No,
            "It says `certificate specifies an incompatible key usage`.",
            Cited("Kuadrant/authorino#407"),
        ),
        row(
            Trait::NoNames,
            No,
            "As a server's it says `certificate relies on legacy Common Name field, use SANs instead`.",
            Cited(VERIFY),
        ),
        row(
            Trait::ShortRsa,
            Depends,
            "Go 1.24 and later refuses RSA keys under 1024 bits; others pass.",
            Unknown,
        ),
        otherwise(Yes, ACCEPTED, Cited(VERIFY)),
    ],
);
