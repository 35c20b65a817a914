use std::fmt;

use formats::PfxProfile;
use inspect::CertificateFacts;
use pki::{Algorithm, Role, Spec};
use plan::CaKeyFormat;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What the page asks of the worker.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// Make these keys now and keep them, so that Generate finds them. Keys kept from before that are not
    /// asked for are thrown away; an empty list throws all away.
    PrepareKeys {
        /// One entry for each key; an algorithm may stand several times.
        algorithms: Vec<Algorithm>,
    },
    /// Issue everything, with kept keys where the algorithm fits and new ones elsewhere. Kept keys are used up.
    Generate {
        /// What to issue.
        spec: Spec,
        /// Encryption of the PFX files.
        pfx_profile: PfxProfile,
        /// Passphrase of the PFX files.
        pfx_passphrase: Passphrase,
        /// How the CA keys are packed.
        ca_key_format: CaKeyFormat,
        /// Passphrase of the CA keys.
        ca_key_passphrase: Passphrase,
    },
    /// Put these files and their `SHA256SUMS` into one zip.
    Zip {
        /// The files; paths relative, with `/`.
        files: Vec<Artifact>,
    },
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// The keys asked for are made and kept.
    KeysReady,
    /// Everything is issued.
    Generated {
        /// What was issued, issuers first.
        facts: Vec<CertificateFacts>,
        /// The files below `pki/`, and the CA keys (`ca.key`, ... without a folder), which no bundle holds.
        artifacts: Vec<Artifact>,
    },
    /// The zip.
    Zipped {
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// It could not be done.
    Failed {
        /// Why, and what to do.
        finding: diagnostics::Finding,
    },
}

/// What the worker says while it works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// A key is being made.
    KeyStarted {
        /// Whose; none while keys are made ahead.
        role: Option<Role>,
        /// Which kind.
        algorithm: Algorithm,
    },
    /// A key is ready.
    KeyReady {
        /// Whose; none while keys are made ahead.
        role: Option<Role>,
        /// Which kind.
        algorithm: Algorithm,
    },
    /// Certificates are being signed.
    Signing,
    /// PFX files and encrypted keys are being made.
    Packing,
}

/// One file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// Its path in the bundle, or its bare name.
    pub path: String,
    /// Its media type.
    pub media_type: String,
    /// Whether it holds a private key.
    pub secret: bool,
    /// Its content.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            media_type: _,
            secret,
            bytes,
        } = self;
        f.debug_struct("Artifact")
            .field("path", path)
            .field("secret", secret)
            .field("length", &bytes.len())
            .finish()
    }
}

impl Drop for Artifact {
    fn drop(&mut self) {
        if self.secret {
            self.bytes.zeroize();
        }
    }
}

/// A passphrase on its way to the worker; zeroized when dropped, masked in `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Passphrase(String);

impl Passphrase {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

impl Drop for Passphrase {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
