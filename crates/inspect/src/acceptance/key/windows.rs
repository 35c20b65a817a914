//! What Windows, and what runs on it, says to a private key.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, edwards_in_dotnet, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::{ALGORITHM_UNKNOWN, Trait};

pub(super) const DOTNET: Reader<Trait> = (
    ".NET",
    &[
        edwards_in_dotnet(Trait::Ed25519),
        edwards_in_dotnet(Trait::Ed448),
        row(
            Trait::Jwk,
            Depends,
            "On the library of the program.",
            Unknown,
        ),
        row(
            Trait::LegacyPem,
            Depends,
            "Nothing is known of `DEK-Info`.",
            Unknown,
        ),
        ALGORITHM_UNKNOWN,
        otherwise(
            Depends,
            "It reads the key, but Windows refuses one from PEM in TLS (0x8009030E) until it is exported to PFX and read again.",
            Cited("dotnet/runtime#66283"),
        ),
    ],
);

pub(super) const SERVER: Reader<Trait> = (
    "Windows Server",
    &[otherwise(
        No,
        "A private key comes into its certificate stores in a PFX, with its certificate.",
        Cited("learn.microsoft.com, win32/api/wincrypt, PFXImportCertStore"),
    )],
);

pub(super) const SCHANNEL: Reader<Trait> = (
    "curl on Windows (Schannel)",
    &[otherwise(
        No,
        "Schannel takes a PFX, not a pair in PEM.",
        Cited("Orange-OpenSource/hurl#1399"),
    )],
);
