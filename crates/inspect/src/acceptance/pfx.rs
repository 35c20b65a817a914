use formats::{BagKind, PasswordForm, PfxStructure};

use crate::findings::{
    DOTNET_ROUNDS, DOTNET_ROUNDS_IN_ALL, all_rounds, encryptions, is_key, is_weak,
};
use crate::report::Answer::{Depends, No, Yes};
use crate::report::Verdict;

use super::Source::{Cited, Tested, Unknown};
use super::{Reader, judge, otherwise, row};

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

const MUTUAL_CERTIFICATES: &str = "learn.microsoft.com, api-management-howto-mutual-certificates";
const APIM_FORMAT: &str = "MicrosoftDocs/azure-docs#61561";
const LIMITS: &str = "dotnet/runtime, Pkcs12LoaderLimits.cs";
const GO_SOURCE: &str = "golang/crypto, pkcs12/pkcs12.go";
const OPENSSL: &str = "OpenSSL 3.0, openssl pkcs12";
const KEYTOOL: &str = "keytool of Java 17";
const NODE: &str = "Node 20, tls.createSecureContext";
const PYTHON: &str = "Python cryptography, load_pkcs12";

const TABLE: &[Reader<Trait>] = &[
    (
        "API Management",
        &[
            row(
                Trait::NoKey,
                No,
                "It presents a certificate only with its private key, which is not in this PFX.",
                Cited(MUTUAL_CERTIFICATES),
            ),
            row(
                Trait::WeakCipher,
                Depends,
                "Nothing is known of RC2-40; 3DES with SHA-1 is the safe choice.",
                Unknown,
            ),
            row(
                Trait::Pbmac1,
                Depends,
                "Nothing is known of PBMAC1; 3DES with a SHA-1 MAC is the safe choice.",
                Unknown,
            ),
            row(
                Trait::NoPassword,
                Depends,
                "The portal may take it, but its PowerShell command insists on a password.",
                Cited("Azure/azure-powershell#12571"),
            ),
            row(
                Trait::Pbes2,
                Depends,
                "Reports conflict: one user saw AES refused, Microsoft saw it work; 3DES with SHA-1 works for all.",
                Cited(APIM_FORMAT),
            ),
            row(
                Trait::NewMac,
                Depends,
                "Reports on SHA-256 conflict; 3DES with a SHA-1 MAC works for all.",
                Cited(APIM_FORMAT),
            ),
            row(
                Trait::SeveralKeys,
                Depends,
                "Nothing is known of several keys; give it one.",
                Unknown,
            ),
            otherwise(
                Yes,
                "3DES with SHA-1 is what was seen to work.",
                Cited(APIM_FORMAT),
            ),
        ],
    ),
    (
        "Azure Key Vault",
        &[
            row(
                Trait::NoKey,
                Depends,
                "It imports certificates with their private keys; nothing is known of a PFX without one.",
                Unknown,
            ),
            otherwise(
                Depends,
                "On the key in it: RSA, P-256, P-384 or P-521 is imported, Ed25519 is not.",
                Cited("Azure/azure-cli#26898"),
            ),
        ],
    ),
    (
        "Windows Server 2016",
        &[
            row(
                Trait::Pbmac1,
                Depends,
                "Nothing is known of PBMAC1, which is from 2024.",
                Unknown,
            ),
            row(
                Trait::Pbes2,
                No,
                "It says `The specified network password is not correct` to AES.",
                Cited("openssl/openssl#27035"),
            ),
            row(
                Trait::NewMac,
                No,
                "It says `The specified network password is not correct` to a SHA-256 MAC.",
                Cited("openssl/openssl#27035"),
            ),
            row(
                Trait::NotAscii,
                Depends,
                "On how the program that wrote it encoded the password.",
                Unknown,
            ),
            otherwise(
                Yes,
                "3DES or RC2 with a SHA-1 MAC is what it writes itself.",
                Cited("chris2511/xca#528"),
            ),
        ],
    ),
    (
        "Windows Server 2019 and later",
        &[
            row(
                Trait::Pbmac1,
                Depends,
                "Nothing is known of PBMAC1.",
                Unknown,
            ),
            row(
                Trait::NotAscii,
                Depends,
                "On how the program that wrote it encoded the password.",
                Unknown,
            ),
            otherwise(
                Yes,
                "It opens AES with SHA-256 as well as 3DES with SHA-1.",
                Cited("openssl/openssl#27035"),
            ),
        ],
    ),
    (
        "Java 8",
        &[
            row(
                Trait::Pbmac1,
                No,
                "It says `HmacPBE1.2.840.113549.1.5.14 not available`.",
                Cited("WASdev/ci.docker#784"),
            ),
            row(
                Trait::NoMac,
                Depends,
                "Nothing is known of a PFX without MAC in Java 8.",
                Unknown,
            ),
            row(
                Trait::NotAscii,
                Depends,
                "On how the program that wrote it encoded the password.",
                Unknown,
            ),
            row(
                Trait::NewMac,
                Depends,
                "Old builds say `Algorithm HmacPBESHA256 not available`; later ones open it.",
                Cited("confluentinc/schema-registry#2427"),
            ),
            row(
                Trait::Pbes2,
                Depends,
                "Old builds say `keystore password was incorrect` to AES; later ones open it.",
                Cited("pivotal/credhub-release#65"),
            ),
            otherwise(
                Yes,
                "3DES with a SHA-1 MAC is what old builds open.",
                Cited("pivotal/credhub-release#65"),
            ),
        ],
    ),
    (
        "Java 17",
        &[
            row(
                Trait::Pbmac1,
                No,
                "It says `HmacPBE1.2.840.113549.1.5.14 not available`.",
                Cited("WASdev/ci.docker#784"),
            ),
            row(
                Trait::NotAscii,
                No,
                "keytool does not open it: the password is refused or read as another.",
                Tested(KEYTOOL),
            ),
            row(
                Trait::NoMac,
                Yes,
                "It is opened, and nothing checks whether it was changed.",
                Tested(KEYTOOL),
            ),
            otherwise(
                Yes,
                "It opens RC2, 3DES and AES, with SHA-1 and SHA-256.",
                Tested(KEYTOOL),
            ),
        ],
    ),
    (
        "Go PKCS#12 (x/crypto, Terraform azurerm)",
        &[
            row(
                Trait::NoMac,
                No,
                "It says `pkcs12: no MAC in data`.",
                Cited(GO_SOURCE),
            ),
            row(
                Trait::NewMac,
                No,
                "It says `pkcs12: unknown digest algorithm` to anything but SHA-1.",
                Cited("golang/go#62375"),
            ),
            row(
                Trait::Pbmac1,
                No,
                "It knows no MAC but the classic one with SHA-1.",
                Cited("golang/go#62375"),
            ),
            row(
                Trait::Pbes2,
                No,
                "It knows no cipher but 3DES and RC2-40.",
                Cited("hashicorp/terraform-provider-azurerm#16228"),
            ),
            row(
                Trait::NoKey,
                No,
                "It says `pkcs12: private key missing`.",
                Cited(GO_SOURCE),
            ),
            row(
                Trait::OddSafes,
                No,
                "It says `expected exactly two items in the authenticated safe`.",
                Cited(GO_SOURCE),
            ),
            row(
                Trait::Chain,
                Depends,
                "Older releases say `expected exactly two safe bags`; newer ones take the first certificate.",
                Cited("hashicorp/terraform-provider-azurerm#11298"),
            ),
            otherwise(
                Yes,
                "One key and one certificate, 3DES and a SHA-1 MAC are what it reads.",
                Cited(GO_SOURCE),
            ),
        ],
    ),
    (
        "OpenSSL 3",
        &[
            row(
                Trait::WeakCipher,
                No,
                "It says `RC2-40-CBC unsupported` without `-legacy`.",
                Tested(OPENSSL),
            ),
            row(
                Trait::Pbmac1,
                Depends,
                "It reads PBMAC1 from release 3.4 on.",
                Cited("RFC 9579; OpenSSL 3.4 release notes"),
            ),
            row(
                Trait::NoMac,
                Depends,
                "With `-nomacver` it opens; without, the command warns or refuses by release.",
                Unknown,
            ),
            row(
                Trait::NotAscii,
                Depends,
                "On whether it was written with the password in UTF-8, as OpenSSL reads it.",
                Unknown,
            ),
            otherwise(
                Yes,
                "3DES and AES with SHA-1 and SHA-256 open without options.",
                Tested(OPENSSL),
            ),
        ],
    ),
    (
        "Python cryptography",
        &[
            row(
                Trait::Pbmac1,
                Depends,
                "Nothing is known of PBMAC1 across its releases.",
                Unknown,
            ),
            row(
                Trait::NoMac,
                Depends,
                "Nothing is known of a PFX without MAC across its releases.",
                Unknown,
            ),
            row(
                Trait::WeakCipher,
                Depends,
                "On whether its OpenSSL has the legacy provider.",
                Unknown,
            ),
            row(
                Trait::NotAscii,
                Depends,
                "On whether it was written with the password in UTF-8.",
                Unknown,
            ),
            otherwise(
                Yes,
                "3DES and AES with SHA-1 and SHA-256 open.",
                Tested(PYTHON),
            ),
        ],
    ),
    (
        "Node 20",
        &[
            row(
                Trait::WeakCipher,
                No,
                "It says `Unsupported PKCS12 PFX data`.",
                Tested(NODE),
            ),
            row(
                Trait::Pbmac1,
                Depends,
                "On the OpenSSL in it, which reads PBMAC1 from release 3.4 on.",
                Unknown,
            ),
            row(Trait::NoMac, Depends, "On the OpenSSL in it.", Unknown),
            row(
                Trait::NotAscii,
                Depends,
                "On whether it was written with the password in UTF-8.",
                Unknown,
            ),
            row(
                Trait::NoKey,
                Depends,
                "On whether it is to be a key, which is not in it.",
                Unknown,
            ),
            otherwise(
                Yes,
                "3DES and AES with SHA-1 and SHA-256 open.",
                Tested(NODE),
            ),
        ],
    ),
    (
        ".NET",
        &[
            row(
                Trait::ManyRounds,
                No,
                "It refuses more than 300,000 rounds for one derivation or 1,000,000 in all.",
                Cited(LIMITS),
            ),
            row(
                Trait::Pbmac1,
                Depends,
                "Nothing is known of PBMAC1.",
                Unknown,
            ),
            row(
                Trait::NoPassword,
                Depends,
                "It limits the rounds of a PFX without a password further (KB5025823).",
                Cited("dotnet/runtime#87514"),
            ),
            row(
                Trait::NotAscii,
                Depends,
                "On how the program that wrote it encoded the password.",
                Unknown,
            ),
            otherwise(
                Yes,
                "Its rounds are within the limits; on Windows Server 2016 the system's answer counts.",
                Cited(LIMITS),
            ),
        ],
    ),
    (
        "curl on Windows (Schannel)",
        &[
            row(
                Trait::NoKey,
                No,
                "A client certificate needs its private key.",
                Cited("Orange-OpenSource/hurl#1399"),
            ),
            otherwise(
                Depends,
                "Schannel takes a PFX (`--cert client.pfx:password --cert-type P12`) where that release of Windows opens it.",
                Cited("Orange-OpenSource/hurl#1399"),
            ),
        ],
    ),
    (
        "macOS, Safari",
        &[
            row(
                Trait::Pbmac1,
                Depends,
                "Nothing is known of PBMAC1.",
                Unknown,
            ),
            row(
                Trait::Pbes2,
                Depends,
                "Releases differ: `security import` says `MAC verification failed during PKCS12 import (wrong password?)`.",
                Cited("openssl/openssl#19871"),
            ),
            row(
                Trait::NewMac,
                Depends,
                "Releases differ: `security import` says `MAC verification failed during PKCS12 import (wrong password?)`.",
                Cited("lwouis/alt-tab-macos#3170"),
            ),
            otherwise(
                Yes,
                "3DES with a SHA-1 MAC is what it opens.",
                Cited("openssl/openssl#19871"),
            ),
        ],
    ),
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        super::super::check(super::TABLE);
    }
}
