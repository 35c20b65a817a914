//! What Azure says to a PFX.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{
    KEY_VAULT_KEYS, Reader, key_curve_not_supported, key_vault_other_curve, key_vault_rsa_size,
    otherwise, row,
};
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
            Trait::NoCertificate,
            No,
            "It presents a certificate, and there is none in this PFX.",
            Cited(MUTUAL_CERTIFICATES),
        ),
        row(
            Trait::Edwards,
            No,
            ".NET, on which it runs, knows neither Ed25519 nor Ed448: `not a known key algorithm`.",
            Cited("dotnet/runtime#99388"),
        ),
        row(
            Trait::LegacyCipher,
            Depends,
            "Nothing is known of such old ciphers; 3DES with SHA-1 is the safe choice.",
            Unknown,
        ),
        row(
            Trait::Pbmac1,
            Depends,
            "Nothing is known of PBMAC1; 3DES with a SHA-1 MAC is the safe choice.",
            Unknown,
        ),
        row(
            Trait::NoMac,
            Depends,
            "Nothing is known of a PFX without MAC; 3DES with a SHA-1 MAC is the safe choice.",
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
        row(
            Trait::OutOfDate,
            Depends,
            "It may still present the certificate, but the gateway behind refuses what is out of date.",
            Unknown,
        ),
        row(
            Trait::Elliptic,
            Depends,
            "One user saw it answer 500 when an elliptic-curve certificate from Key Vault was deployed again; RSA is the safe choice.",
            Cited("ronaldbosma.github.io, API Management and mTLS"),
        ),
        row(
            Trait::ShortRsa,
            Depends,
            "It may present it, but a gateway on OpenSSL says `ee key too small`.",
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
        row(
            Trait::NoCertificate,
            Depends,
            "It imports certificates with their private keys; nothing is known of a PFX without one.",
            Unknown,
        ),
        key_curve_not_supported(Trait::Edwards),
        key_vault_other_curve(Trait::OtherCurve),
        key_vault_rsa_size(Trait::OddRsa),
        row(
            Trait::RsaUnderElliptic,
            No,
            "It says `Unsupported key size` to an RSA key under a CA with an elliptic curve; use one family for both.",
            Cited("MicrosoftDocs/azure-docs#115129"),
        ),
        row(
            Trait::EllipticUnderRsa,
            Depends,
            "It has refused chains that mix RSA and elliptic curves (`Unsupported key size`); use one family for both.",
            Cited("MicrosoftDocs/azure-docs#115129"),
        ),
        row(
            Trait::Elliptic,
            Depends,
            "On its policy for the certificate: the default is for RSA, and it then says `Unsupported key operation(s)`.",
            Cited("Azure/AzureKeyVault#22"),
        ),
        row(
            Trait::Closed,
            Depends,
            "On the key in it: RSA, P-256, P-384 or P-521 is imported, Ed25519 is not.",
            Cited("Azure/azure-cli#26898"),
        ),
        row(
            Trait::LegacyCipher,
            Depends,
            "Nothing is known of such old ciphers there.",
            Unknown,
        ),
        row(
            Trait::NoMac,
            Depends,
            "Nothing is known of a PFX without MAC.",
            Unknown,
        ),
        row(
            Trait::Pbmac1,
            Depends,
            "Nothing is known of PBMAC1.",
            Unknown,
        ),
        row(
            Trait::Pbes2,
            Depends,
            "One user saw AES with SHA-256 refused, where 3DES with SHA-1 was imported; 3DES is the safe choice.",
            Cited("MicrosoftDocs/azure-docs#39861"),
        ),
        row(
            Trait::NewMac,
            Depends,
            "One user saw AES with SHA-256 refused; nothing is known of such a MAC with 3DES.",
            Cited("MicrosoftDocs/azure-docs#39861"),
        ),
        otherwise(
            Yes,
            "RSA of 2048, 3072 or 4096 bits is what it imports without a policy of one's own.",
            Cited(KEY_VAULT_KEYS),
        ),
    ],
);
