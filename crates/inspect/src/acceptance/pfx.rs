mod apple;
mod azure;
mod go;
mod java;
mod openssl;
mod windows;

use formats::{BagKind, PasswordForm, PfxStructure};

use crate::findings::{
    DOTNET_ROUNDS, DOTNET_ROUNDS_IN_ALL, all_rounds, encryptions, is_key, is_weak,
};
use crate::report::Answer::Depends;
use crate::report::Verdict;

use super::Source::Unknown;
use super::{Reader, Row, judge, row};

/// What decides whether a PFX is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    /// RC2-40, RC4-40 or single DES.
    WeakCipher,
    /// PBES2 (AES, or whatever it says).
    Pbes2,
    /// A MAC with another hash than SHA-1.
    NewMac,
    /// PBMAC1 (RFC 9579).
    Pbmac1,
    NoMac,
    /// More rounds than .NET does.
    ManyRounds,
    NoPassword,
    NotAscii,
    NoKey,
    SeveralKeys,
    Chain,
    /// Not two safes, which OpenSSL and Windows write.
    OddSafes,
}

pub(crate) fn pfx(pfx: &PfxStructure) -> Vec<Verdict> {
    judge(TABLE, &traits(pfx))
}

fn traits(pfx: &PfxStructure) -> Vec<Trait> {
    let ciphers = || encryptions(pfx).map(|encryption| encryption.cipher.as_str());
    let mac = pfx.mac.as_ref();
    let pbmac1 = mac.is_some_and(|mac| mac.derivation.starts_with("PBKDF2"));
    let bags = || pfx.safes.iter().flat_map(|safe| &safe.bags);
    let keys = bags().filter(|bag| is_key(bag)).count();
    let certificates = bags()
        .filter(|bag| bag.kind == BagKind::Certificate)
        .count();
    let open = pfx.password != PasswordForm::NotOpened;
    let rounds = all_rounds(pfx).any(|rounds| rounds > DOTNET_ROUNDS)
        || all_rounds(pfx).fold(0, u64::saturating_add) > DOTNET_ROUNDS_IN_ALL;
    let no_password = [
        PasswordForm::Absent,
        PasswordForm::Empty,
        PasswordForm::NotNeeded,
    ];
    [
        (Trait::WeakCipher, ciphers().any(is_weak)),
        (
            Trait::Pbes2,
            ciphers().any(|cipher| cipher.starts_with("PBES2")),
        ),
        (
            Trait::NewMac,
            mac.is_some_and(|mac| !mac.algorithm.ends_with("SHA-1")) && !pbmac1,
        ),
        (Trait::Pbmac1, pbmac1),
        (Trait::NoMac, mac.is_none()),
        (Trait::ManyRounds, rounds),
        (Trait::NoPassword, no_password.contains(&pfx.password)),
        (
            Trait::NotAscii,
            pfx.password == PasswordForm::Text { ascii: false },
        ),
        (Trait::NoKey, open && keys == 0),
        (Trait::SeveralKeys, keys > 1),
        (Trait::Chain, certificates > 1),
        (Trait::OddSafes, pfx.safes.len() != 2),
    ]
    .into_iter()
    .filter_map(|(found, is)| is.then_some(found))
    .collect()
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
