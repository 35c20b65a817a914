use leptos::prelude::*;

use super::Setup;
use crate::browser::storage;

pub(super) const KEY: &str = "twinlock.theme";

/// Which colours the page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// What the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order of the switch.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What choosing it is called.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::System => "Colours of the system",
            Self::Light => "Light colours",
            Self::Dark => "Dark colours",
        }
    }

    /// What was chosen on an earlier visit.
    pub(super) fn stored() -> Self {
        let stored = storage::read(KEY);
        Self::ALL
            .into_iter()
            .find(|theme| stored.as_deref() == Some(theme.name()))
            .unwrap_or(Self::System)
    }

    /// Keeps the choice for the next visit, where the browser lets us.
    fn store(self) {
        // Without storage the choice holds for this visit, which is all that can be had.
        let _ = storage::write(KEY, self.name());
    }

    /// Colours the page.
    fn apply(self) {
        if let Some(root) = document().document_element() {
            // Setting an attribute of a valid name does not fail.
            let _ = root.set_attribute("data-theme", self.name());
        }
    }
}

impl Setup {
    /// Colours the page as on the last visit.
    pub(super) fn recall_theme(self) {
        Theme::stored().apply();
    }

    /// Colours the page, now and on the next visit.
    pub(crate) fn choose_theme(self, theme: Theme) {
        theme.apply();
        theme.store();
        self.theme.set(theme as usize);
    }
}
