//! What macOS says to a PFX.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{Depends, Yes};

use super::{PBMAC1_UNKNOWN, Trait};

const MAC_FAILED: &str = "Releases differ: `security import` says `MAC verification failed during PKCS12 import (wrong password?)`.";

pub(super) const MACOS: Reader<Trait> = (
    "macOS, Safari",
    &[
        PBMAC1_UNKNOWN,
        row(
            Trait::NoMac,
            Depends,
            "Nothing is known of a PFX without MAC.",
            Unknown,
        ),
        row(
            Trait::LegacyCipher,
            Depends,
            "Nothing is known of RC2 and other old ciphers in its releases.",
            Unknown,
        ),
        row(
            Trait::Edwards,
            Depends,
            "Nothing is known of Ed25519 there.",
            Unknown,
        ),
        row(
            Trait::Pbes2,
            Depends,
            MAC_FAILED,
            Cited("openssl/openssl#19871"),
        ),
        row(
            Trait::NewMac,
            Depends,
            MAC_FAILED,
            Cited("lwouis/alt-tab-macos#3170"),
        ),
        otherwise(
            Yes,
            "3DES with a SHA-1 MAC is what it opens.",
            Cited("openssl/openssl#19871"),
        ),
    ],
);
