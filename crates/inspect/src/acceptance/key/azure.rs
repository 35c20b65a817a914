//! What Azure says to a private key.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{
    KEY_VAULT_KEYS, Reader, key_curve_not_supported, key_vault_other_curve, key_vault_rsa_size,
    otherwise, row,
};
use crate::report::Answer::{Depends, No, Yes};

use super::{ALGORITHM_UNKNOWN, EXPLICIT_UNKNOWN, PSS_UNKNOWN, Trait};

pub(super) const API_MANAGEMENT: Reader<Trait> = (
    "API Management",
    &[
        row(
            Trait::Closed,
            No,
            "It takes a key in a PFX with its certificate; open this one first and convert it.",
            Cited("learn.microsoft.com, api-management-howto-mutual-certificates"),
        ),
        otherwise(
            No,
            "It takes a key in a PFX with its certificate, not alone; convert them to one.",
            Cited("learn.microsoft.com, api-management-howto-mutual-certificates"),
        ),
    ],
);

pub(super) const KEY_VAULT: Reader<Trait> = (
    "Azure Key Vault (PEM)",
    &[
        row(
            Trait::Jwk,
            Depends,
            "Its REST interface imports JWK as a key, not as a certificate.",
            Unknown,
        ),
        row(
            Trait::Encrypted,
            No,
            "It wants the key unencrypted, with the certificate in one file.",
            Cited("Azure/azure-cli#19017"),
        ),
        row(
            Trait::Traditional,
            No,
            "It wants PKCS#8, `BEGIN PRIVATE KEY`, and says `unexpected format` to PKCS#1.",
            Cited("Azure/azure-cli#8099"),
        ),
        key_curve_not_supported(Trait::Ed25519),
        key_curve_not_supported(Trait::Ed448),
        key_curve_not_supported(Trait::Agreement),
        key_vault_other_curve(Trait::OtherCurve),
        EXPLICIT_UNKNOWN,
        key_vault_rsa_size(Trait::OddRsa),
        PSS_UNKNOWN,
        row(
            Trait::Dsa,
            No,
            "It takes RSA and elliptic curves.",
            Cited(KEY_VAULT_KEYS),
        ),
        ALGORITHM_UNKNOWN,
        otherwise(
            Yes,
            "Unencrypted PKCS#8 is what it imports, with the certificate in one file.",
            Cited("Azure/azure-cli#19017"),
        ),
    ],
);
