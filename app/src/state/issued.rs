use std::collections::BTreeSet;

use engine::{Artifact, Passphrase};
use inspect::CertificateFacts;
use manifests::{Intent, Material, documents};
use pki::Spec;
use plan::Plan;

/// What Generate was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// The plan.
    pub(crate) plan: Plan,
    /// The certificates of that plan.
    pub(crate) spec: Spec,
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
    /// The certificates and keys, for the text artifacts.
    pub(crate) material: Material,
    /// The files: below `pki/`, and the CA keys without a folder.
    pub(crate) artifacts: Vec<Artifact>,
    /// The documents that quote a certificate or a key.
    pub(crate) quoting: BTreeSet<&'static str>,
}

impl Issued {
    /// Takes over what the worker made.
    pub(crate) fn new(
        order: Order,
        intent: &Intent,
        facts: &[CertificateFacts],
        artifacts: Vec<Artifact>,
    ) -> Self {
        let material = engine::material(facts, &artifacts);
        let quotes = |document: &manifests::Document| {
            document.render(intent, Some(&material)) != document.render(intent, None)
        };
        let quoting = documents(intent)
            .iter()
            .filter(|document| quotes(document))
            .map(|document| document.path)
            .collect();
        Self {
            order,
            material,
            artifacts,
            quoting,
        }
    }

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
