//! What Go says to a certificate.

use crate::acceptance::Source::Cited;
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{No, Yes};

use super::{ACCEPTED, Trait};

const PARSER: &str = "golang/go, crypto/x509/parser.go";
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
        row(
            Trait::Malformed,
            No,
            "It refuses to read a certificate with malformed extensions.",
            Cited(PARSER),
        ),
        row(
            Trait::Repeated,
            No,
            "It says `certificate contains duplicate extensions`.",
            Cited(PARSER),
        ),
        row(
            Trait::CriticalUnknown,
            No,
            "It says `unhandled critical extension`, or refuses to read what must not be critical.",
            Cited(VERIFY),
        ),
        row(Trait::OutOfDate, No, "It is out of date.", Cited(VERIFY)),
        row(
            Trait::Pss,
            No,
            "It knows no keys for RSASSA-PSS alone.",
            Cited("golang/go#48314"),
        ),
        row(
            Trait::LongExponent,
            No,
            "It says `public exponent too large` to an RSA exponent of more than 31 bits.",
            Cited("golang/go, crypto/rsa/rsa.go"),
        ),
        row(
            Trait::OtherCurve,
            No,
            "It knows P-256, P-384 and P-521 in TLS; it reads P-224 besides, and says `unsupported elliptic curve` to others.",
            Cited(PARSER),
        ),
        row(
            Trait::ExplicitCurve,
            No,
            "It says `invalid ECDSA parameters` to a curve that is written out.",
            Cited(PARSER),
        ),
        row(
            Trait::Md5,
            No,
            "It says `cannot verify signature: insecure algorithm MD5-RSA`, or `algorithm unimplemented`.",
            Cited("golang/go#10431"),
        ),
        row(
            Trait::WeakHash,
            No,
            "It says `cannot verify signature: insecure algorithm SHA1-RSA`, or ECDSA-SHA1.",
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
            Trait::TinyRsa,
            No,
            "Go 1.24 and later refuses RSA keys of less than 1024 bits.",
            Cited("go.dev/doc/go1.24, crypto/rsa"),
        ),
        otherwise(Yes, ACCEPTED, Cited(VERIFY)),
    ],
);
