//! What Windows, and what runs on it, says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, edwards_in_dotnet, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::Trait;

pub(super) const DOTNET: Reader<Trait> = (
    ".NET",
    &[
        edwards_in_dotnet(Trait::Edwards),
        row(
            Trait::OutOfDate,
            No,
            "It says `The remote certificate is invalid according to the validation procedure`.",
            Cited("techcommunity.microsoft.com ba-p/3700074"),
        ),
        otherwise(
            Depends,
            "On the trust store and on whether revocation is checked; nothing in it is known to be refused.",
            Unknown,
        ),
    ],
);

pub(super) const SCHANNEL: Reader<Trait> = (
    "curl on Windows (Schannel)",
    &[
        row(
            Trait::NoRevocation,
            No,
            "It names no revocation list: Schannel says CRYPT_E_NO_REVOCATION_CHECK without `--ssl-no-revoke`.",
            Cited("curl/curl#12239"),
        ),
        otherwise(
            Depends,
            "On whether its revocation list can be reached.",
            Cited("curl/curl#14315"),
        ),
    ],
);
