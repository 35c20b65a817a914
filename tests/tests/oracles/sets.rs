//! The certificate sets that the judges get, made once and unpacked into folders.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use formats::PfxProfile;
use pki::{Algorithm, Authorities};
use plan::{CaKeyFormat, Plan};
use tests::bundle::Bundle;
use tests::{folder, plans};

/// One bundle in a folder.
#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) plan: Plan,
    pub(crate) directory: PathBuf,
}

impl Set {
    pub(crate) fn new(name: &str, plan: Plan) -> Self {
        let directory = folder::fresh(name);
        Bundle::make(&plan).unpack(&directory);
        Self { plan, directory }
    }

    pub(crate) fn pki(&self, file: &str) -> PathBuf {
        self.directory.join("pki").join(file)
    }

    /// The CA that signs servers, and the one that signs clients, by the stems of their files.
    pub(crate) fn authorities(&self) -> [&'static str; 2] {
        let authorities = self.plan.issuer.authorities;
        [
            authorities.of_servers().file_stem(),
            authorities.of_clients().file_stem(),
        ]
    }

    /// The CA keys, which lie beside the bundle.
    pub(crate) fn ca_keys(&self) -> Vec<PathBuf> {
        let ending = match self.plan.packaging.ca_key_format {
            CaKeyFormat::Pfx => "pfx",
            CaKeyFormat::EncryptedPkcs8 | CaKeyFormat::PlainPkcs8 => "key",
        };
        let mut stems = self.authorities().to_vec();
        stems.dedup();
        stems
            .into_iter()
            .map(|stem| self.directory.join(format!("{stem}.{ending}")))
            .collect()
    }

    /// The certificates with the CA of each, leaves last.
    pub(crate) fn certificates(&self) -> Vec<PathBuf> {
        let [servers, clients] = self.authorities();
        let mut stems = vec![servers, clients, "server", "client"];
        stems.dedup();
        stems
            .into_iter()
            .map(|stem| self.pki(&format!("{stem}.crt")))
            // A server certificate from a public CA is not in the bundle.
            .filter(|path| path.exists())
            .collect()
    }
}

/// For each algorithm: one CA with the compatible PFX profile, and two CAs with the modern one.
pub(crate) fn all() -> &'static [Set] {
    static SETS: OnceLock<Vec<Set>> = OnceLock::new();
    SETS.get_or_init(|| {
        let mut sets = Vec::new();
        for algorithm in Algorithm::ALL {
            for (authorities, profile) in [
                (Authorities::Single, PfxProfile::Compatible),
                (Authorities::Separate, PfxProfile::Modern),
            ] {
                let mut plan = Plan::default();
                plan.keys.all = algorithm;
                plan.issuer.authorities = authorities;
                plan.packaging.pfx_profile = profile;
                sets.push(Set::new(&format!("{algorithm} {authorities:?}"), plan));
            }
        }
        sets
    })
}

/// Every plan of the shared list, with all documents.
pub(crate) fn documented() -> &'static [Set] {
    static SETS: OnceLock<Vec<Set>> = OnceLock::new();
    SETS.get_or_init(|| {
        plans::all()
            .into_iter()
            .map(|(name, plan)| Set::new(name, plan))
            .collect()
    })
}

/// A copy of a file with its last octet changed: in a certificate, a request or a PFX that breaks the
/// signature or the MAC.
pub(crate) fn broken(file: &Path) -> PathBuf {
    let mut bytes = std::fs::read(file).unwrap();
    if let Ok(mut block) = pem::parse(&bytes) {
        let mut der = block.contents().to_vec();
        *der.last_mut().unwrap() ^= 1;
        block = pem::Pem::new(block.tag().to_owned(), der);
        bytes = pem::encode(&block).into_bytes();
    } else {
        *bytes.last_mut().unwrap() ^= 1;
    }
    let name = format!("broken-{}", file.file_name().unwrap().display());
    let path = file.with_file_name(name);
    // In one step, for another test may read what it has broken the same way.
    let mut whole = tempfile::Builder::new();
    let mut whole = whole
        .prefix("broken-")
        .tempfile_in(file.parent().unwrap())
        .unwrap();
    whole.write_all(&bytes).unwrap();
    whole.persist(&path).unwrap();
    path
}
