use std::cell::RefCell;

use rcgen::{CertificateParams, Issuer, PublicKeyData, SignatureAlgorithm, SigningKey};
use spki::SubjectPublicKeyInfoRef;

use crate::{Algorithm, IssueError, KeyPair, Role};

/// Content that waits for its signature.
///
/// rcgen signs synchronously, a browser asynchronously. So the content is encoded once with a key that
/// only records what it is asked to sign, and once more with a key that replays the real signature.
pub(super) struct ToBeSigned<'a> {
    role: Role,
    content: Content<'a>,
    bytes: Vec<u8>,
}

enum Content<'a> {
    Certificate {
        params: CertificateParams,
        subject: PublicKey,
        issuer_params: &'a CertificateParams,
        issuer: PublicKey,
    },
    Request {
        params: CertificateParams,
        subject: PublicKey,
    },
}

impl<'a> ToBeSigned<'a> {
    pub(super) fn certificate(
        role: Role,
        params: CertificateParams,
        subject: PublicKey,
        issuer_params: &'a CertificateParams,
        issuer: PublicKey,
    ) -> Result<Self, IssueError> {
        Self::prepare(
            role,
            Content::Certificate {
                params,
                subject,
                issuer_params,
                issuer,
            },
        )
    }

    pub(super) fn request(
        role: Role,
        params: CertificateParams,
        subject: PublicKey,
    ) -> Result<Self, IssueError> {
        Self::prepare(role, Content::Request { params, subject })
    }

    fn prepare(role: Role, content: Content<'a>) -> Result<Self, IssueError> {
        let bytes = content.encode(role, &[])?.to_be_signed;
        Ok(Self {
            role,
            content,
            bytes,
        })
    }

    /// What the issuer must sign.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The signed DER.
    pub(super) fn assemble(self, signature: &[u8]) -> Result<Vec<u8>, IssueError> {
        let encoded = self.content.encode(self.role, signature)?;
        if encoded.to_be_signed != self.bytes {
            return Err(IssueError::NotRepeatable(self.role));
        }
        Ok(encoded.der)
    }
}

struct Encoded {
    der: Vec<u8>,
    to_be_signed: Vec<u8>,
}

impl Content<'_> {
    fn encode(&self, role: Role, signature: &[u8]) -> Result<Encoded, IssueError> {
        let recorded = RefCell::new(Vec::new());
        let replay = |key| Replay {
            key,
            signature,
            recorded: &recorded,
        };
        let der = match self {
            Self::Certificate {
                params,
                subject,
                issuer_params,
                issuer,
            } => params
                .signed_by(subject, &Issuer::from_params(issuer_params, replay(issuer)))
                .map(|certificate| certificate.der().to_vec()),
            Self::Request { params, subject } => params
                .serialize_request(&replay(subject))
                .map(|request| request.der().to_vec()),
        };
        Ok(Encoded {
            der: der.map_err(|error| IssueError::Encoding(role, error.to_string()))?,
            to_be_signed: recorded.take(),
        })
    }
}

/// A public key in rcgen's terms.
pub(super) struct PublicKey {
    algorithm: &'static SignatureAlgorithm,
    bits: Vec<u8>,
}

impl PublicKey {
    pub(super) fn of(role: Role, key: &KeyPair) -> Result<Self, IssueError> {
        Ok(Self {
            algorithm: match key.algorithm {
                Algorithm::Rsa2048 | Algorithm::Rsa3072 | Algorithm::Rsa4096 => {
                    &rcgen::PKCS_RSA_SHA256
                }
                Algorithm::EcdsaP256 => &rcgen::PKCS_ECDSA_P256_SHA256,
                Algorithm::EcdsaP384 => &rcgen::PKCS_ECDSA_P384_SHA384,
                Algorithm::Ed25519 => &rcgen::PKCS_ED25519,
            },
            bits: public_key_bits(role, key)?.to_vec(),
        })
    }
}

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.bits
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.algorithm
    }
}

/// The content of `subjectPublicKey`, without tag, length and count of unused bits.
pub(super) fn public_key_bits(role: Role, key: &KeyPair) -> Result<&[u8], IssueError> {
    SubjectPublicKeyInfoRef::try_from(key.spki.as_slice())
        .ok()
        .and_then(|info| info.subject_public_key.as_bytes())
        .ok_or(IssueError::PublicKey(role))
}

/// A key that records what it is asked to sign and answers with a signature made elsewhere.
struct Replay<'a> {
    key: &'a PublicKey,
    signature: &'a [u8],
    recorded: &'a RefCell<Vec<u8>>,
}

impl PublicKeyData for Replay<'_> {
    fn der_bytes(&self) -> &[u8] {
        self.key.der_bytes()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.key.algorithm()
    }
}

impl SigningKey for Replay<'_> {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        *self.recorded.borrow_mut() = message.to_vec();
        Ok(self.signature.to_vec())
    }
}
