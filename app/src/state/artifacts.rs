//! What there is to see and to save: the files of the bundle, and the CA keys, which no bundle holds.

use std::sync::Arc;

use engine::Artifact;
use manifests::{Document, Intent, documents};
use pki::Role;
use plan::CaKeyFormat;

/// Where files go, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Group {
    Certificates,
    Kubernetes,
    ApiManagement,
    Commands,
    OpenSsl,
    ReadMe,
}

impl Group {
    /// All, in order.
    pub(crate) const ALL: [Self; 6] = [
        Self::Certificates,
        Self::Kubernetes,
        Self::ApiManagement,
        Self::Commands,
        Self::OpenSsl,
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
            Self::ReadMe => "Read me",
        }
    }

    fn of_path(path: &str) -> Self {
        match path.split_once('/').map(|(folder, _)| folder) {
            Some("kubernetes") => Self::Kubernetes,
            Some("apim") => Self::ApiManagement,
            Some("commands") => Self::Commands,
            Some("openssl") => Self::OpenSsl,
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
    pub(crate) media_type: &'static str,
    /// Whether it holds a private key once it is made.
    pub(crate) secret: bool,
    /// The certificate it belongs to, for a file that Generate makes.
    pub(crate) role: Option<Role>,
}

impl Entry {
    fn document(document: &Document) -> Self {
        Self::new(document.path, document.media_type, document.secret, None)
    }

    fn new(
        path: impl Into<String>,
        media_type: &'static str,
        secret: bool,
        role: Option<Role>,
    ) -> Self {
        let path = path.into();
        Self {
            group: Group::of_path(&path),
            path,
            media_type,
            secret,
            role,
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
/// What a file of Generate is until it is there and says so itself.
const UNMADE: &str = "application/octet-stream";

/// Every file of an intent, whether it is made already or not.
pub(crate) fn entries(intent: &Intent, ca_key_format: CaKeyFormat) -> Vec<Entry> {
    let mut entries = planned(intent, ca_key_format);
    entries.extend(documents(intent).iter().map(Entry::document));
    entries.push(Entry::new(PLAN_PATH, PLAN_MEDIA_TYPE, false, None));
    entries.sort_by_key(|entry| entry.group);
    entries
}

/// The files that Generate makes.
fn planned(intent: &Intent, ca_key_format: CaKeyFormat) -> Vec<Entry> {
    let ca_key_ending = match ca_key_format {
        CaKeyFormat::EncryptedPkcs8 | CaKeyFormat::PlainPkcs8 => "key",
        CaKeyFormat::Pfx => "pfx",
    };
    let mut entries = Vec::new();
    for certificate in &intent.spec.certificates {
        let role = certificate.role;
        let stem = role.file_stem();
        let endings: &[&str] = match role {
            Role::Ca | Role::ServerCa | Role::ClientCa => &["crt", "cer"],
            Role::Server => &["crt", "key", "csr", "pfx"],
            Role::Client => &["crt", "cer", "key", "csr", "pfx"],
        };
        for &ending in endings {
            let secret = matches!(ending, "key" | "pfx");
            let path = format!("pki/{stem}.{ending}");
            entries.push(Entry::new(path, UNMADE, secret, Some(role)));
        }
        if role.is_authority() {
            let path = format!("{stem}.{ca_key_ending}");
            entries.push(Entry::new(path, UNMADE, true, Some(role)));
        }
    }
    entries
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
}

impl Content {
    /// The file, where it is no text.
    pub(crate) fn binary(&self) -> Option<&Artifact> {
        match self {
            Self::Binary(artifact) => Some(artifact),
            Self::Text(_) | Self::Waiting => None,
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
