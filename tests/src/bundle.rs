//! A bundle made natively, by the very code that runs in the worker.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use diagnostics::Severity;
use engine::{Artifact, Engine, Passphrase, Request, Response};
use manifests::Intent;
use plan::{Plan, resolve, to_json};
use zip::ZipArchive;

use crate::keys::FixedKeys;

/// The passphrase of every PFX of a leaf.
pub const PFX_PASSPHRASE: &str = "correct horse battery staple";

/// The passphrase of every CA key.
pub const CA_KEY_PASSPHRASE: &str = "another passphrase for the CA key";

/// What Generate and Download all hand out.
#[derive(Debug)]
pub struct Bundle {
    zip: Vec<u8>,
    ca_keys: Vec<Artifact>,
}

impl Bundle {
    /// Makes it now, with the fixed keys: once for each plan and test program.
    ///
    /// # Panics
    ///
    /// Where the plan has errors or anything else goes wrong.
    pub fn make(plan: &Plan) -> Arc<Self> {
        static MADE: Mutex<BTreeMap<String, Arc<OnceLock<Arc<Bundle>>>>> =
            Mutex::new(BTreeMap::new());
        let key = to_json(plan);
        // One lock for each plan, so that others need not wait; a failure in one test leaves the map whole.
        let slot = MADE
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(key)
            .or_default()
            .clone();
        slot.get_or_init(|| Arc::new(Self::make_at(plan, now(), 1)))
            .clone()
    }

    /// Makes one with the same names and other keys.
    pub fn make_strange(plan: &Plan) -> Self {
        Self::make_at(plan, now(), 99)
    }

    /// Makes it at a time of one's own (seconds since the Unix epoch), with keys from a seed of one's own.
    pub fn make_at(plan: &Plan, now: i64, seed: u8) -> Self {
        let engine = Engine::new(FixedKeys::new(seed));
        let ask = |request| pollster::block_on(engine.handle(request, now, &|_| {}));
        let generate = Request::Generate {
            plan: to_json(plan),
            pfx_passphrase: Passphrase::new(PFX_PASSPHRASE.into()),
            ca_key_passphrase: Passphrase::new(CA_KEY_PASSPHRASE.into()),
        };
        let Response::Generated { artifacts, .. } = ask(generate) else {
            panic!("nothing was generated");
        };
        let ca_keys = artifacts
            .iter()
            .filter(|artifact| !artifact.path.contains('/'))
            .cloned()
            .collect();
        let bundle = Request::Bundle {
            plan: to_json(plan),
            artifacts,
        };
        let Response::Zipped { bytes } = ask(bundle) else {
            panic!("nothing was zipped");
        };
        Self {
            zip: bytes,
            ca_keys,
        }
    }

    /// The zip.
    pub fn zip(&self) -> &[u8] {
        &self.zip
    }

    /// The files of the zip by path, and the CA keys, which are not in it, by their bare names.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(&self.zip)).unwrap();
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::copy(&mut entry, &mut bytes).unwrap();
            files.insert(entry.name().unwrap().into_owned(), bytes);
        }
        let keys = self.ca_keys.iter();
        files.extend(keys.map(|key| (key.path.clone(), key.bytes.clone())));
        files
    }

    /// Unpacks the zip into a folder, with the CA keys beside what is in it.
    pub fn unpack(&self, folder: &Path) {
        let mut archive = ZipArchive::new(Cursor::new(&self.zip)).unwrap();
        archive.extract(folder).unwrap();
        for key in &self.ca_keys {
            std::fs::write(folder.join(&key.path), &key.bytes).unwrap();
        }
    }
}

fn now() -> i64 {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

/// What the plan resolves to.
///
/// # Panics
///
/// Where it has errors.
pub fn intent(plan: &Plan) -> Intent {
    let outcome = resolve(plan);
    let errors: Vec<_> = outcome
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    outcome
        .value
        .unwrap_or_else(|| panic!("the plan has errors: {errors:#?}"))
}
