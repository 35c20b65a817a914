//! What OpenSSL, and what is built on it, says to a certificate.

use crate::acceptance::Source::{Cited, Tested, Unknown};
use crate::acceptance::{Reader, Row, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::{ACCEPTED, Trait};

const OPENSSL: &str = "OpenSSL 3.0, openssl verify -auth_level 2";
const PYTHON: &str = "Python's ssl with VERIFY_X509_STRICT, which 3.13 sets by itself";
const NODE: &str = "Node 20, tls";

const SECURITY_LEVEL: &str = "On the security level its OpenSSL was built with.";

// What OpenSSL says itself, whichever program on it was asked.

const fn out_of_date(tool: &'static str) -> Row<Trait> {
    row(Trait::OutOfDate, No, "It is out of date.", Tested(tool))
}

const fn cannot_sign(tool: &'static str) -> Row<Trait> {
    row(
        Trait::CaCannotSign,
        No,
        "It says `invalid CA certificate` or `key usage does not include certificate signing`.",
        Tested(tool),
    )
}

const fn unsuitable(tool: &'static str) -> Row<Trait> {
    row(
        Trait::NotTls,
        No,
        "It says `unsuitable certificate purpose`.",
        Tested(tool),
    )
}

const fn explicit_curve(tool: &'static str) -> Row<Trait> {
    row(
        Trait::ExplicitCurve,
        No,
        "It says `Certificate public key has explicit ECC parameters`.",
        Tested(tool),
    )
}

const fn no_curve(tool: &'static str) -> Row<Trait> {
    row(
        Trait::OtherCurve,
        No,
        "The handshake fails: its TLS offers P-256, P-384 and P-521 alone.",
        Tested(tool),
    )
}

const fn unfit(tool: &'static str) -> Row<Trait> {
    row(
        Trait::UsageUnfit,
        No,
        "It says `unsuitable certificate purpose`, because of the key usage.",
        Tested(tool),
    )
}

const fn critical(tool: &'static str) -> Row<Trait> {
    row(
        Trait::CriticalUnknown,
        No,
        "It says `unhandled critical extension`.",
        Tested(tool),
    )
}

const fn malformed(tool: &'static str) -> Row<Trait> {
    row(
        Trait::Malformed,
        No,
        "It refuses what has extensions that cannot be read.",
        Tested(tool),
    )
}

const HEAVY_EXPONENT: Row<Trait> = row(
    Trait::HeavyExponent,
    No,
    "It says `bad e value`: beyond 3072 bits it takes exponents of 64 bits at most.",
    Cited("openssl/openssl, crypto/rsa/rsa_ossl.c"),
);

const fn accepts(tool: &'static str) -> Row<Trait> {
    otherwise(Yes, ACCEPTED, Tested(tool))
}

pub(super) const OPENSSL_3: Reader<Trait> = (
    "OpenSSL 3",
    &[
        critical(OPENSSL),
        malformed(OPENSSL),
        out_of_date(OPENSSL),
        row(
            Trait::ShortRsa,
            No,
            "It says `EE certificate key too weak`, and a program that loads it `ee key too small`, at security level 2, the default of Debian and Ubuntu.",
            Tested(OPENSSL),
        ),
        row(
            Trait::WeakHash,
            No,
            "It says `CA signature digest algorithm too weak`, and a program that loads it `ca md too weak`, at security level 2.",
            Tested(OPENSSL),
        ),
        cannot_sign(OPENSSL),
        unsuitable(OPENSSL),
        unfit(OPENSSL),
        HEAVY_EXPONENT,
        explicit_curve(OPENSSL),
        row(
            Trait::OtherCurve,
            Depends,
            "`openssl verify` takes it, but a handshake takes P-256, P-384 and P-521 unless it is told otherwise.",
            Unknown,
        ),
        row(
            Trait::NoNames,
            Depends,
            "It falls back to the common name, which most programs on it forbid.",
            Unknown,
        ),
        accepts(OPENSSL),
    ],
);

pub(super) const PYTHON_3_13: Reader<Trait> = (
    "Python 3.13",
    &[
        critical(PYTHON),
        malformed(PYTHON),
        out_of_date(PYTHON),
        row(
            Trait::NoAuthorityKey,
            No,
            "It says `Missing Authority Key Identifier`.",
            Tested(PYTHON),
        ),
        row(
            Trait::ConstraintsNotCritical,
            No,
            "It says `Basic Constraints of CA cert not marked critical`.",
            Tested(PYTHON),
        ),
        row(
            Trait::CaNoUsage,
            No,
            "It says `CA cert does not include key usage extension`.",
            Tested(PYTHON),
        ),
        row(
            Trait::CaNoKeyId,
            No,
            "It says `Missing Subject Key Identifier`.",
            Tested(PYTHON),
        ),
        row(
            Trait::LeafSigns,
            No,
            "It says `invalid CA certificate`.",
            Tested(PYTHON),
        ),
        row(
            Trait::LeafPathLength,
            No,
            "It says `Path length invalid for non-CA cert`.",
            Tested(PYTHON),
        ),
        row(
            Trait::NoSubject,
            No,
            "It says `Subject empty`, or that the alternative names are not critical then.",
            Tested(PYTHON),
        ),
        cannot_sign(PYTHON),
        unsuitable(PYTHON),
        unfit(PYTHON),
        HEAVY_EXPONENT,
        row(
            Trait::ShortRsa,
            No,
            "It says `ee key too small`.",
            Tested(PYTHON),
        ),
        row(
            Trait::WeakHash,
            No,
            "It says `ca md too weak`.",
            Tested(PYTHON),
        ),
        explicit_curve(PYTHON),
        no_curve(PYTHON),
        row(
            Trait::NoNames,
            Yes,
            "It falls back to the common name; libraries on top of it may not.",
            Tested(PYTHON),
        ),
        otherwise(
            Yes,
            "It passes the strict checks, once its CA is trusted.",
            Tested(PYTHON),
        ),
    ],
);

pub(super) const NODE_20: Reader<Trait> = (
    "Node 20",
    &[
        critical(NODE),
        malformed(NODE),
        row(
            Trait::OutOfDate,
            No,
            "It says `certificate has expired` or `certificate is not yet valid`.",
            Tested(NODE),
        ),
        cannot_sign(NODE),
        unsuitable(NODE),
        unfit(NODE),
        HEAVY_EXPONENT,
        explicit_curve(NODE),
        no_curve(NODE),
        row(Trait::ShortRsa, Depends, SECURITY_LEVEL, Unknown),
        row(Trait::WeakHash, Depends, SECURITY_LEVEL, Unknown),
        row(
            Trait::NoNames,
            Depends,
            "It falls back to the common name where there is one.",
            Unknown,
        ),
        accepts(NODE),
    ],
);
