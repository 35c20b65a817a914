/// What the output shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// What was issued, and what to do with it.
    Overview,
    /// Every finding of the page.
    Findings,
    /// One file, by its path.
    File(String),
}

impl View {
    /// What is shown when the page opens: the file that says most about the setup.
    pub(crate) fn first() -> Self {
        Self::File("kubernetes/40-ingress.yaml".into())
    }

    /// Its title.
    pub(crate) fn title(&self) -> &str {
        match self {
            Self::Overview => "Overview",
            Self::Findings => "Findings",
            Self::File(path) => super::file_name(path),
        }
    }

    /// Whether it shows the file at `path`.
    pub(crate) fn shows(&self, path: &str) -> bool {
        matches!(self, Self::File(shown) if shown == path)
    }
}
