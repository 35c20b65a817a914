//! What a plan comes to, in words: what a page shows of it without knowing how it is resolved.

use manifests::{Subject, documents};
use pki::{Algorithm, CertificateSpec, LeafUsage, Profile, Role};
use plan::CaKeyFormat;
use serde::{Deserialize, Serialize};

use crate::InRust;
use crate::meaning::Meaning;
use crate::{Sheet, picture_view};

/// What a plan comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The host that is called.
    pub call_host: String,
    /// The certificates, issuers first.
    pub certificates: Vec<CertificateOutline>,
    /// Every file but `plan.json`, whether it is made already or not.
    pub files: Vec<FileOutline>,
    /// The way a call takes, as a picture.
    pub path: Sheet,
    /// Which of the keys are made by Rust.
    pub in_rust: InRust,
}

/// One certificate, before it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateOutline {
    /// Which one it is.
    pub role: Role,
    /// Common name of its subject.
    pub common_name: String,
    /// Its alternative names.
    pub subject_alt_names: Vec<String>,
    /// The algorithm of its key.
    pub algorithm: Algorithm,
    /// What it may be used for.
    pub usage: String,
    /// Days until it expires.
    pub days: u32,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOutline {
    /// Its path in the bundle, or the bare name of a CA key.
    pub path: String,
    /// Its media type.
    pub media_type: String,
    /// Whether it holds a private key once it is made.
    pub secret: bool,
    /// The certificate it belongs to, for a file that Generate makes.
    pub role: Option<Role>,
}

/// What a file of Generate is until it is there and says so itself.
const UNMADE: &str = "application/octet-stream";

impl Outline {
    pub(crate) fn of(meaning: &Meaning) -> Self {
        let Meaning { plan, intent } = meaning;
        let mut files = Vec::new();
        for certificate in &intent.spec.certificates {
            made_files(certificate.role, plan.packaging.ca_key_format, &mut files);
        }
        files.extend(documents(intent).iter().map(|document| FileOutline {
            path: document.path.to_owned(),
            media_type: document.media_type.to_owned(),
            secret: document.secret,
            role: None,
        }));
        let certificates = &intent.spec.certificates;
        Self {
            call_host: intent.call_host.to_string(),
            certificates: certificates.iter().map(CertificateOutline::of).collect(),
            files,
            path: Sheet::of(&picture_view::both(Subject::Path, intent, None)),
            in_rust: InRust::default(),
        }
    }

    /// The algorithms of its keys.
    pub(crate) fn algorithms(&self) -> Vec<Algorithm> {
        let certificates = self.certificates.iter();
        certificates.map(|one| one.algorithm).collect()
    }

    /// The certificate of this role, if the plan has it.
    pub fn certificate(&self, role: Role) -> Option<&CertificateOutline> {
        self.certificates
            .iter()
            .find(|certificate| certificate.role == role)
    }
}

impl CertificateOutline {
    fn of(spec: &CertificateSpec) -> Self {
        let usage = match spec.profile {
            Profile::Authority => "certificate authority (keyCertSign, cRLSign)",
            Profile::Leaf(LeafUsage::Server) => "serverAuth",
            Profile::Leaf(LeafUsage::Client) => "clientAuth",
            Profile::Leaf(LeafUsage::Both) => "serverAuth, clientAuth",
        };
        Self {
            role: spec.role,
            common_name: spec.subject.common_name.clone(),
            subject_alt_names: spec
                .subject_alt_names
                .iter()
                .map(ToString::to_string)
                .collect(),
            algorithm: spec.algorithm,
            usage: usage.to_owned(),
            days: spec.days,
        }
    }
}

/// The files that Generate makes for one certificate.
fn made_files(role: Role, ca_key_format: CaKeyFormat, files: &mut Vec<FileOutline>) {
    let stem = role.file_stem();
    let endings: &[&str] = match role {
        Role::Ca | Role::ServerCa | Role::ClientCa => &["crt", "cer"],
        Role::Server => &["crt", "key", "csr", "pfx"],
        Role::Client => &["crt", "cer", "key", "csr", "pfx"],
    };
    let mut add = |path, secret| {
        files.push(FileOutline {
            path,
            media_type: UNMADE.to_owned(),
            secret,
            role: Some(role),
        });
    };
    for &ending in endings {
        add(
            format!("pki/{stem}.{ending}"),
            matches!(ending, "key" | "pfx"),
        );
    }
    if role.is_authority() {
        add(format!("{stem}.{}", ca_key_format.ending()), true);
    }
}
