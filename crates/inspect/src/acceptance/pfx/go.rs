//! What Go says to a PFX.

use crate::acceptance::Source::Cited;
use crate::acceptance::{Reader, otherwise, row};
use crate::report::Answer::{Depends, No, Yes};

use super::Trait;

const GO_SOURCE: &str = "golang/crypto, pkcs12/pkcs12.go";

pub(super) const GO: Reader<Trait> = (
    "Go PKCS#12 (x/crypto, Terraform azurerm)",
    &[
        row(
            Trait::Ber,
            No,
            "It says `asn1: syntax error: indefinite length found (not DER)`, or the like.",
            Cited("golang/go#48210"),
        ),
        row(
            Trait::NoMac,
            No,
            "It says `pkcs12: no MAC in data`.",
            Cited(GO_SOURCE),
        ),
        row(
            Trait::NewMac,
            No,
            "It says `pkcs12: unknown digest algorithm` to anything but SHA-1.",
            Cited("golang/go#62375"),
        ),
        row(
            Trait::Pbmac1,
            No,
            "It knows no MAC but the classic one with SHA-1.",
            Cited("golang/go#62375"),
        ),
        row(
            Trait::Pbes2,
            No,
            "It knows no cipher but 3DES and RC2-40.",
            Cited("hashicorp/terraform-provider-azurerm#16228"),
        ),
        row(
            Trait::OtherCipher,
            No,
            "It knows no cipher but 3DES and RC2-40.",
            Cited(GO_SOURCE),
        ),
        row(
            Trait::NoKey,
            No,
            "It says `pkcs12: private key missing`.",
            Cited(GO_SOURCE),
        ),
        row(
            Trait::ClearKey,
            No,
            "It reads encrypted keys alone and says `private key missing`.",
            Cited(GO_SOURCE),
        ),
        row(
            Trait::OtherCurve,
            Depends,
            "It reads the file, but Go knows P-224, P-256, P-384 and P-521 alone.",
            Cited("golang/go, crypto/x509/x509.go"),
        ),
        row(
            Trait::OddSafes,
            No,
            "It says `expected exactly two items in the authenticated safe`.",
            Cited(GO_SOURCE),
        ),
        row(
            Trait::Chain,
            Depends,
            "Older releases say `expected exactly two safe bags`; newer ones take the first certificate.",
            Cited("hashicorp/terraform-provider-azurerm#11298"),
        ),
        otherwise(
            Yes,
            "One key and one certificate, 3DES or RC2-40 and a SHA-1 MAC are what it reads.",
            Cited(GO_SOURCE),
        ),
    ],
);
