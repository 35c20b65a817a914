use std::fmt;

use diagnostics::Finding;
use zeroize::Zeroizing;

use crate::Unknown;
use crate::pfx::PfxStructure;

/// One thing that was found in what a user gave: a certificate, a key, a container with more in it.
#[derive(Debug)]
pub struct Item {
    /// The item that this one was found in, by its index in the same list; none for what was given itself. A
    /// parent stands before its children.
    pub parent: Option<usize>,
    /// Where it was found in its parent: a file name, the key of a Secret, `block 2`, `bag 1`.
    pub label: String,
    /// What it is.
    pub content: Content,
    /// What was wrong with the way it was written down; what it says is judged by others.
    pub findings: Vec<Finding>,
}

/// Characters of a label. A name in a file may be as long as the file, and stand for many items.
pub(crate) const LABEL: usize = 256;

impl Item {
    /// An item about which there is nothing to say. A label longer than any name is cut.
    pub fn new(parent: Option<usize>, label: impl Into<String>, content: Content) -> Self {
        Self {
            parent,
            label: shortened(label.into()),
            content,
            findings: Vec::new(),
        }
    }
}

/// As much of a name as a label takes.
pub(crate) fn shortened(mut name: String) -> String {
    if let Some((cut, _)) = name.char_indices().nth(LABEL) {
        name.truncate(cut);
        name.push('…');
        name.shrink_to_fit();
    }
    name
}

/// What an item is.
#[derive(Debug)]
pub enum Content {
    /// A DER `Certificate` (RFC 5280, 4.1).
    Certificate(Vec<u8>),
    /// A DER `CertificationRequest` (RFC 2986, 4).
    Request(Vec<u8>),
    /// A DER `CertificateList` (RFC 5280, 5.1).
    RevocationList(Vec<u8>),
    /// A DER `SubjectPublicKeyInfo` (RFC 5280, 4.1.2.7).
    PublicKey(Vec<u8>),
    /// A private key that can be used.
    PrivateKey(PrivateKey),
    /// Something that opens with a password: see [`crate::unlock`].
    Locked(Locked),
    /// Something that holds other items, which follow it in the list.
    Container(Container),
    /// Something known that holds nothing to work with, and what it is: `OpenSSH private key (Ed25519)`.
    Named(String),
    /// Nothing known.
    Unknown(Unknown),
}

/// A private key.
pub struct PrivateKey {
    /// As a DER PKCS#8 `PrivateKeyInfo` (RFC 5208), whatever it was read from.
    pub pkcs8: Zeroizing<Vec<u8>>,
    /// Its public key as a DER `SubjectPublicKeyInfo`; none where the algorithm is not known here.
    pub spki: Option<Vec<u8>>,
    /// How it was written down.
    pub encoding: KeyEncoding,
    /// How it was encrypted; none where it was not.
    pub encryption: Option<Encryption>,
}

/// No key material.
impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            pkcs8: _,
            spki: _,
            encoding,
            encryption,
        } = self;
        f.debug_struct("PrivateKey")
            .field("encoding", encoding)
            .field("encryption", encryption)
            .finish_non_exhaustive()
    }
}

/// How a private key was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyEncoding {
    /// `PrivateKeyInfo` (RFC 5208) or `OneAsymmetricKey` (RFC 5958), encrypted or not.
    Pkcs8,
    /// `RSAPrivateKey` (RFC 8017, A.1.2), what OpenSSL calls traditional.
    Pkcs1,
    /// `ECPrivateKey` (RFC 5915).
    Sec1,
    /// A DSA key as OpenSSL writes it traditionally: `SEQUENCE { 0, p, q, g, y, x }`.
    Dsa,
    /// A JSON Web Key (RFC 7517).
    Jwk,
}

/// How something is encrypted, as far as it says so itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encryption {
    /// In the field's words: `PBES2, AES-256-CBC`, `pbeWithSHAAnd3-KeyTripleDES-CBC`, `DEK-Info AES-128-CBC`.
    pub cipher: String,
    /// What makes the key from the password: `PBKDF2-HMAC-SHA-256`, `scrypt N=16384 r=8 p=1`, `PKCS#12 KDF (SHA-1)`.
    pub derivation: String,
    /// Its rounds; none where it has none.
    pub rounds: Option<u64>,
    /// Octets of salt.
    pub salt: usize,
}

/// Something that opens with a password.
pub struct Locked {
    /// What it is.
    pub kind: LockedKind,
    /// Its octets: DER, and for [`LockedKind::LegacyPem`] the whole PEM block as text.
    pub bytes: Zeroizing<Vec<u8>>,
    /// How it is encrypted.
    pub encryption: Option<Encryption>,
}

impl fmt::Debug for Locked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            bytes,
            encryption,
        } = self;
        f.debug_struct("Locked")
            .field("kind", kind)
            .field("length", &bytes.len())
            .field("encryption", encryption)
            .finish()
    }
}

/// What opens with a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockedKind {
    /// PKCS#12 (RFC 7292), with what it says without a password.
    Pfx(PfxStructure),
    /// `EncryptedPrivateKeyInfo` (RFC 5958, 3).
    EncryptedPkcs8,
    /// PEM with `Proc-Type: 4,ENCRYPTED` and `DEK-Info` (RFC 1421, OpenSSL's traditional form).
    LegacyPem,
}

/// Something that holds other items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Container {
    /// What was given: a file or pasted text.
    Source {
        /// Its size in octets.
        length: usize,
        /// What it turned out to be, in words: `PEM, 3 blocks`.
        form: String,
    },
    /// A zip archive.
    Zip,
    /// PKCS#12 (RFC 7292).
    Pfx(PfxStructure),
    /// PKCS#7 or CMS `SignedData` (RFC 5652, 5.1) with certificates.
    Pkcs7,
    /// A Java key store.
    Jks,
    /// A set of JSON Web Keys (RFC 7517, 5).
    Jwks,
    /// A Kubernetes object.
    Kubernetes(KubernetesObject),
    /// The value of an HTTP header that carries a certificate, and which header.
    Header(String),
}

/// A Kubernetes object that can hold certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KubernetesObject {
    /// `Secret`, `ConfigMap` or `Config` (a kubeconfig).
    pub kind: String,
    /// `metadata.name`, empty where there is none.
    pub name: String,
    /// `metadata.namespace`, empty where there is none.
    pub namespace: String,
    /// The type of a Secret, empty where there is none.
    pub secret_type: String,
    /// The keys below `data`, `stringData` and `binaryData`, in order.
    pub keys: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_cut_at_a_character() {
        let label =
            |length| Item::new(None, "é".repeat(length), Content::Unknown(Unknown::of(b""))).label;
        assert_eq!(label(LABEL), "é".repeat(LABEL));
        assert_eq!(label(1 << 20), "é".repeat(LABEL) + "…");
    }
}
