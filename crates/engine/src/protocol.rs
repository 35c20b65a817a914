use std::fmt;

use inspect::CertificateFacts;
use pki::{Algorithm, Role};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::{Inspect, Inspected, Judged};

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
    /// Judge a plan, and render one of its files.
    Judge {
        /// The plan, as [`plan::to_json`] writes it.
        plan: String,
        /// The last plan without errors: its files are shown while an error stands.
        sound: Option<String>,
        /// The path of the file to render.
        shown: Option<String>,
        /// What was issued, for the files that quote it.
        issued: Option<IssuedSet>,
    },
    /// Issue everything, with kept keys where the algorithm fits and new ones elsewhere. Kept keys are used up.
    Generate {
        /// The plan, as [`plan::to_json`] writes it.
        plan: String,
        /// Passphrase of the PFX files.
        pfx_passphrase: Passphrase,
        /// Passphrase of the CA keys.
        ca_key_passphrase: Passphrase,
    },
    /// Render everything and put it, with what was issued and `SHA256SUMS`, into one zip.
    Bundle {
        /// The plan, as [`plan::to_json`] writes it.
        plan: String,
        /// The files that Generate made. CA keys among them are left out.
        artifacts: Vec<Artifact>,
    },
    /// About what a user wants to inspect or convert.
    Inspect(Box<Inspect>),
}

/// What was issued, and from what.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct IssuedSet {
    /// The plan, as [`plan::to_json`] writes it.
    pub plan: String,
    /// Of the files that Generate made, those that the rendered file may quote.
    pub artifacts: Vec<Artifact>,
}

/// What the worker answers.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// The keys asked for are made and kept.
    KeysReady,
    /// What there is to say about the plan.
    Judged(Box<Judged>),
    /// Everything is issued.
    Generated {
        /// What was issued, issuers first.
        facts: Vec<CertificateFacts>,
        /// The files below `pki/`, and the CA keys (`ca.key`, ... without a folder), which no bundle holds.
        artifacts: Vec<Artifact>,
        /// The paths of the documents that quote a certificate or a key.
        quoting: Vec<String>,
        /// An iCalendar with the renewal dates.
        calendar: String,
    },
    /// The zip.
    Zipped {
        /// Its bytes.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// About what a user wants to inspect or convert.
    Inspected(Box<Inspected>),
    /// It could not be done.
    Failed {
        /// Why, and what to do.
        finding: diagnostics::Finding,
    },
}

/// The zip holds private keys, so that only its length is shown.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeysReady => f.write_str("KeysReady"),
            Self::Judged(judged) => f.debug_tuple("Judged").field(judged).finish(),
            Self::Generated {
                facts,
                artifacts,
                quoting,
                calendar: _,
            } => f
                .debug_struct("Generated")
                .field("facts", facts)
                .field("artifacts", artifacts)
                .field("quoting", quoting)
                .finish_non_exhaustive(),
            Self::Zipped { bytes } => f
                .debug_struct("Zipped")
                .field("length", &bytes.len())
                .finish(),
            Self::Inspected(inspected) => f.debug_tuple("Inspected").field(inspected).finish(),
            Self::Failed { finding } => f.debug_struct("Failed").field("finding", finding).finish(),
        }
    }
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
    #[serde(skip)]
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
