//! A bundle that has been deployed: its folder, nginx as its Ingress demands, and an application behind.

use std::path::{Path, PathBuf};

use crate::curl::{Answer, Request};
use crate::echo;
use crate::ingress_nginx::{Cluster, Refused};
use crate::nginx::Nginx;
use crate::server::Server;
use crate::tool::{Ended, Tool};

/// A running bundle; it ends when dropped.
#[derive(Debug)]
pub struct Deployed {
    folder: PathBuf,
    host: String,
    path: String,
    trusted: PathBuf,
    nginx: Nginx,
    application: Server,
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
        let application = echo::start();
        let nginx = Nginx::start(&cluster, application.port())?;
        let authorities = ["server-ca", "ca"].map(|stem| folder.join(format!("pki/{stem}.crt")));
        let trusted = authorities.into_iter().find(|file| file.exists()).unwrap();
        Ok(Self {
            folder: folder.to_owned(),
            host: host.to_owned(),
            path: path.to_owned(),
            trusted,
            nginx,
            application,
        })
    }

    /// Trusts servers of the CAs in another file than the bundle's: the server certificate is the user's own.
    #[must_use]
    pub fn trusting(mut self, authority: &Path) -> Self {
        authority.clone_into(&mut self.trusted);
        self
    }

    /// A file below `pki/`.
    pub fn pki(&self, name: &str) -> PathBuf {
        self.folder.join("pki").join(name)
    }

    /// A call over TLS that trusts the bundle's server CA and presents nothing yet.
    pub fn call(&self) -> Request {
        Request::https(self.nginx.ports(), &self.host, &self.path).trusting(&self.trusted)
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
            // Only where the script itself names no CA: then it trusts what the system does.
            .env("CURL_CA_BUNDLE", &self.trusted)
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
