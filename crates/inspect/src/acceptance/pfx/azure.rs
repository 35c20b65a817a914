//! What Azure says to a PFX.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::Trait;

const MUTUAL_CERTIFICATES: &str = "learn.microsoft.com, api-management-howto-mutual-certificates";
const APIM_FORMAT: &str = "MicrosoftDocs/azure-docs#61561";

pub(super) const API_MANAGEMENT: Reader<Trait> = (
    "API Management",
    &[
        row(
            Trait::NoKey,
            No,
            "It presents a certificate only with its private key, which is not in this PFX.",
            Cited(MUTUAL_CERTIFICATES),
        ),
        row(
            Trait::WeakCipher,
            Depends,
            "Nothing is known of RC2-40; 3DES with SHA-1 is the safe choice.",
            Unknown,
        ),
        row(
            Trait::Pbmac1,
            Depends,
            "Nothing is known of PBMAC1; 3DES with a SHA-1 MAC is the safe choice.",
            Unknown,
        ),
        row(
            Trait::NoPassword,
            Depends,
            "The portal may take it, but its PowerShell command insists on a password.",
            Cited("Azure/azure-powershell#12571"),
        ),
        row(
            Trait::Pbes2,
            Depends,
            "Reports conflict: one user saw AES refused, Microsoft saw it work; 3DES with SHA-1 works for all.",
            Cited(APIM_FORMAT),
        ),
        row(
            Trait::NewMac,
            Depends,
            "Reports on SHA-256 conflict; 3DES with a SHA-1 MAC works for all.",
            Cited(APIM_FORMAT),
        ),
        row(
            Trait::SeveralKeys,
            Depends,
            "Nothing is known of several keys; give it one.",
            Unknown,
        ),
        otherwise(
            Yes,
            "3DES with SHA-1 is what was seen to work.",
            Cited(APIM_FORMAT),
        ),
    ],
);

pub(super) const KEY_VAULT: Reader<Trait> = (
    "Azure Key Vault",
    &[
        row(
            Trait::NoKey,
            Depends,
            "It imports certificates with their private keys; nothing is known of a PFX without one.",
            Unknown,
        ),
        otherwise(
            Depends,
            "On the key in it: RSA, P-256, P-384 or P-521 is imported, Ed25519 is not.",
            Cited("Azure/azure-cli#26898"),
        ),
    ],
);
