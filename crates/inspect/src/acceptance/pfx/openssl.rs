//! What OpenSSL, and what is built on it, says to a PFX.

use crate::acceptance::Source::{Cited, Tested, Unknown};
use crate::acceptance::{Reader, Row, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::Trait;

const OPENSSL: &str = "OpenSSL 3.0, openssl pkcs12";
const NODE: &str = "Node 20, tls.createSecureContext";
const PYTHON: &str = "Python cryptography, load_pkcs12";

const PASSWORD_IN_UTF_8: Row<Trait> = row(
    Trait::NotAscii,
    Depends,
    "On whether it was written with the password in UTF-8.",
    Unknown,
);

const fn opens(tool: &'static str) -> Row<Trait> {
    otherwise(
        Yes,
        "3DES and AES with SHA-1 and SHA-256 open.",
        Tested(tool),
    )
}

pub(super) const OPENSSL_3: Reader<Trait> = (
    "OpenSSL 3",
    &[
        row(
            Trait::LegacyCipher,
            No,
            "It says `unsupported` to RC2, RC4 and single DES without `-legacy`.",
            Tested(OPENSSL),
        ),
        row(
            Trait::Pbmac1,
            Depends,
            "It reads PBMAC1 from release 3.4 on.",
            Cited("RFC 9579; OpenSSL 3.4 release notes"),
        ),
        row(
            Trait::NoMac,
            Yes,
            "Its command opens it and says `MAC is absent`; programs on it, such as Node, refuse it.",
            Tested(OPENSSL),
        ),
        row(
            Trait::NotAscii,
            Depends,
            "On whether it was written with the password in UTF-8, as OpenSSL reads it.",
            Unknown,
        ),
        otherwise(
            Yes,
            "3DES and AES with SHA-1 and SHA-256 open without options.",
            Tested(OPENSSL),
        ),
    ],
);

pub(super) const PYTHON_CRYPTOGRAPHY: Reader<Trait> = (
    "Python cryptography",
    &[
        row(
            Trait::Pbmac1,
            Depends,
            "Nothing is known of PBMAC1 across its releases.",
            Unknown,
        ),
        row(
            Trait::NoMac,
            Depends,
            "Nothing is known of a PFX without MAC across its releases.",
            Unknown,
        ),
        row(
            Trait::LegacyCipher,
            Depends,
            "On whether its OpenSSL has the legacy provider.",
            Unknown,
        ),
        PASSWORD_IN_UTF_8,
        opens(PYTHON),
    ],
);

pub(super) const NODE_20: Reader<Trait> = (
    "Node 20",
    &[
        row(
            Trait::LegacyCipher,
            No,
            "It says `Unsupported PKCS12 PFX data`.",
            Tested(NODE),
        ),
        row(
            Trait::Pbmac1,
            Depends,
            "On the OpenSSL in it, which reads PBMAC1 from release 3.4 on.",
            Unknown,
        ),
        row(Trait::NoMac, No, "It says `mac absent`.", Tested(NODE)),
        PASSWORD_IN_UTF_8,
        row(
            Trait::NoKey,
            No,
            "It says `Unable to load private key from PFX data`; CAs to trust are given as PEM.",
            Tested(NODE),
        ),
        row(
            Trait::NoCertificate,
            No,
            "It says `Unable to load certificate from PFX data`.",
            Tested(NODE),
        ),
        row(
            Trait::ShortRsa,
            Depends,
            "On the security level its OpenSSL was built with.",
            Unknown,
        ),
        opens(NODE),
    ],
);
