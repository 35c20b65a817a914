//! What Azure says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, edwards_in_key_vault, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::Trait;

pub(super) const API_MANAGEMENT: Reader<Trait> = (
    "API Management",
    &[
        row(
            Trait::OutOfDate,
            Depends,
            "It may still present it, but the gateway behind refuses what is out of date.",
            Unknown,
        ),
        row(
            Trait::Edwards,
            No,
            ".NET says `'1.3.101.112' is not a known key algorithm`.",
            Cited("dotnet/runtime#99388"),
        ),
        otherwise(
            Depends,
            "To present it needs the PFX with its key; the certificate alone helps to check callers.",
            Cited("learn.microsoft.com, api-management-howto-mutual-certificates"),
        ),
    ],
);

pub(super) const KEY_VAULT: Reader<Trait> = (
    "Azure Key Vault",
    &[
        edwards_in_key_vault(Trait::Edwards),
        otherwise(
            Depends,
            "It imports a certificate with its key; CA and leaf have to be of one key family.",
            Cited("MicrosoftDocs/azure-docs#115129"),
        ),
    ],
);
