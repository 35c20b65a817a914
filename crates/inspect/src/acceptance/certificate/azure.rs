//! What Azure says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, key_curve_not_supported, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::Trait;

const CA_CERTIFICATES: &str = "learn.microsoft.com, api-management-howto-ca-certificates";

pub(super) const API_MANAGEMENT: Reader<Trait> = (
    "API Management",
    &[
        row(
            Trait::OutOfDate,
            Depends,
            "Whoever checks it refuses what is out of date: API Management from a server, the gateway behind from a client.",
            Unknown,
        ),
        row(
            Trait::Edwards,
            No,
            ".NET, on which it runs, knows neither Ed25519 nor Ed448: `not a known key algorithm`.",
            Cited("dotnet/runtime#99388"),
        ),
        row(
            Trait::Authority,
            Depends,
            "To have it trust servers under this CA: classic tiers take it as .cer among their CA certificates, v2 tiers as a pin in the backend; no tier presents a CA.",
            Cited(CA_CERTIFICATES),
        ),
        row(
            Trait::NoNames,
            Depends,
            "It checks the name of the server, and nothing is known of one without alternative names there.",
            Unknown,
        ),
        row(
            Trait::ServerOnly,
            Depends,
            "On whether it trusts its CA: classic tiers have a list of CA certificates, v2 tiers pins in the backend; else calls end in 500 `BackendConnectionFailure`. Its alternative names have to match the URL of the backend.",
            Cited("techcommunity.microsoft.com ba-p/3700074"),
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
        key_curve_not_supported(Trait::Edwards),
        otherwise(
            Depends,
            "It imports a certificate with its key; CA and leaf have to be of one key family.",
            Cited("MicrosoftDocs/azure-docs#115129"),
        ),
    ],
);
