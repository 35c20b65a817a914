use engine::{Artifact, Passphrase};
use inspect::CertificateFacts;
use plan::Plan;

/// What Generate was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// The plan.
    pub(crate) plan: Plan,
    /// Passphrase of the PFX files.
    pub(crate) pfx_passphrase: Passphrase,
    /// Passphrase of the CA keys.
    pub(crate) ca_key_passphrase: Passphrase,
}

/// What Generate made, and from what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issued {
    /// What it was made from.
    pub(crate) order: Order,
    /// What is known of each certificate, issuers first.
    pub(crate) facts: Vec<CertificateFacts>,
    /// The files: below `pki/`, and the CA keys without a folder.
    pub(crate) artifacts: Vec<Artifact>,
    /// The paths of the documents that quote a certificate or a key.
    pub(crate) quoting: Vec<String>,
    /// An iCalendar with the renewal dates.
    pub(crate) calendar: String,
}

impl Issued {
    /// The file at a path.
    pub(crate) fn artifact(&self, path: &str) -> Option<&Artifact> {
        self.artifacts.iter().find(|artifact| artifact.path == path)
    }

    /// The CA keys, which are saved one by one.
    pub(crate) fn ca_keys(&self) -> impl Iterator<Item = &Artifact> {
        self.artifacts
            .iter()
            .filter(|artifact| !artifact.path.contains('/'))
    }

    /// The files of the bundle.
    pub(crate) fn bundled(&self) -> impl Iterator<Item = &Artifact> {
        self.artifacts
            .iter()
            .filter(|artifact| artifact.path.contains('/'))
    }
}
