//! A bundle that has been deployed: its folder, nginx as its Ingress demands, and an application behind.

use std::path::{Path, PathBuf};

use crate::curl::{Answer, Request};
use crate::echo::Echo;
use crate::ingress_nginx::{Cluster, Refused};
use crate::nginx::Nginx;
use crate::tool::{Ended, Tool};

/// A running bundle; it ends when dropped.
#[derive(Debug)]
pub struct Deployed {
    folder: PathBuf,
    host: String,
    path: String,
    server_authority: String,
    nginx: Nginx,
    application: Echo,
}

impl Deployed {
    /// Deploys the bundle unpacked in `folder`, whose Ingress serves `host`; `path` is what calls ask for.
    ///
    /// # Errors
    ///
    /// What the controller or the API server would refuse.
    pub fn new(folder: &Path, host: &str, path: &str) -> Result<Self, Refused> {
        let texts = objects(folder);
        Self::of_objects(
            folder,
            host,
            path,
            texts.iter().map(|(_, text)| text.as_str()),
        )
    }

    /// Deploys other objects than those in the folder; the certificates stay the folder's.
    ///
    /// # Errors
    ///
    /// What the controller or the API server would refuse.
    pub fn of_objects<'a>(
        folder: &Path,
        host: &str,
        path: &str,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, Refused> {
        let cluster = Cluster::parse(texts)?;
        let application = Echo::start();
        let nginx = Nginx::start(&cluster, application.port())?;
        let separate = folder.join("pki/server-ca.crt").exists();
        Ok(Self {
            folder: folder.to_owned(),
            host: host.to_owned(),
            path: path.to_owned(),
            server_authority: if separate { "server-ca" } else { "ca" }.into(),
            nginx,
            application,
        })
    }

    /// A file below `pki/`.
    pub fn pki(&self, name: &str) -> PathBuf {
        self.folder.join("pki").join(name)
    }

    /// A call over TLS that trusts the bundle's server CA and presents nothing yet.
    pub fn call(&self) -> Request {
        let authority = self.pki(&format!("{}.crt", self.server_authority));
        Request::https(self.nginx.ports(), &self.host, &self.path).trusting(&authority)
    }

    /// Calls with nothing.
    pub fn without_certificate(&self) -> Answer {
        self.call().send()
    }

    /// Calls with a certificate and its key below `pki/`.
    pub fn with(&self, stem: &str) -> Answer {
        self.with_files(&self.pki(stem))
    }

    /// Calls with a certificate and its key, by their path without an ending.
    pub fn with_files(&self, stem: &Path) -> Answer {
        self.call()
            .presenting(&stem.with_extension("crt"), &stem.with_extension("key"))
            .send()
    }

    /// Calls with a PFX below `pki/`.
    pub fn with_pfx(&self, name: &str, passphrase: &str) -> Answer {
        self.call()
            .presenting_pfx(&self.pki(name), passphrase)
            .send()
    }

    /// Calls without TLS.
    pub fn over_http(&self) -> Answer {
        Request::http(self.nginx.ports(), &self.host, &self.path).send()
    }

    /// What nginx has logged.
    pub fn log(&self) -> String {
        self.nginx.error_log()
    }

    /// Where the application listens, past the ingress.
    pub fn application_port(&self) -> u16 {
        self.application.port()
    }

    /// Runs the bundle's own test, as it is, against this ingress.
    pub fn run_own_test(&self) -> Ended {
        let ports = self.nginx.ports();
        Tool::new("bash")
            .args([self.folder.join("commands/6-test.sh").as_os_str()])
            .args(["ingress"])
            .env("INGRESS_ADDRESS", "127.0.0.1")
            .env("INGRESS_PORT", ports.https.to_string())
            .env("HTTP_PORT", ports.http.to_string())
            .run()
    }
}

/// Every YAML file of the folder `kubernetes`, by name.
pub fn objects(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder.join("kubernetes"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().display().to_string();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}
