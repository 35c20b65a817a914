mod content;
#[cfg(test)]
mod tests;

use diagnostics::{Finding, grouped};
use formats::{Bag, BagKind, Encryption, PasswordForm, PfxStructure};

use crate::context::Context;
use crate::{codes, words};

use super::key::{is_weak, salt};

const PLACE: &str = "PFX";
/// .NET refuses more rounds than these, for one derivation and for all of a PFX.
pub(crate) const DOTNET_ROUNDS: u64 = 300_000;
pub(crate) const DOTNET_ROUNDS_IN_ALL: u64 = 1_000_000;

pub(crate) fn pfx(pfx: &PfxStructure, context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    mac(&mut found, pfx);
    rounds(&mut found, pfx);
    ciphers(&mut found, pfx);
    found.extend(salt(longest_salt(pfx), PLACE));
    content::password(&mut found, pfx);
    if !matches!(pfx.password, PasswordForm::NotOpened) {
        content::content(&mut found, pfx, context);
        content::used(&mut found, context);
    }
    super::sorted(found)
}

/// How each safe and each bag of a PFX is encrypted.
pub(crate) fn encryptions(pfx: &PfxStructure) -> impl Iterator<Item = &Encryption> {
    pfx.safes.iter().flat_map(|safe| {
        let bags = safe.bags.iter().filter_map(|bag| bag.encryption.as_ref());
        safe.encryption.iter().chain(bags)
    })
}

/// The rounds of each key derivation of a PFX.
pub(crate) fn all_rounds(pfx: &PfxStructure) -> impl Iterator<Item = u64> {
    let encryptions = encryptions(pfx).filter_map(|encryption| encryption.rounds);
    encryptions.chain(pfx.mac.iter().map(|mac| mac.rounds))
}

fn longest_salt(pfx: &PfxStructure) -> usize {
    let salts = encryptions(pfx).map(|encryption| encryption.salt);
    let all = salts.chain(pfx.mac.iter().map(|mac| mac.salt));
    all.max().unwrap_or(0)
}

pub(crate) fn is_key(bag: &Bag) -> bool {
    matches!(bag.kind, BagKind::Key | BagKind::ShroudedKey)
}

/// Whether a private key lies there in the clear, whatever guards the whole.
pub(crate) fn has_clear_key(pfx: &PfxStructure) -> bool {
    let clear = pfx.safes.iter().filter(|safe| safe.encryption.is_none());
    clear
        .flat_map(|safe| &safe.bags)
        .any(|bag| bag.kind == BagKind::Key)
}

/// Whether each private key in it is encrypted by itself, while all else lies open.
pub(crate) fn only_keys_locked(pfx: &PfxStructure) -> bool {
    let shrouded = |bag: &Bag| bag.kind == BagKind::ShroudedKey;
    let mut bags = pfx.safes.iter().flat_map(|safe| &safe.bags);
    pfx.password == PasswordForm::NotNeeded && !has_clear_key(pfx) && bags.any(shrouded)
}

/// Whether a certificate has the attribute by which Java trusts it (JDK's `trustedKeyUsage`).
pub(crate) fn is_java_trusted(bag: &Bag) -> bool {
    let mut attributes = bag.attributes.iter();
    attributes.any(|(id, _)| id == "2.16.840.1.113894.746875.1.1")
}

fn mac(found: &mut Vec<Finding>, pfx: &PfxStructure) {
    match &pfx.mac {
        None => found.push(Finding::warning(
            codes::PFX_MAC_MISSING,
            PLACE,
            "The PFX has no MAC: changes to it are not noticed, and XCA and others refuse it.",
            "Make the PFX again with a MAC.",
        )),
        Some(mac) if mac.derivation.starts_with("PBKDF2") => found.push(Finding::warning(
            codes::PFX_MAC_PBMAC1,
            PLACE,
            "The MAC is PBMAC1 (RFC 9579): Java says `HmacPBE1.2.840.113549.1.5.14 not available`, and OpenSSL reads it from 3.4 on.",
            "Make the PFX again with the classic MAC.",
        )),
        Some(_) => {}
    }
}

fn rounds(found: &mut Vec<Finding>, pfx: &PfxStructure) {
    let most = all_rounds(pfx).max().unwrap_or(0);
    let all = all_rounds(pfx).fold(0, u64::saturating_add);
    if most > DOTNET_ROUNDS || all > DOTNET_ROUNDS_IN_ALL {
        found.push(Finding::warning(
            codes::PFX_ROUNDS_MANY,
            PLACE,
            format!(
                "The PFX takes {} rounds for one derivation and {} in all: .NET refuses more than 300,000 for one or 1,000,000 in all.",
                grouped(most),
                grouped(all)
            ),
            "Make the PFX again with 100,000 rounds or less and a long passphrase.",
        ));
    }
    match all_rounds(pfx).min() {
        Some(0) => found.push(Finding::error(
            codes::ROUNDS_FEW,
            PLACE,
            "The PFX says 0 rounds for a key derivation, with which none is made (RFC 8018, 4.2): it is damaged, or made to test readers.",
            "Export it again with the program that made it.",
        )),
        Some(few @ 1..1000) => found.push(Finding::note(
            codes::ROUNDS_FEW,
            PLACE,
            format!(
                "The PFX takes {} to derive a key, so that its password is guessed fast.",
                words::count(usize::try_from(few).unwrap_or(usize::MAX), "round", "rounds")
            ),
            "Use a long random passphrase, or make the PFX again with more rounds.",
        )),
        _ => {}
    }
}

fn ciphers(found: &mut Vec<Finding>, pfx: &PfxStructure) {
    if let Some(weak) = encryptions(pfx).find(|encryption| is_weak(&encryption.cipher)) {
        found.push(Finding::warning(
            codes::CIPHER_WEAK,
            PLACE,
            format!("The PFX is encrypted with {}: that can be broken, and OpenSSL 3 and Node 17 and later refuse it (`RC2-40-CBC unsupported`).", weak.cipher),
            "Make the PFX again with 3DES or AES.",
        ));
    }
}
