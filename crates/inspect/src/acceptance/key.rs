use formats::{KeyEncoding, Locked, LockedKind, PrivateKey};

use crate::report::Answer::{Depends, No, Yes};
use crate::report::Verdict;
use crate::x509::{Key, PublicKey};

use super::Source::{Cited, Tested, Unknown};
use super::{Reader, edwards_in_dotnet, edwards_in_key_vault, judge, otherwise, row};

/// What decides whether a private key is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trait {
    Encrypted,
    /// `DEK-Info` in PEM.
    LegacyPem,
    /// PKCS#1 or SEC1.
    Traditional,
    Jwk,
    /// Ed25519 or Ed448.
    Edwards,
}

pub(crate) fn private_key(private: &PrivateKey, key: Option<&PublicKey<'_>>) -> Vec<Verdict> {
    let edwards = key.is_some_and(|key| matches!(key.key(), Key::Modern("Ed25519" | "Ed448")));
    let traditional = matches!(
        private.encoding,
        KeyEncoding::Pkcs1 | KeyEncoding::Sec1 | KeyEncoding::Dsa
    );
    let traits = [
        (
            Trait::LegacyPem,
            private.encryption.is_some() && traditional,
        ),
        (Trait::Encrypted, private.encryption.is_some()),
        (Trait::Traditional, traditional),
        (Trait::Jwk, private.encoding == KeyEncoding::Jwk),
        (Trait::Edwards, edwards),
    ];
    let traits: Vec<_> = traits
        .into_iter()
        .filter_map(|(found, is)| is.then_some(found))
        .collect();
    judge(TABLE, &traits)
}

/// About what is locked and no PFX.
pub(crate) fn locked(locked: &Locked) -> Vec<Verdict> {
    match locked.kind {
        LockedKind::EncryptedPkcs8 => judge(TABLE, &[Trait::Encrypted]),
        LockedKind::LegacyPem => judge(
            TABLE,
            &[Trait::LegacyPem, Trait::Encrypted, Trait::Traditional],
        ),
        LockedKind::Pfx(_) => Vec::new(),
    }
}

const KUBECTL: &str =
    "kubernetes/kubernetes, kubectl create secret tls (`failed to parse private key`)";
const OPENSSL: &str = "OpenSSL 3.0, openssl pkey";
const PYTHON: &str = "Python cryptography, load_pem_private_key";

const TABLE: &[Reader<Trait>] = &[
    (
        "Azure Key Vault (PEM)",
        &[
            row(
                Trait::Jwk,
                Depends,
                "Its REST interface imports JWK as a key, not as a certificate.",
                Unknown,
            ),
            row(
                Trait::Encrypted,
                No,
                "It wants the key unencrypted, with the certificate in one file.",
                Cited("Azure/azure-cli#19017"),
            ),
            row(
                Trait::Traditional,
                No,
                "It wants PKCS#8, `BEGIN PRIVATE KEY`, and says `unexpected format` to PKCS#1.",
                Cited("Azure/azure-cli#8099"),
            ),
            edwards_in_key_vault(Trait::Edwards),
            otherwise(
                Yes,
                "Unencrypted PKCS#8 is what it imports, with the certificate in one file.",
                Cited("Azure/azure-cli#19017"),
            ),
        ],
    ),
    (
        "Kubernetes (kubernetes.io/tls)",
        &[
            row(
                Trait::Encrypted,
                No,
                "kubectl says `failed to parse private key` to an encrypted one.",
                Cited(KUBECTL),
            ),
            row(Trait::Jwk, No, "It wants PEM.", Cited(KUBECTL)),
            otherwise(
                Yes,
                "Go reads PKCS#8, PKCS#1 and SEC1.",
                Cited("golang/go, crypto/tls/tls.go, parsePrivateKey"),
            ),
        ],
    ),
    (
        "OpenSSL 3",
        &[
            row(
                Trait::Jwk,
                No,
                "It reads PEM and DER; convert it to PKCS#8.",
                Tested(OPENSSL),
            ),
            otherwise(
                Yes,
                "It reads PKCS#8, PKCS#1 and SEC1, encrypted or not.",
                Tested(OPENSSL),
            ),
        ],
    ),
    (
        "Java 17",
        &[
            row(
                Trait::Jwk,
                No,
                "It has no reader of JWK of its own.",
                Cited("java.security.spec.PKCS8EncodedKeySpec, Java 17 API"),
            ),
            row(
                Trait::Traditional,
                No,
                "It reads PKCS#8 alone.",
                Cited("java.security.spec.PKCS8EncodedKeySpec, Java 17 API"),
            ),
            otherwise(
                Yes,
                "It reads PKCS#8, by program; keytool wants a PFX.",
                Cited("java.security.spec.PKCS8EncodedKeySpec, Java 17 API"),
            ),
        ],
    ),
    (
        "Python cryptography",
        &[
            row(Trait::Jwk, No, "It reads PEM and DER.", Tested(PYTHON)),
            otherwise(
                Yes,
                "It reads PKCS#8, PKCS#1 and SEC1, encrypted or not.",
                Tested(PYTHON),
            ),
        ],
    ),
    (
        ".NET",
        &[
            edwards_in_dotnet(Trait::Edwards),
            row(
                Trait::Jwk,
                Depends,
                "On the library of the program.",
                Unknown,
            ),
            row(
                Trait::LegacyPem,
                Depends,
                "Nothing is known of `DEK-Info`.",
                Unknown,
            ),
            otherwise(
                Depends,
                "It reads the key, but Windows refuses one from PEM in TLS (0x8009030E) until it is exported to PFX and read again.",
                Cited("dotnet/runtime#66283"),
            ),
        ],
    ),
    (
        "curl on Windows (Schannel)",
        &[otherwise(
            No,
            "Schannel takes a PFX, not a pair in PEM.",
            Cited("Orange-OpenSource/hurl#1399"),
        )],
    ),
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_whole() {
        super::super::check(super::TABLE);
    }
}
