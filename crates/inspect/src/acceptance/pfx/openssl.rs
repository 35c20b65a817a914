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
            Trait::WeakCipher,
            No,
            "It says `RC2-40-CBC unsupported` without `-legacy`.",
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
            Depends,
            "With `-nomacver` it opens; without, the command warns or refuses by release.",
            Unknown,
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
            Trait::WeakCipher,
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
            Trait::WeakCipher,
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
        row(Trait::NoMac, Depends, "On the OpenSSL in it.", Unknown),
        PASSWORD_IN_UTF_8,
        row(
            Trait::NoKey,
            Depends,
            "On whether it is to be a key, which is not in it.",
            Unknown,
        ),
        opens(NODE),
    ],
);
