use leptos::prelude::document;

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

    /// What was chosen on an earlier visit.
    pub(crate) fn stored() -> Self {
        let stored = storage::read(KEY);
        Self::ALL
            .into_iter()
            .find(|theme| stored.as_deref() == Some(theme.name()))
            .unwrap_or(Self::System)
    }

    /// Keeps the choice for the next visit, where the browser lets us.
    pub(crate) fn store(self) {
        // Without storage the choice holds for this visit, which is all that can be had.
        let _ = storage::write(KEY, self.name());
    }

    /// Colours the page.
    pub(crate) fn apply(self) {
        if let Some(root) = document().document_element() {
            // Setting an attribute of a valid name does not fail.
            let _ = root.set_attribute("data-theme", self.name());
        }
    }
}
