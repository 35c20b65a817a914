//! What would be lost with the page: keys that no file holds yet, and the passphrases of files that are saved.

use engine::Passphrase;
use leptos::prelude::*;
use plan::CaKeyFormat;

use super::{Issued, Setup};
use crate::browser::page_guard;

/// What a passphrase of an issued set opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    PfxFiles,
    CaKey,
}

impl Opens {
    /// In words.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::PfxFiles => "PFX files",
            Self::CaKey => "CA key",
        }
    }

    /// The passphrases without which the files of a set cannot be opened.
    fn needed(issued: &Issued) -> impl Iterator<Item = Self> {
        let pfx = issued
            .bundled()
            .any(|artifact| artifact.path.ends_with(".pfx"));
        let ca_key = issued.ca_keys().next().is_some()
            && issued.order.plan.packaging.ca_key_format != CaKeyFormat::PlainPkcs8;
        [(Self::PfxFiles, pfx), (Self::CaKey, ca_key)]
            .into_iter()
            .filter_map(|(opens, needed)| needed.then_some(opens))
    }

    fn passphrase(self, issued: &Issued) -> &Passphrase {
        match self {
            Self::PfxFiles => &issued.order.pfx_passphrase,
            Self::CaKey => &issued.order.ca_key_passphrase,
        }
    }
}

impl Setup {
    /// The CA keys that have not been saved.
    pub(crate) fn unsaved_ca_keys(self) -> Vec<String> {
        self.issued.with(|issued| {
            let Some(issued) = issued else {
                return Vec::new();
            };
            let paths = issued.ca_keys().map(|artifact| artifact.path.clone());
            self.saved
                .with(|saved| paths.filter(|path| !saved.contains(path)).collect())
        })
    }

    /// The passphrases that the issued set needs, and whether each has ever been copied, shown or typed.
    pub(crate) fn needed_passphrases(self) -> Vec<(Opens, bool)> {
        self.issued.with(|issued| {
            let Some(issued) = issued else {
                return Vec::new();
            };
            self.passphrases.seen.with(|seen| {
                Opens::needed(issued)
                    .map(|opens| (opens, seen.contains(opens.passphrase(issued))))
                    .collect()
            })
        })
    }

    /// A passphrase of the issued set.
    pub(crate) fn issued_passphrase(self, opens: Opens) -> Option<Passphrase> {
        self.issued
            .with_untracked(|issued| Some(opens.passphrase(issued.as_ref()?).clone()))
    }

    /// What stands against making another set, once: files of this one are in use, and its CA key would be lost.
    pub(super) fn warn_of_lost_key(self) -> Option<String> {
        let keys = untrack(|| self.unsaved_ca_keys());
        let in_use = self.saved.with_untracked(|saved| !saved.is_empty());
        let warning = format!(
            "{} of the certificates you have downloaded is not saved and would be lost. Download it first, or press Generate again to go on without it.",
            keys.join(" and ")
        );
        let said = self.refusal.get_untracked().as_ref() == Some(&warning);
        (in_use && !keys.is_empty() && !said).then_some(warning)
    }

    /// Has the browser ask before the page is left while a private key, or the passphrase of one, exists nowhere else.
    pub(super) fn guard_unsaved(self) {
        let guard = page_guard::ask_before_leaving(move || {
            untrack(|| {
                self.has_unsaved_key() || self.needed_passphrases().iter().any(|(_, seen)| !seen)
            })
        });
        // The guard stays for as long as the page.
        std::mem::forget(guard);
    }

    fn has_unsaved_key(self) -> bool {
        self.issued.with(|issued| {
            self.saved.with(|saved| {
                let mut artifacts = issued.iter().flat_map(|issued| &issued.artifacts);
                artifacts.any(|artifact| artifact.secret && !saved.contains(&artifact.path))
            })
        })
    }
}
