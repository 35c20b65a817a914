use formats::{Encryption, KeyEncoding, Locked, LockedKind, PrivateKey};

use crate::context::Context;
use crate::report::{Report, Section};
use crate::x509::{Key, PublicKey};
use crate::{acceptance, der, findings, objects, words, x509};

use super::{other, pfx, thumbprints};

pub(super) fn public(spki: &[u8], context: &Context<'_>) -> Report {
    let Some(key) = PublicKey::of(spki) else {
        return other::unreadable("public key");
    };
    Report {
        sentence: format!("{} public key.", words::with_article(&key.title())),
        sections: vec![section(&key), thumbprints::of_key(&key)],
        findings: findings::key(&key, context),
        ..Report::default()
    }
}

/// Nothing of the private numbers.
pub(super) fn private(private: &PrivateKey, context: &Context<'_>) -> Report {
    let key = private.spki.as_deref().and_then(PublicKey::of);
    let algorithm = match key.map(|key| key.title()).or_else(|| named(&private.pkcs8)) {
        Some(title) => format!("{} private key", words::with_article(&title)),
        None => "A private key of an unknown algorithm".to_owned(),
    };
    let encoding = words::encoding(private.encoding);
    let encrypted = match (&private.encryption, private.encoding) {
        (Some(_), _) => "it was encrypted and is open now",
        (None, KeyEncoding::Jwk) => "not encrypted",
        (None, _) => "not encrypted: whoever has the file has the key",
    };
    let mut written = Section::new("Written as");
    written.row("Encoding", encoding);
    push_encryption(&mut written, private.encryption.as_ref());
    let mut sections = Vec::new();
    sections.extend(key.as_ref().map(section));
    sections.push(written);
    sections.extend(key.as_ref().map(thumbprints::of_key));
    Report {
        sentence: format!("{algorithm} in {encoding}; {encrypted}."),
        sections,
        findings: findings::private_key(private, key.as_ref(), context),
        verdicts: acceptance::private_key(private, key.as_ref()),
        ..Report::default()
    }
}

/// What a key is called whose public half is not known here.
fn named(pkcs8: &[u8]) -> Option<String> {
    let algorithm = x509::private_algorithm(pkcs8)?;
    x509::public_key::named(algorithm.oid).map(str::to_owned)
}

pub(super) fn locked(locked: &Locked, context: &Context<'_>) -> Report {
    let what = words::locked(&locked.kind);
    if let LockedKind::Pfx(structure) = &locked.kind {
        return pfx::report(structure, context);
    }
    let mut section = Section::new("Encryption");
    push_encryption(&mut section, locked.encryption.as_ref());
    section.row("Octets", locked.bytes.len().to_string());
    Report {
        sentence: format!("A locked {what}: its password opens it."),
        sections: vec![section],
        findings: findings::encryption(locked.encryption.as_ref()),
        verdicts: acceptance::locked(locked),
        ..Report::default()
    }
}

/// The public half of a key, and how strong it is.
pub(super) fn section(key: &PublicKey<'_>) -> Section {
    let mut section = Section::new("Key");
    section.row("Algorithm", key.title());
    match key.key() {
        Key::Rsa {
            modulus, exponent, ..
        } => {
            section.row("Bits", der::bit_length(modulus).to_string());
            if der::small(exponent) != Some(65_537) {
                section.row("Exponent", words::integer(exponent));
            }
        }
        Key::Ec { curve: Some(oid) } => {
            if let Some((name, _, bits)) = objects::curve(oid) {
                section.row("Curve", name);
                section.row("Bits", bits.to_string());
            }
        }
        _ => {}
    }
    section.row("Strength", words::strength(key));
    section
}

pub(super) fn push_encryption(section: &mut Section, encryption: Option<&Encryption>) {
    let Some(encryption) = encryption else {
        section.row("Encryption", "none");
        return;
    };
    section.row("Encryption", encryption.cipher.clone());
    section.row("Key derivation", encryption.derivation.clone());
    if let Some(rounds) = encryption.rounds {
        section.row("Rounds", rounds.to_string());
    }
    section.row("Salt", words::count(encryption.salt, "octet", "octets"));
}
