use formats::{Bag, BagKind, PasswordForm, PfxStructure, Safe};

use crate::context::Context;
use crate::report::{Report, Section};
use crate::{acceptance, findings, hex, objects, words};

use super::key::push_encryption;

pub(super) fn report(pfx: &PfxStructure, context: &Context<'_>) -> Report {
    let mut sections = vec![whole(pfx)];
    for (number, safe) in (1..).zip(&pfx.safes) {
        sections.push(safe_section(number, safe));
        sections.extend(
            (1..)
                .zip(&safe.bags)
                .map(|(bag, content)| bag_section(number, bag, content)),
        );
    }
    Report {
        sentence: sentence(pfx),
        sections,
        findings: findings::pfx(pfx, context),
        verdicts: acceptance::pfx(pfx, context),
        ..Report::default()
    }
}

fn sentence(pfx: &PfxStructure) -> String {
    if pfx.password == PasswordForm::NotOpened {
        return "A locked PFX (PKCS#12): its password opens it.".to_owned();
    }
    let bags = || pfx.safes.iter().flat_map(|safe| &safe.bags);
    let keys = bags()
        .filter(|bag| matches!(bag.kind, BagKind::Key | BagKind::ShroudedKey))
        .count();
    let certificates = bags()
        .filter(|bag| bag.kind == BagKind::Certificate)
        .count();
    format!(
        "A PFX (PKCS#12) with {} and {}, opened {}.",
        words::count(keys, "private key", "private keys"),
        words::count(certificates, "certificate", "certificates"),
        password(pfx)
    )
}

fn password(pfx: &PfxStructure) -> &'static str {
    match pfx.password {
        PasswordForm::NotOpened => "not yet",
        PasswordForm::Absent => "without a password (none at all)",
        PasswordForm::Empty => "by the empty password",
        PasswordForm::Text { ascii: true } => "by its password",
        PasswordForm::Text { ascii: false } => "by its password, which is not all ASCII",
        PasswordForm::NotNeeded if findings::only_keys_locked(pfx) => {
            "without a password but for its key, which is encrypted by itself"
        }
        PasswordForm::NotNeeded if findings::encryptions(pfx).next().is_some() => {
            "without a password, in part: what is encrypted by itself wants its own"
        }
        PasswordForm::NotNeeded => "without a password: nothing in it is encrypted or guarded",
    }
}

fn whole(pfx: &PfxStructure) -> Section {
    let mut section = Section::new("PFX");
    section.row("Opened", password(pfx));
    match &pfx.mac {
        Some(mac) => {
            section.noted("MAC", mac.algorithm.clone(), "guards against changes");
            section.row("MAC key derivation", mac.derivation.clone());
            section.row("MAC rounds", mac.rounds.to_string());
            section.row("MAC salt", words::count(mac.salt, "octet", "octets"));
        }
        None => section.noted("MAC", "none", "nothing guards it against changes"),
    }
    section
}

fn safe_section(number: usize, safe: &Safe) -> Section {
    let mut section = Section::new(&format!("Safe {number}"));
    push_encryption(&mut section, safe.encryption.as_ref());
    match safe.bags.len() {
        0 if safe.encryption.is_some() => section.row("Bags", "not open"),
        bags => section.row("Bags", bags.to_string()),
    }
    section
}

fn bag_section(safe: usize, number: usize, bag: &Bag) -> Section {
    let mut section = Section::new(&format!("Safe {safe}, bag {number}"));
    section.row("Holds", kind(&bag.kind));
    if let Some(name) = &bag.friendly_name {
        section.noted("Friendly name", name.clone(), "the alias in Java");
    }
    if let Some(id) = &bag.local_key_id {
        section.noted(
            "Local key identifier",
            hex::lower(id),
            "ties a key to its certificate",
        );
    }
    for (id, value) in &bag.attributes {
        let name = attribute(id).unwrap_or(id.as_str());
        section.noted(name, value.clone(), format!("{id}, in hex"));
    }
    if bag.encryption.is_some() {
        push_encryption(&mut section, bag.encryption.as_ref());
    }
    section
}

fn kind(kind: &BagKind) -> String {
    match kind {
        BagKind::Key => "private key, not encrypted by itself".to_owned(),
        BagKind::ShroudedKey => "private key, encrypted".to_owned(),
        BagKind::Certificate => "certificate".to_owned(),
        BagKind::RevocationList => "revocation list".to_owned(),
        BagKind::Secret(kind) => format!("secret of type {kind}"),
        BagKind::SafeContents => "further bags".to_owned(),
        BagKind::Other(id) => id.clone(),
    }
}

fn attribute(id: &str) -> Option<&'static str> {
    match id {
        "2.16.840.1.113894.746875.1.1" => Some("Java trusted key usage"),
        _ => objects::long(id),
    }
}
