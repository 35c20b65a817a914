//! What OpenSSL, and what is built on it, says to a private key.

use crate::acceptance::Source::Tested;
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{No, Yes};

use super::{ALGORITHM_UNKNOWN, Trait};

const OPENSSL: &str = "OpenSSL 3.0, openssl pkey";
const PYTHON: &str = "Python cryptography, load_pem_private_key";

pub(super) const OPENSSL_3: Reader<Trait> = (
    "OpenSSL 3",
    &[
        row(
            Trait::Jwk,
            No,
            "It reads PEM and DER; convert it to PKCS#8.",
            Tested(OPENSSL),
        ),
        row(
            Trait::LegacyCipher,
            No,
            "It says `unsupported` to RC2, RC4 and single DES without `-provider legacy`.",
            Tested(OPENSSL),
        ),
        ALGORITHM_UNKNOWN,
        otherwise(
            Yes,
            "It reads PKCS#8, PKCS#1 and SEC1, encrypted or not.",
            Tested(OPENSSL),
        ),
    ],
);

pub(super) const PYTHON_CRYPTOGRAPHY: Reader<Trait> = (
    "Python cryptography",
    &[
        row(Trait::Jwk, No, "It reads PEM and DER.", Tested(PYTHON)),
        row(
            Trait::NotForPython,
            No,
            "It says `Unknown key encryption algorithm`, or `unknown cipher`.",
            Tested(PYTHON),
        ),
        ALGORITHM_UNKNOWN,
        otherwise(
            Yes,
            "It reads PKCS#8, PKCS#1 and SEC1, encrypted or not.",
            Tested(PYTHON),
        ),
    ],
);
