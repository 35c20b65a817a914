//! What there is to see and to save: the files of the bundle, and the CA keys, which no bundle holds.

use std::sync::Arc;

use engine::{Artifact, FileOutline, Outline};
use pki::Role;

/// Where files go, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Group {
    Certificates,
    Kubernetes,
    ApiManagement,
    Commands,
    OpenSsl,
    Pictures,
    ReadMe,
}

impl Group {
    /// All, in order.
    pub(crate) const ALL: [Self; 7] = [
        Self::Certificates,
        Self::Kubernetes,
        Self::ApiManagement,
        Self::Commands,
        Self::OpenSsl,
        Self::Pictures,
        Self::ReadMe,
    ];

    /// Its heading.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Certificates => "Certificates",
            Self::Kubernetes => "Kubernetes",
            Self::ApiManagement => "API Management",
            Self::Commands => "Commands",
            Self::OpenSsl => "OpenSSL",
            Self::Pictures => "Pictures",
            Self::ReadMe => "Read me",
        }
    }

    fn of_path(path: &str) -> Self {
        match path.split_once('/').map(|(folder, _)| folder) {
            Some("kubernetes") => Self::Kubernetes,
            Some("apim") => Self::ApiManagement,
            Some("commands") => Self::Commands,
            Some("openssl") => Self::OpenSsl,
            Some("pictures") => Self::Pictures,
            Some("pki") => Self::Certificates,
            _ if path.ends_with(".key") || path.ends_with(".pfx") => Self::Certificates,
            _ => Self::ReadMe,
        }
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Entry {
    /// Its path in the bundle, or the bare name of a CA key.
    pub(crate) path: String,
    /// Where it goes.
    pub(crate) group: Group,
    /// Its media type.
    pub(crate) media_type: String,
    /// Whether it holds a private key once it is made.
    pub(crate) secret: bool,
    /// The certificate it belongs to, for a file that Generate makes.
    pub(crate) role: Option<Role>,
}

impl Entry {
    fn of(file: &FileOutline) -> Self {
        Self {
            path: file.path.clone(),
            group: Group::of_path(&file.path),
            media_type: file.media_type.clone(),
            secret: file.secret,
            role: file.role,
        }
    }

    fn plan() -> Self {
        Self {
            path: PLAN_PATH.to_owned(),
            group: Group::of_path(PLAN_PATH),
            media_type: PLAN_MEDIA_TYPE.to_owned(),
            secret: false,
            role: None,
        }
    }

    /// Its name without folders.
    pub(crate) fn name(&self) -> &str {
        file_name(&self.path)
    }

    /// Whether it is a CA key, which is saved on its own.
    pub(crate) fn is_ca_key(&self) -> bool {
        !self.path.contains('/') && self.role.is_some()
    }
}

/// The name of a file without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The path of the settings in the bundle.
pub(crate) const PLAN_PATH: &str = "plan.json";
/// The media type of the settings.
pub(crate) const PLAN_MEDIA_TYPE: &str = "application/json";
/// Every file of an outline, whether it is made already or not.
pub(crate) fn entries(outline: &Outline) -> Vec<Entry> {
    let mut entries: Vec<Entry> = outline.files.iter().map(Entry::of).collect();
    entries.push(Entry::plan());
    let of = |group| entries.iter().filter(move |entry| entry.group == group);
    Group::ALL.into_iter().flat_map(of).cloned().collect()
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Text to read.
    Text(Arc<str>),
    /// Bytes that are no text.
    Binary(Artifact),
    /// Nothing yet: Generate makes it.
    Waiting,
    /// Nothing for a moment: it is being rendered.
    Pending,
}

impl Content {
    /// The file, where it is no text.
    pub(crate) fn binary(&self) -> Option<&Artifact> {
        match self {
            Self::Binary(artifact) => Some(artifact),
            Self::Text(_) | Self::Waiting | Self::Pending => None,
        }
    }

    /// Text where the bytes are text, bytes elsewhere.
    pub(crate) fn of(artifact: &Artifact) -> Self {
        match std::str::from_utf8(&artifact.bytes) {
            Ok(text) if !text.contains('\0') => Self::Text(text.into()),
            _ => Self::Binary(artifact.clone()),
        }
    }
}
