mod apple;
mod azure;
mod go;
mod java;
mod openssl;
mod windows;

use formats::{BagKind, PasswordForm, PfxStructure};

use crate::context::Context;
use crate::findings::{
    DOTNET_ROUNDS, DOTNET_ROUNDS_IN_ALL, all_rounds, encryptions, has_clear_key, is_java_trusted,
    is_key, is_weak,
};
use crate::report::Answer::Depends;
use crate::report::Verdict;
use crate::x509::{Certificate, Key, PublicKey};
use crate::{der, objects};

use super::Source::Unknown;
use super::{Reader, Row, chosen, cipher, judge, row};

/// What decides whether a PFX is opened, and whether what is in it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    /// RC2, RC4 or single DES.
    LegacyCipher,
    /// PBES2 (AES, or whatever it says).
    Pbes2,
    /// A cipher that is none of 3DES, RC2-40 and those of PBES2.
    OtherCipher,
    /// A cipher or derivation that Java does not read.
    NotForJava,
    /// A MAC with another hash than SHA-1.
    NewMac,
    /// A MAC with a hash that is neither SHA-1 nor SHA-2.
    OddMac,
    /// PBMAC1 (RFC 9579).
    Pbmac1,
    NoMac,
    /// More rounds than .NET does.
    ManyRounds,
    NoPassword,
    NotAscii,
    NoKey,
    /// A key in the clear, beside whatever guards the whole.
    ClearKey,
    NoCertificate,
    /// Certificates alone, without the attribute by which Java trusts them.
    NotTrustedByJava,
    SeveralKeys,
    Chain,
    /// In BER, with indefinite lengths or strings in pieces.
    Ber,
    /// Not two safes, which OpenSSL and Windows write.
    OddSafes,
    /// Ed25519 or Ed448.
    Edwards,
    Elliptic,
    /// An elliptic curve that is none of P-224, P-256, P-384 and P-521.
    OtherCurve,
    ShortRsa,
    /// RSA of another size than 2048, 3072 and 4096 bits.
    OddRsa,
    /// It is locked, so that its key does not show.
    Closed,
    /// An RSA key under a CA with an elliptic curve.
    RsaUnderElliptic,
    EllipticUnderRsa,
    /// The certificate for the key is out of date.
    OutOfDate,
}

pub(crate) fn pfx(pfx: &PfxStructure, context: &Context<'_>) -> Vec<Verdict> {
    let mut traits = made(pfx);
    traits.extend(holds(pfx));
    let found = { context.items.get(context.index) }.map(|item| item.findings.as_slice());
    let is_ber = found.is_some_and(|found| found.iter().any(|one| one.code == "pfx-ber"));
    traits.extend(is_ber.then_some(Trait::Ber));
    if let Some(key) = context.keys().next() {
        traits.extend(of_key(&key));
    }
    if let Some(leaf) = context.leaf() {
        traits.extend(of_leaf(&leaf, context.now));
    }
    judge(TABLE, &traits)
}

/// How it is written.
fn made(pfx: &PfxStructure) -> Vec<Trait> {
    let legacy = |cipher: &str| is_weak(cipher) || cipher::needs_legacy(cipher);
    let usual = |cipher: &str| {
        let known = ["PBES2", "3-KeyTripleDES", "40BitRC2"];
        known.iter().any(|known| cipher.contains(known))
    };
    let mac = pfx.mac.as_ref();
    let pbmac1 = mac.is_some_and(|mac| mac.derivation.starts_with("PBKDF2"));
    let hash = mac.filter(|_| !pbmac1).map(|mac| mac.algorithm.as_str());
    let rounds = all_rounds(pfx).any(|rounds| rounds > DOTNET_ROUNDS)
        || all_rounds(pfx).fold(0, u64::saturating_add) > DOTNET_ROUNDS_IN_ALL;
    chosen([
        (
            Trait::LegacyCipher,
            encryptions(pfx).any(|encryption| legacy(&encryption.cipher)),
        ),
        (
            Trait::Pbes2,
            encryptions(pfx).any(|encryption| encryption.cipher.starts_with("PBES2")),
        ),
        (
            Trait::OtherCipher,
            encryptions(pfx).any(|encryption| !usual(&encryption.cipher)),
        ),
        (
            Trait::NotForJava,
            encryptions(pfx).any(|encryption| !cipher::java_reads(encryption)),
        ),
        (
            Trait::NewMac,
            hash.is_some_and(|hash| !hash.ends_with("SHA-1")),
        ),
        (
            Trait::OddMac,
            hash.is_some_and(|hash| !hash.contains("SHA")),
        ),
        (Trait::Pbmac1, pbmac1),
        (Trait::NoMac, mac.is_none()),
        (Trait::ManyRounds, rounds),
        (
            Trait::NoPassword,
            matches!(
                pfx.password,
                PasswordForm::Absent | PasswordForm::Empty | PasswordForm::NotNeeded
            ),
        ),
        (
            Trait::NotAscii,
            pfx.password == PasswordForm::Text { ascii: false },
        ),
        (Trait::OddSafes, pfx.safes.len() != 2),
    ])
}

