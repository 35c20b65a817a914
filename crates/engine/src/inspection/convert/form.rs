use super::encode::traditional_key;
use super::gather::Scope;
use super::parts::Parts;
use crate::Element;
use crate::sheet::{Attribute, Tag};

/// A form that something can be converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::inspection) enum Form {
    /// The thing itself as PEM.
    Pem,
    /// The thing itself as DER.
    Der,
    /// The certificate and those that issued it, in the order of TLS.
    FullChain,
    /// Key, certificate and chain in one PEM file.
    Combined,
    /// PFX with 3DES and SHA-1, of key and certificate.
    PfxCompatible,
    /// The same with the chain.
    PfxCompatibleChain,
    /// PFX with AES-256 and SHA-256, of key and certificate.
    PfxModern,
    /// The same with the chain.
    PfxModernChain,
    /// All certificates in one PEM file.
    Bundle,
    /// PFX of certificates alone.
    TrustStore,
    /// The key as PKCS#8 in PEM.
    Pkcs8,
    /// The same, encrypted.
    EncryptedPkcs8,
    /// The key as PKCS#8 in DER.
    Pkcs8Der,
    /// The key as OpenSSL wrote it before 1.0: PKCS#1 or SEC1.
    Traditional,
    /// The public key as PEM.
    PublicKey,
    /// PKCS#7 of the certificate and its chain.
    Pkcs7,
    /// JSON Web Key.
    Jwk,
    /// A Kubernetes Secret.
    Secret,
    /// The keys of a Secret as files.
    Files,
    /// DER in base64 on one line.
    Base64,
    /// URL-encoded PEM.
    UrlEncoded,
}

impl Form {
    /// All, in the order in which they are offered.
    pub(in crate::inspection) const ALL: [Self; 21] = [
        Self::PfxCompatible,
        Self::PfxCompatibleChain,
        Self::PfxModern,
        Self::PfxModernChain,
        Self::Pem,
        Self::FullChain,
        Self::Combined,
        Self::Bundle,
        Self::Der,
        Self::Secret,
        Self::Files,
        Self::Pkcs8,
        Self::EncryptedPkcs8,
        Self::Pkcs8Der,
        Self::Traditional,
        Self::PublicKey,
        Self::TrustStore,
        Self::Pkcs7,
        Self::Jwk,
        Self::Base64,
        Self::UrlEncoded,
    ];

    /// Whether it can be made of any of these.
    pub(super) fn fits(self, parts: &[Parts]) -> bool {
        parts.iter().any(|parts| self.fits_one(parts))
    }

    /// Whether it can be made of this.
    pub(super) fn fits_one(self, parts: &Parts) -> bool {
        let certificate = parts.certificate.is_some();
        let key = parts.key.is_some();
        let chain = !parts.chain.is_empty() || parts.root.is_some();
        match self {
            Self::Pem | Self::Der | Self::Base64 => {
                certificate || key || parts.public_key.is_some() || is_signed(parts)
            }
            Self::FullChain | Self::Bundle => certificate && chain,
            Self::Combined | Self::PfxCompatible | Self::PfxModern => certificate && key,
            Self::PfxCompatibleChain | Self::PfxModernChain => certificate && key && chain,
            Self::TrustStore | Self::Pkcs7 | Self::UrlEncoded => certificate,
            Self::Pkcs8 | Self::EncryptedPkcs8 | Self::Pkcs8Der => key,
            Self::Traditional => parts
                .key
                .as_ref()
                .is_some_and(|key| traditional_key(key).is_some()),
            Self::PublicKey => parts.public_key.is_some() || certificate,
            Self::Jwk => has_jwk(parts),
            Self::Secret => certificate && (key || parts.is_authority),
            Self::Files => parts.entry.is_some(),
        }
    }

    /// What of several items goes into one file of it.
    pub(super) fn scope(self) -> Scope {
        match self {
            Self::FullChain
            | Self::Combined
            | Self::PfxCompatible
            | Self::PfxCompatibleChain
            | Self::PfxModern
            | Self::PfxModernChain
            | Self::PublicKey
            | Self::Jwk
            | Self::Secret => Scope::Leaves,
            Self::Bundle | Self::TrustStore | Self::Pkcs7 => Scope::Together,
            Self::Files => Scope::Values,
            Self::Pem
            | Self::Der
            | Self::Pkcs8
            | Self::EncryptedPkcs8
            | Self::Pkcs8Der
            | Self::Traditional
            | Self::Base64
            | Self::UrlEncoded => Scope::Each,
        }
    }

