use diagnostics::Finding;
use formats::{Bag, BagKind, Encryption, PasswordForm, PfxStructure};

use crate::codes;

use super::key::is_weak;

const PLACE: &str = "PFX";
/// .NET refuses more rounds than these, for one derivation and for all of a PFX.
pub(crate) const DOTNET_ROUNDS: u64 = 300_000;
pub(crate) const DOTNET_ROUNDS_IN_ALL: u64 = 1_000_000;

pub(crate) fn pfx(pfx: &PfxStructure) -> Vec<Finding> {
    let mut found = Vec::new();
    mac(&mut found, pfx);
    rounds(&mut found, pfx);
    ciphers(&mut found, pfx);
    password(&mut found, pfx.password);
    if !matches!(pfx.password, PasswordForm::NotOpened) {
        content(&mut found, pfx);
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

pub(crate) fn is_key(bag: &Bag) -> bool {
    matches!(bag.kind, BagKind::Key | BagKind::ShroudedKey)
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
            format!("The PFX takes {most} rounds for one derivation and {all} in all: .NET refuses more than 300,000 for one or 1,000,000 in all."),
            "Make the PFX again with 100,000 rounds or less and a long passphrase.",
        ));
    }
    let few = all_rounds(pfx).min().filter(|rounds| *rounds < 1000);
    if let Some(few) = few {
        found.push(Finding::note(
            codes::ROUNDS_FEW,
            PLACE,
            format!(
                "The PFX takes {few} rounds to derive a key, so that its password is guessed fast."
            ),
            "Use a long random passphrase, or make the PFX again with more rounds.",
        ));
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

fn password(found: &mut Vec<Finding>, form: PasswordForm) {
    match form {
        PasswordForm::Absent | PasswordForm::Empty | PasswordForm::NotNeeded => {
            found.push(Finding::warning(
                codes::PFX_PASSWORD_MISSING,
                PLACE,
                "The PFX opens without a password: whoever has the file has the key, and API Management's PowerShell wants one.",
                "Make the PFX again with a passphrase.",
            ));
        }
        PasswordForm::Text { ascii: false } => found.push(Finding::warning(
            codes::PFX_PASSWORD_NOT_ASCII,
            PLACE,
            "The password has characters beyond ASCII, which programs encode differently; Java's keytool does not open it.",
            "Make the PFX again with an ASCII passphrase.",
        )),
        PasswordForm::NotOpened | PasswordForm::Text { ascii: true } => {}
    }
}

fn content(found: &mut Vec<Finding>, pfx: &PfxStructure) {
    let bags = || pfx.safes.iter().flat_map(|safe| &safe.bags);
    let keys = bags().filter(|bag| is_key(bag)).count();
    let certificates = bags()
        .filter(|bag| bag.kind == BagKind::Certificate)
        .count();
    if keys > 1 {
        found.push(Finding::warning(
            codes::PFX_KEYS_SEVERAL,
            PLACE,
            format!("The PFX has {keys} private keys: API Management, Container Apps and Go take one, and say so or take any."),
            "Make one PFX for each key.",
        ));
    }
    match (keys, certificates) {
        (0, 0) => {}
        (0, _) => found.push(Finding::note(
            codes::PFX_KEY_MISSING,
            PLACE,
            "The PFX has certificates and no private key: it is a trust store, nothing that a client or server can prove itself with.",
            "Use the PFX that was exported with its private key.",
        )),
        (_, 0) => found.push(Finding::error(
            codes::PFX_CERTIFICATE_MISSING,
            PLACE,
            "The PFX has a private key and no certificate.",
            "Put the certificate that belongs to the key into it.",
        )),
        (_, 1) => found.push(Finding::note(
            codes::PFX_CHAIN_MISSING,
            PLACE,
            "The PFX has one certificate: if a CA between it and the root issued it, that CA's certificate is missing.",
            "Add intermediate certificates, unless Go (Terraform) is to read it, which wants none.",
        )),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use formats::{Mac, Safe};

    fn structure(rounds: u64) -> PfxStructure {
        let bag = |kind, encryption| Bag {
            kind,
            friendly_name: None,
            local_key_id: None,
            attributes: Vec::new(),
            encryption,
        };
        let encryption = Encryption {
            cipher: "PBES2, AES-256-CBC".into(),
            derivation: "PBKDF2-HMAC-SHA-256".into(),
            rounds: Some(rounds),
            salt: 16,
        };
        PfxStructure {
            mac: Some(Mac {
                algorithm: "HMAC-SHA-256".into(),
                derivation: "PKCS#12 KDF (SHA-256)".into(),
                rounds,
                salt: 8,
            }),
            safes: vec![
                Safe {
                    encryption: Some(encryption.clone()),
                    bags: vec![
                        bag(BagKind::Certificate, None),
                        bag(BagKind::Certificate, None),
                    ],
                },
                Safe {
                    encryption: None,
                    bags: vec![bag(BagKind::ShroudedKey, Some(encryption))],
                },
            ],
            password: PasswordForm::Text { ascii: true },
        }
    }

    fn codes(structure: &PfxStructure) -> Vec<String> {
        pfx(structure)
            .iter()
            .map(|finding| finding.code.to_string())
            .collect()
    }

    #[test]
    fn limits_are_exact() {
        assert!(codes(&structure(300_000)).is_empty());
        assert_eq!(codes(&structure(300_001)), [codes::PFX_ROUNDS_MANY]);
        assert_eq!(codes(&structure(999)), [codes::ROUNDS_FEW]);
        let mut many = structure(300_000);
        many.safes.push(many.safes[0].clone());
        assert_eq!(codes(&many), [codes::PFX_ROUNDS_MANY]);
    }

    #[test]
    fn each_trait_is_named() {
        let mut odd = structure(2048);
        odd.mac = None;
        odd.password = PasswordForm::Text { ascii: false };
        odd.safes[0].bags.truncate(1);
        let key = odd.safes[1].bags[0].clone();
        odd.safes[1].bags.push(key);
        assert_eq!(
            codes(&odd),
            [
                codes::PFX_MAC_MISSING,
                codes::PFX_PASSWORD_NOT_ASCII,
                codes::PFX_KEYS_SEVERAL,
                codes::PFX_CHAIN_MISSING
            ]
        );
        odd.safes.truncate(1);
        assert!(codes(&odd).contains(&codes::PFX_KEY_MISSING.to_owned()));
        odd.password = PasswordForm::NotOpened;
        odd.safes[0].encryption.as_mut().unwrap().cipher = "pbeWithSHAAnd40BitRC2-CBC".into();
        assert_eq!(codes(&odd), [codes::PFX_MAC_MISSING, codes::CIPHER_WEAK]);
    }
}
