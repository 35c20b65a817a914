//! Runs scripts against stand-ins for the programs that would need a cloud.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use pki::Role;
use serde_json::Value;

use super::variants;
use super::write_bundle;
use crate::{Intent, Material};

/// The passphrase of the PFX files: it must be in no argument.
pub(super) const PASSPHRASE: &str = "pass $phrase 'of' \"the\" PFX";

/// The path of the service of the sample plan, within the subscription.
pub(super) const SERVICE: &str =
    "resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/contoso-apim";

/// What the scripts and the stand-ins run besides the programs they name.
const SMALL_PROGRAMS: [&str; 11] = [
    "bash", "cat", "dirname", "env", "head", "mktemp", "rm", "sed", "sh", "tail", "tr",
];

/// A bundle with certificates of its own, and the programs.
pub(super) struct Bench {
    bundle: tempfile::TempDir,
    outside: tempfile::TempDir,
}

impl Bench {
    /// The bundle of this plan. `kubectl` points at the plan's cluster.
    pub(super) fn new(intent: &Intent) -> Self {
        let bundle = write_bundle(intent, None);
        issue(bundle.path());
        let material = material(intent, bundle.path());
        for document in crate::documents(intent) {
            let text = document.render(intent, Some(&material));
            fs::write(bundle.path().join(document.path), text).unwrap();
        }
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir(outside.path().join("bin")).unwrap();
        fs::create_dir(outside.path().join("state")).unwrap();
        let bench = Self { bundle, outside };
        let kubectl = include_str!("fakes/kubectl.sh");
        for (name, text) in [
            ("az", include_str!("fakes/az.sh")),
            ("kubectl", kubectl),
            ("helm", kubectl),
            ("curl", include_str!("fakes/curl.sh")),
            ("kubelogin", kubectl),
            ("nslookup", "#!/bin/sh\necho 'Address: 20.0.0.1'\n"),
        ] {
            let path = bench.outside.path().join("bin").join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        bench.set("context", &intent.azure.cluster);
        bench.set("server", "https://plan.azmk8s.example:443");
        bench.set("fqdn", "plan.azmk8s.example\nNone");
        let tenant = intent.azure.tenant.clone().unwrap_or_default();
        bench.set("tenant", &tenant.to_lowercase());
        bench
    }

    fn state(&self, name: &str) -> PathBuf {
        self.outside.path().join("state").join(name)
    }

    /// What the stand-ins answer.
    pub(super) fn set(&self, name: &str, value: &str) {
        fs::write(self.state(name), value).unwrap();
    }

    /// What the stand-ins kept.
    pub(super) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.state(name)).unwrap()
    }

    pub(super) fn unset(&self, name: &str) {
        fs::remove_file(self.state(name)).unwrap();
    }

    /// Puts a resource there before a script runs. The path is that of its URL, within the subscription.
    pub(super) fn set_resource(&self, path: &str, content: &Value) {
        self.set(&resource_file(path), &content.to_string());
    }

    /// What a resource is now.
    pub(super) fn resource(&self, path: &str) -> Value {
        let text = fs::read_to_string(self.state(&resource_file(path))).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Makes the service and the API of [`SERVICE`] exist.
    pub(super) fn set_service(&self, content: &Value) {
        self.set_resource(SERVICE, content);
        let file = self.state(&resource_file(SERVICE));
        self.set("service", &file.display().to_string());
        self.set("api", "");
    }

    pub(super) fn file(&self, path: &str) -> PathBuf {
        self.bundle.path().join(path)
    }

    /// Runs a script from a folder that is not the bundle's.
    pub(super) fn run(&self, script: &str, environment: &[(&str, &str)]) -> Output {
        self.run_with(script, &[], environment)
    }

    pub(super) fn run_with(
        &self,
        script: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Output {
        let programs = self.outside.path().join("bin");
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        self.command(script, &path, environment)
            .args(arguments)
            .output()
            .expect("bash runs")
    }

    /// Runs a script where openssl is this program instead, or is missing.
    pub(super) fn run_without_openssl(
        &self,
        script: &str,
        openssl: Option<&str>,
        environment: &[(&str, &str)],
    ) -> Output {
        let programs = tempfile::tempdir().unwrap();
        for folder in ["/usr/bin", "/bin"].map(Path::new) {
            for name in SMALL_PROGRAMS {
                let link = programs.path().join(name);
                if folder.join(name).exists() && !link.exists() {
                    symlink(folder.join(name), link).unwrap();
                }
            }
        }
        if let Some(text) = openssl {
            let path = programs.path().join("openssl");
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let own = self.outside.path().join("bin");
        let path = format!("{}:{}", own.display(), programs.path().display());
        self.command(script, &path, environment)
            .output()
            .expect("bash runs")
    }

    fn command(&self, script: &str, path: &str, environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new("bash");
        command
            .arg(self.file("commands").join(script))
            .current_dir(self.outside.path())
            .env("PATH", path)
            .env("STATE", self.outside.path().join("state"))
            .env("PFX_PASSPHRASE", PASSPHRASE)
            .env("APIM_PUBLISHER_EMAIL", "ops@contoso.example")
            .env("POLL_SECONDS", "0")
            .envs(environment.iter().copied());
        command
    }

    /// Runs a script that must end well.
    pub(super) fn succeed(&self, script: &str) -> String {
        let output = self.run(script, &[]);
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        assert!(output.status.success(), "{script}: {text}");
        text
    }

    /// Runs a script that must stop, and returns why.
    pub(super) fn refuse(&self, script: &str, environment: &[(&str, &str)]) -> String {
        let output = self.run(script, environment);
        assert!(!output.status.success(), "{script}: {output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Every call of a stand-in so far, as its words.
    pub(super) fn calls(&self) -> Vec<Vec<String>> {
        let text = fs::read_to_string(self.state("calls")).unwrap_or_default();
        text.split_terminator("\n\0")
            .map(|call| call.split_terminator('\0').map(str::to_owned).collect())
            .collect()
    }

    /// How many calls begin with these words.
    pub(super) fn count(&self, words: &[&str]) -> usize {
        self.calls()
            .iter()
            .filter(|call| call.iter().zip(words).filter(|(a, b)| a == b).count() == words.len())
            .count()
    }

    /// The names of files that only an escaped value could have made.
    pub(super) fn broken_out(&self) -> Vec<PathBuf> {
        [self.bundle.path(), self.outside.path()]
            .iter()
            .flat_map(|folder| fs::read_dir(folder).unwrap())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.ends_with("broken-out"))
            .collect()
    }
}

fn resource_file(path: &str) -> String {
    format!("resource-_subscriptions_0000_{}", path.replace('/', "_"))
}

/// Certificates for the tests, the recipe's own, made once.
fn issue(bundle: &Path) {
    static ISSUED: OnceLock<tempfile::TempDir> = OnceLock::new();
    let issued = ISSUED.get_or_init(|| {
        let bundle = write_bundle(&crate::test_intent::intent(), None);
        let output = Command::new("bash")
            .arg(bundle.path().join("openssl/recipe.sh"))
            .arg(bundle.path().join("pki"))
            .env("PFX_PASSPHRASE", PASSPHRASE)
            .env("CA_KEY_PASSPHRASE", PASSPHRASE)
            .output()
            .expect("bash runs");
        assert!(output.status.success(), "{output:?}");
        bundle
    });
    fs::create_dir(bundle.join("pki")).unwrap();
    for entry in fs::read_dir(issued.path().join("pki")).unwrap() {
        let file = entry.unwrap();
        fs::copy(file.path(), bundle.join("pki").join(file.file_name())).unwrap();
    }
}

/// The material of the plan with the thumbprints of these certificates.
fn material(intent: &Intent, bundle: &Path) -> Material {
    let mut material = variants::material(intent);
    for facts in &mut material.facts {
        let file = match facts.role {
            Role::Server => "server.crt",
            Role::Client => "client.crt",
            Role::Ca | Role::ServerCa | Role::ClientCa => "ca.crt",
        };
        let output = Command::new("openssl")
            .args(["x509", "-noout", "-fingerprint", "-sha1", "-in"])
            .arg(bundle.join("pki").join(file))
            .output()
            .expect("openssl runs");
        let text = String::from_utf8(output.stdout).unwrap();
        let (_, print) = text.trim().split_once('=').unwrap();
        facts.sha1 = print.replace(':', "");
    }
    material
}