    /// As the page offers it: a button that chooses it.
    pub(super) fn offer(self, is_first: bool) -> Element {
        let (title, help) = self.words();
        let asks = match self {
            Self::PfxCompatible
            | Self::PfxCompatibleChain
            | Self::PfxModern
            | Self::PfxModernChain
            | Self::TrustStore => "friendly-name passphrase",
            Self::EncryptedPkcs8 => "passphrase",
            Self::Secret => "namespace-name",
            _ => "",
        };
        let class = if is_first { "form form--first" } else { "form" };
        Element::of(Tag::Button, class)
            .with(Attribute::Form, self.name())
            .with(Attribute::Asks, asks)
            .child(Element::new(Tag::Strong).text(title))
            .child(Element::of(Tag::Span, "row__note").text(help))
    }

    /// The form of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Its name in messages.
    pub(in crate::inspection) fn name(self) -> &'static str {
        match self {
            Self::Pem => "pem",
            Self::Der => "der",
            Self::FullChain => "full-chain",
            Self::Combined => "combined",
            Self::PfxCompatible => "pfx-compatible",
            Self::PfxCompatibleChain => "pfx-compatible-chain",
            Self::PfxModern => "pfx-modern",
            Self::PfxModernChain => "pfx-modern-chain",
            Self::Bundle => "bundle",
            Self::TrustStore => "trust-store",
            Self::Pkcs8 => "pkcs8",
            Self::EncryptedPkcs8 => "encrypted-pkcs8",
            Self::Pkcs8Der => "pkcs8-der",
            Self::Traditional => "traditional",
            Self::PublicKey => "public-key",
            Self::Pkcs7 => "pkcs7",
            Self::Jwk => "jwk",
            Self::Secret => "secret",
            Self::Files => "files",
            Self::Base64 => "base64",
            Self::UrlEncoded => "url-encoded",
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Pem => ("PEM", "nginx, kubectl, openssl"),
            Self::Der => ("DER, .cer", "Windows, Java, API Management's CA list"),
            Self::FullChain => ("Full chain, PEM", "leaf first, then its issuers, no root"),
            Self::Combined => ("Key and chain, one PEM", "HAProxy, Key Vault"),
            Self::PfxCompatible => (
                "PFX for API Management",
                "3DES and SHA-1: every Windows opens it",
            ),
            Self::PfxCompatibleChain => (
                "PFX for API Management, chain",
                "Windows installs the CA, too",
            ),
            Self::PfxModern => ("PFX, modern", "AES-256 and SHA-256"),
            Self::PfxModernChain => ("PFX, modern, chain", "Java 17, OpenSSL 3, macOS"),
            Self::Bundle => ("Bundle, one PEM", "every certificate, roots too: CA files"),
            Self::TrustStore => ("Trust store, PFX", "Java, .NET: certificates alone"),
            Self::Pkcs8 => ("Key, PKCS#8", "Kubernetes, Go, Key Vault"),
            Self::EncryptedPkcs8 => ("Key, encrypted", "PKCS#8, AES-256, 600,000 rounds"),
            Self::Pkcs8Der => ("Key, PKCS#8 in DER", "Java"),
            Self::Traditional => ("Key, PKCS#1 or SEC1", "old OpenSSL, old appliances"),
            Self::PublicKey => ("Public key", "pinning, JWT"),
            Self::Pkcs7 => ("PKCS#7, .p7b", "Windows, Java: certificates alone"),
            Self::Jwk => ("JSON Web Key", "JWT, JOSE; with x5c"),
            Self::Secret => ("Kubernetes Secret", "tls.crt and tls.key, or ca.crt"),
            Self::Files => ("Back to files", "one for each key of the Secret"),
            Self::Base64 => ("Base64, one line", "policies, ARM, X-ARR-ClientCert"),
            Self::UrlEncoded => ("URL-encoded PEM", "the header ssl-client-cert"),
        }
    }
}

fn is_signed(parts: &Parts) -> bool {
    parts.request.is_some() || parts.revocation_list.is_some()
}

/// Whether a JSON Web Key can be made: not of every kind of key there is one.
fn has_jwk(parts: &Parts) -> bool {
    let made = match (&parts.key, &parts.certificate, &parts.public_key) {
        (Some(key), ..) => return formats::jwk::of_private_key(key, &[]).is_some(),
        (None, Some(certificate), _) => formats::jwk::of_certificates(&[certificate]),
        (None, None, Some(spki)) => formats::jwk::of_public_key(spki, &[]),
        (None, None, None) => None,
    };
    made.is_some()
}
