//! What Windows, and what runs on it, says to a certificate.

use crate::acceptance::Source::{Cited, Unknown};
use crate::acceptance::{Reader, critical_unknown, edwards_in_dotnet, otherwise, row};
use crate::report::Answer::{Depends, No};

use super::Trait;

pub(super) const DOTNET: Reader<Trait> = (
    ".NET",
    &[
        critical_unknown(Trait::CriticalUnknown),
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

pub(super) const SERVER: Reader<Trait> = (
    "Windows Server",
    &[
        critical_unknown(Trait::CriticalUnknown),
        row(
            Trait::Edwards,
            Depends,
            "It may store it, but .NET on Windows knows no Ed25519 or Ed448 key.",
            Cited("dotnet/runtime#99388"),
        ),
        row(
            Trait::OutOfDate,
            No,
            "What checks it there refuses what is out of date.",
            Cited("techcommunity.microsoft.com ba-p/3700074"),
        ),
        otherwise(
            Depends,
            "On its CA among the trusted roots of the computer, and on revocation where that is checked.",
            Unknown,
        ),
    ],
);

pub(super) const SCHANNEL: Reader<Trait> = (
    "curl on Windows (Schannel)",
    &[
        critical_unknown(Trait::CriticalUnknown),
        row(
            Trait::ClientOnly,
            Depends,
            "It presents one from a PFX with its key (`--cert client.pfx:password --cert-type P12`).",
            Cited("Orange-OpenSource/hurl#1399"),
        ),
        row(
            Trait::NoRevocation,
            No,
            "It names neither revocation list nor OCSP responder: as a server's Schannel says CRYPT_E_NO_REVOCATION_CHECK without `--ssl-no-revoke`.",
            Cited("curl/curl#12239"),
        ),
        otherwise(
            Depends,
            "On whether its revocation list or OCSP responder can be reached.",
            Cited("curl/curl#14315"),
        ),
    ],
);
