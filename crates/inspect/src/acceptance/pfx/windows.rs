//! What Windows, and what runs on it, says to a PFX.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, Row, edwards_in_dotnet, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::{PASSWORD_NOT_ASCII, PBMAC1_UNKNOWN, Trait};

const OPENSSL_ISSUE: &str = "openssl/openssl#27035";
const HURL: &str = "Orange-OpenSource/hurl#1399";
const LIMITS: &str = "dotnet/runtime, Pkcs12LoaderLimits.cs";

const NO_MAC: Row<Trait> = row(
    Trait::NoMac,
    Depends,
    "Nothing is known of a PFX without MAC.",
    Unknown,
);

const LEGACY_CIPHER: Row<Trait> = row(
    Trait::LegacyCipher,
    Depends,
    "Nothing is known of RC2 and other old ciphers in this release.",
    Unknown,
);

const EDWARDS: Row<Trait> = row(
    Trait::Edwards,
    Depends,
    "It may open the file, but .NET on Windows knows no Ed25519 or Ed448 key.",
    Cited("dotnet/runtime#99388"),
);

pub(super) const SERVER_2016: Reader<Trait> = (
    "Windows Server 2016",
    &[
        row(
            Trait::Pbmac1,
            Depends,
            "Nothing is known of PBMAC1, which is from 2024.",
            Unknown,
        ),
        row(
            Trait::Pbes2,
            No,
            "It says `The specified network password is not correct` to AES.",
            Cited(OPENSSL_ISSUE),
        ),
        row(
            Trait::NewMac,
            No,
            "It says `The specified network password is not correct` to a SHA-256 MAC.",
            Cited(OPENSSL_ISSUE),
        ),
        PASSWORD_NOT_ASCII,
        EDWARDS,
        NO_MAC,
        LEGACY_CIPHER,
        otherwise(
            Yes,
            "3DES with a SHA-1 MAC is what it opens.",
            Cited("chris2511/xca#528"),
        ),
    ],
);

pub(super) const SERVER_2019: Reader<Trait> = (
    "Windows Server 2019 and later",
    &[
        PBMAC1_UNKNOWN,
        PASSWORD_NOT_ASCII,
        EDWARDS,
        NO_MAC,
        LEGACY_CIPHER,
        row(
            Trait::OddMac,
            Depends,
            "Nothing is known of such a MAC.",
            Unknown,
        ),
        otherwise(
            Yes,
            "It opens AES with SHA-256 as well as 3DES with SHA-1.",
            Cited(OPENSSL_ISSUE),
        ),
    ],
);

pub(super) const DOTNET: Reader<Trait> = (
    ".NET",
    &[
        edwards_in_dotnet(Trait::Edwards),
        row(
            Trait::ManyRounds,
            No,
            "It refuses more than 300,000 rounds for one derivation or 1,000,000 in all.",
            Cited(LIMITS),
        ),
        PBMAC1_UNKNOWN,
        NO_MAC,
        row(
            Trait::NoPassword,
            Depends,
            "It limits the rounds of a PFX without a password further (KB5025823).",
            Cited("dotnet/runtime#87514"),
        ),
        PASSWORD_NOT_ASCII,
        otherwise(
            Yes,
            "Its rounds are within the limits; on Windows Server 2016 the system's answer counts.",
            Cited(LIMITS),
        ),
    ],
);

pub(super) const SCHANNEL: Reader<Trait> = (
    "curl on Windows (Schannel)",
    &[
        row(
            Trait::NoKey,
            No,
            "A client certificate needs its private key.",
            Cited(HURL),
        ),
        row(
            Trait::NoCertificate,
            No,
            "A client certificate is wanted, and there is none in it.",
            Cited(HURL),
        ),
        otherwise(
            Depends,
            "Schannel takes a PFX (`--cert client.pfx:password --cert-type P12`) where that release of Windows opens it.",
            Cited(HURL),
        ),
    ],
);
