//! What is to be said about an item: one file for each part. Who refuses it, and what to do, is said in each.

mod extensions;
mod key;
mod kubernetes;
mod names;
mod pfx;
mod profile;
mod serial;
mod validity;

use diagnostics::{Finding, gravest_first};

use crate::codes;
use crate::context::Context;
use crate::verify::Verified;
use crate::x509::{Certificate, PublicKey, Request, RevocationList, id};

pub(crate) use extensions::is_unexpected;
pub(crate) use key::{encryption, is_weak, private_key};
pub(crate) use kubernetes::kubernetes;
pub(crate) use names::lacks_subject;
pub(crate) use pfx::{
    DOTNET_ROUNDS, DOTNET_ROUNDS_IN_ALL, all_rounds, encryptions, has_clear_key, is_java_trusted,
    is_key, only_keys_locked, pfx,
};

/// The gravest first. `verified` is about its own key, where it names itself as its issuer.
pub(crate) fn certificate(
    certificate: &Certificate<'_>,
    verified: Option<&Verified>,
    now: i64,
) -> Vec<Finding> {
    let mut found = Vec::new();
    validity::certificate(&mut found, certificate, now);
    names::certificate(&mut found, certificate);
    profile::certificate(&mut found, certificate, verified);
    extensions::all(&mut found, &certificate.extensions);
    key::public(&mut found, &certificate.key);
    key::signature(&mut found, certificate, verified);
    serial::all(&mut found, certificate);
    sorted(found)
}

/// Whether its signature is its own, which whoever trusts it does not check.
pub(crate) fn is_own(certificate: &Certificate<'_>, verified: Option<&Verified>) -> bool {
    certificate.is_self_issued() && verified != Some(&Verified::No)
}

pub(crate) fn request(request: &Request<'_>, verified: &Verified) -> Vec<Finding> {
    const CHALLENGE_PASSWORD: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 7];
    let mut found = Vec::new();
    let asked = request.extensions();
    if *verified == Verified::No {
        found.push(Finding::error(
            codes::SIGNATURE_INVALID,
            "Signature",
            "The signature of the request is not made by the key in it, so that every CA will refuse it.",
            "Make the request again from the private key.",
        ));
    }
    names::request(&mut found, request, &asked);
    extensions::all(&mut found, &asked);
    key::public(&mut found, &request.key);
    key::hash(&mut found, request.algorithm.oid);
    if request
        .attributes
        .iter()
        .any(|(id, _)| *id == CHALLENGE_PASSWORD)
    {
        found.push(Finding::note(
            codes::CHALLENGE_PASSWORD,
            "Attributes",
            "The request carries a challenge password, readable for everyone who sees the request.",
            "Leave it out unless the CA asks for it.",
        ));
    }
    sorted(found)
}

pub(crate) fn revocation_list(list: &RevocationList<'_>, now: i64) -> Vec<Finding> {
    let mut found = Vec::new();
    validity::revocation_list(&mut found, list, now);
    extensions::all(&mut found, &list.extensions);
    key::hash(&mut found, list.algorithm.oid);
    if list.inner_algorithm.raw != list.algorithm.raw {
        found.push(key::algorithms_differ("revocation list"));
    }
    if list.version.is_none() && list.extension(id::CRL_NUMBER).is_some() {
        found.push(Finding::warning(
            codes::VERSION_MISMATCH,
            "List",
            "The list has extensions, but does not say that it is of version 2.",
            "Have the CA issue the list again.",
        ));
    }
    sorted(found)
}

/// About a public key alone.
pub(crate) fn key(key: &PublicKey<'_>, context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    key::public(&mut found, key);
    found.extend(key::own_certificate(key, context));
    found
}

pub(crate) fn unreadable(what: &str) -> Finding {
    Finding::error(
        codes::UNREADABLE,
        "",
        format!("This begins like a {what}, but its structure is broken."),
        "Get the file again from where it came from; the ASN.1 tree shows where it breaks.",
    )
}

pub(crate) fn unknown() -> Finding {
    Finding::note(
        codes::UNKNOWN,
        "",
        "The octets are neither text with a PEM block nor DER nor any other form that is known here.",
        "Try the file it was copied from, or export it again as PEM or PFX.",
    )
}

fn sorted(mut found: Vec<Finding>) -> Vec<Finding> {
    gravest_first(&mut found, |finding| finding.severity);
    found
}
