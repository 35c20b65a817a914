//! What macOS says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, critical_unknown, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::Trait;

const APPLE: &str =
    "support.apple.com/103769, Requirements for trusted certificates in iOS 13 and macOS 10.15";

const NO_SERVER_AUTH: &str = "It refuses a server without serverAuth in its extended key usage.";

const SHA_2: &str =
    "It refuses servers that are signed with another hash than SHA-2, such as SHA-1.";

pub(super) const MACOS: Reader<Trait> = (
    "macOS, Safari",
    &[
        critical_unknown(Trait::CriticalUnknown),
        row(
            Trait::ClientOnly,
            Depends,
            "Apple's published rules are for servers; nothing is known to be refused of a client.",
            Unknown,
        ),
        row(Trait::NoPurpose, No, NO_SERVER_AUTH, Cited(APPLE)),
        row(Trait::NotTls, No, NO_SERVER_AUTH, Cited(APPLE)),
        row(
            Trait::Over825Days,
            No,
            "It refuses server certificates of more than 825 days, of a private CA, too.",
            Cited(APPLE),
        ),
        row(
            Trait::ShortRsa,
            No,
            "It refuses RSA keys of less than 2048 bits.",
            Cited(APPLE),
        ),
        row(Trait::WeakHash, No, SHA_2, Cited(APPLE)),
        row(Trait::OwnWeakHash, No, SHA_2, Cited(APPLE)),
        row(
            Trait::NoNames,
            No,
            "It refuses a server without alternative names.",
            Cited(APPLE),
        ),
        row(
            Trait::Edwards,
            Depends,
            "Nothing is known of Ed25519 there.",
            Unknown,
        ),
        otherwise(
            Depends,
            "On whether its CA is trusted; it meets Apple's published rules.",
            Cited(APPLE),
        ),
    ],
);
