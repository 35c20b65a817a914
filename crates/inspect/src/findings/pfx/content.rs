//! Who can open a PFX, and what is in it.

use diagnostics::{Finding, Severity};
use formats::{BagKind, PasswordForm, PfxStructure};

use super::{PLACE, has_clear_key, is_java_trusted, is_key, only_keys_locked};
use crate::codes;
use crate::context::Context;
use crate::findings::{key, validity};
use crate::summary::issuer_title;

pub(super) fn password(found: &mut Vec<Finding>, pfx: &PfxStructure) {
    match pfx.password {
        PasswordForm::Absent | PasswordForm::Empty | PasswordForm::NotNeeded => {
            found.extend(none(pfx));
        }
        PasswordForm::Text { ascii } => {
            if !ascii {
                found.push(Finding::warning(
                    codes::PFX_PASSWORD_NOT_ASCII,
                    PLACE,
                    "The password has characters beyond ASCII, which programs encode differently; Java's keytool does not open it.",
                    "Make the PFX again with an ASCII passphrase.",
                ));
            }
            clear_key(found, pfx);
        }
        PasswordForm::NotOpened => clear_key(found, pfx),
    }
}

/// What opens for everyone.
fn none(pfx: &PfxStructure) -> Option<Finding> {
    if only_keys_locked(pfx) {
        return None;
    }
    Some(
        if pfx.safes.iter().flat_map(|safe| &safe.bags).any(is_key) {
            Finding::warning(
                codes::PFX_PASSWORD_MISSING,
                PLACE,
                "The PFX opens without a password: whoever has the file has the key, and API Management's PowerShell wants one.",
                "Make the PFX again with a passphrase.",
            )
        } else {
            Finding::note(
                codes::PFX_PASSWORD_MISSING,
                PLACE,
                "The PFX opens without a password; there is no private key in it to be kept.",
                "Nothing to do; with a passphrase nobody could change unnoticed what it trusts.",
            )
        },
    )
}

fn clear_key(found: &mut Vec<Finding>, pfx: &PfxStructure) {
    if has_clear_key(pfx) {
        found.push(Finding::warning(
            codes::PFX_KEY_CLEAR,
            PLACE,
            "A private key lies in the PFX in the clear, whatever its password: whoever has the file has the key, and Java does not find it.",
            "Make the PFX again with its key encrypted.",
        ));
    }
}

pub(super) fn content(found: &mut Vec<Finding>, pfx: &PfxStructure, context: &Context<'_>) {
    let bags = || pfx.safes.iter().flat_map(|safe| &safe.bags);
    let keys = bags().filter(|bag| is_key(bag)).count();
    let certificates = || bags().filter(|bag| bag.kind == BagKind::Certificate);
    if keys > 1 {
        found.push(Finding::warning(
            codes::PFX_KEYS_SEVERAL,
            PLACE,
            format!("The PFX has {keys} private keys: API Management, Container Apps and Go take one, and say so or take any."),
            "Make one PFX for each key.",
        ));
    }
    match (keys, certificates().count()) {
        (0, 0) => {}
        (0, _) => found.extend(key_missing(certificates().any(is_java_trusted))),
        (_, 0) => found.push(Finding::error(
            codes::PFX_CERTIFICATE_MISSING,
            PLACE,
            "The PFX has a private key and no certificate: Node says `Unable to load certificate from PFX data`, and others find nothing to present.",
            "Put the certificate that belongs to the key into it.",
        )),
        (_, 1) => found.extend(chain_missing(context)),
        _ => {}
    }
}

/// What is to be said of the key and of its certificate counts for the whole, because they are used together.
pub(super) fn used(found: &mut Vec<Finding>, context: &Context<'_>) {
    let mut inside = Vec::new();
    if let Some(key) = context.keys().next() {
        key::public(&mut inside, &key);
    }
    if let Some(leaf) = context.leaf() {
        validity::certificate(&mut inside, &leaf, context.now);
    }
    inside.retain(|finding| finding.severity != Severity::Note);
    found.extend(inside);
}

fn key_missing(trusted: bool) -> Vec<Finding> {
    let mut found = vec![Finding::note(
        codes::PFX_KEY_MISSING,
        PLACE,
        "The PFX has certificates and no private key: it is a trust store, nothing that a client or server can prove itself with.",
        "Use the PFX that was exported with its private key.",
    )];
    if !trusted {
        found.push(Finding::warning(
            codes::PFX_TRUST_UNMARKED,
            PLACE,
            "No certificate in it has the attribute by which Java trusts one (trustedKeyUsage, 2.16.840.1.113894.746875.1.1): Java opens it as an empty store and says `the trustAnchors parameter must be non-empty`.",
            "For Java make it with `keytool -importcert -storetype PKCS12`, or convert the certificates to a trust store here.",
        ));
    }
    found
}

/// What has signed itself has no chain.
fn chain_missing(context: &Context<'_>) -> Option<Finding> {
    let certificate = context.certificates().next()?;
    if certificate.is_self_issued() {
        return None;
    }
    Some(Finding::note(
        codes::PFX_CHAIN_MISSING,
        PLACE,
        format!(
            "The PFX has the certificate of the key alone, without its issuer \"{}\": whoever checks it has to have that CA.",
            issuer_title(&certificate)
        ),
        "Nothing to do where it has, as a gateway with that CA in `ca.crt`, nor for Go (Terraform), which wants no other; else make the PFX with its chain.",
    ))
}