/// What is in it.
fn holds(pfx: &PfxStructure) -> Vec<Trait> {
    let bags = || pfx.safes.iter().flat_map(|safe| &safe.bags);
    let keys = bags().filter(|bag| is_key(bag)).count();
    let certificates = || bags().filter(|bag| bag.kind == BagKind::Certificate);
    let open = pfx.password != PasswordForm::NotOpened;
    let trusted = certificates().any(is_java_trusted);
    chosen([
        (Trait::NoKey, open && keys == 0),
        (Trait::Closed, !open),
        (Trait::ClearKey, has_clear_key(pfx)),
        (
            Trait::NoCertificate,
            open && keys > 0 && certificates().next().is_none(),
        ),
        (Trait::NotTrustedByJava, open && keys == 0 && !trusted),
        (Trait::SeveralKeys, keys > 1),
        (Trait::Chain, certificates().nth(1).is_some()),
    ])
}

fn of_key(key: &PublicKey<'_>) -> Vec<Trait> {
    match key.key() {
        Key::Modern("Ed25519" | "Ed448") => vec![Trait::Edwards],
        Key::Ec { curve } if curve.is_some_and(super::key::is_nist) => vec![Trait::Elliptic],
        Key::Ec { .. } => vec![Trait::Elliptic, Trait::OtherCurve],
        Key::Rsa { modulus, .. } => match der::bit_length(modulus) {
            0..2048 => vec![Trait::ShortRsa, Trait::OddRsa],
            2048 | 3072 | 4096 => Vec::new(),
            _ => vec![Trait::OddRsa],
        },
        _ => Vec::new(),
    }
}

/// Whose key signed it shows in the algorithm of the signature.
fn of_leaf(leaf: &Certificate<'_>, now: i64) -> Vec<Trait> {
    let algorithm = objects::name(leaf.algorithm.oid).to_ascii_lowercase();
    let (start, end) = (leaf.not_before.unix, leaf.not_after.unix);
    let current = start.is_some_and(|start| start <= now) && end.is_some_and(|end| end >= now);
    chosen([
        (
            Trait::RsaUnderElliptic,
            matches!(leaf.key.key(), Key::Rsa { .. }) && algorithm.contains("ecdsa"),
        ),
        (
            Trait::EllipticUnderRsa,
            matches!(leaf.key.key(), Key::Ec { .. }) && algorithm.contains("rsa"),
        ),
        (Trait::OutOfDate, !current),
    ])
}

/// For those of whom it is not known how they read such a password.
const PASSWORD_NOT_ASCII: Row<Trait> = row(
    Trait::NotAscii,
    Depends,
    "On how the program that wrote it encoded the password.",
    Unknown,
);

const PBMAC1_UNKNOWN: Row<Trait> = row(
    Trait::Pbmac1,
    Depends,
    "Nothing is known of PBMAC1.",
    Unknown,
);

const TABLE: &[Reader<Trait>] = &[
    azure::API_MANAGEMENT,
    azure::KEY_VAULT,
    windows::SERVER_2016,
    windows::SERVER_2019,
    java::JAVA_8,
    java::JAVA_17,
    go::GO,
    openssl::OPENSSL_3,
    openssl::PYTHON_CRYPTOGRAPHY,
    openssl::NODE_20,
    windows::DOTNET,
    windows::SCHANNEL,
    apple::MACOS,
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        super::super::check(super::TABLE);
    }
}
