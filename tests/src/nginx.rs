//! The real nginx, run with the configuration that the controller would make.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::ingress_nginx::{Cluster, Configuration, Ports, Refused};
use crate::tool::{Ended, Tool};

/// Whether nginx takes a certificate and its key (`nginx -t`).
///
/// # Panics
///
/// Where the file system refuses.
pub fn takes(certificate: &[u8], key: &[u8]) -> Ended {
    let directory = TempDir::with_prefix("twinlock-nginx-").unwrap();
    let configuration = "pid nginx.pid; error_log stderr; events {}
        http {
            access_log off;
            client_body_temp_path 1; proxy_temp_path 2; fastcgi_temp_path 3; uwsgi_temp_path 4; scgi_temp_path 5;
            server { listen unix:socket ssl; ssl_certificate crt; ssl_certificate_key key; }
        }";
    let files = [
        ("nginx.conf", configuration.as_bytes()),
        ("crt", certificate),
        ("key", key),
    ];
    for (name, octets) in files {
        std::fs::write(directory.path().join(name), octets).unwrap();
    }
    Tool::new("nginx")
        .args(["-t", "-c", "nginx.conf", "-p"])
        .args([directory.path()])
        .within(directory.path())
        .run()
}

/// A running nginx in a folder of its own; it ends when dropped.
#[derive(Debug)]
pub struct Nginx {
    child: Child,
    directory: TempDir,
    ports: Ports,
}

impl Nginx {
    /// Starts it for these objects, before an application on port `upstream` of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// What the controller or the API server would refuse.
    ///
    /// # Panics
    ///
    /// Where nginx does not take the configuration.
    pub fn start(cluster: &Cluster, upstream: u16) -> Result<Self, Refused> {
        // Another process may take a port between its choice and nginx' start.
        for _ in 0..5 {
            if let Some(nginx) = Self::try_start(cluster, upstream)? {
                return Ok(nginx);
            }
        }
        panic!("no free ports for nginx");
    }

    fn try_start(cluster: &Cluster, upstream: u16) -> Result<Option<Self>, Refused> {
        let directory = TempDir::with_prefix("twinlock-nginx-").unwrap();
        let ports = ports(upstream);
        let configuration = Configuration::new(cluster, directory.path(), ports)?;
        write(&configuration, directory.path());
        let child = Command::new("/usr/sbin/nginx")
            .arg("-p")
            .arg(directory.path())
            .arg("-c")
            .arg(directory.path().join("nginx.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("/usr/sbin/nginx (nginx-light) does not start: {error}")
            });
        let mut nginx = Self {
            child,
            directory,
            ports,
        };
        if nginx.wait() {
            return Ok(Some(nginx));
        }
        let log = nginx.error_log();
        assert!(
            log.contains("Address already in use"),
            "nginx ended:\n{log}\n{}",
            configuration.text
        );
        Ok(None)
    }

    /// Where it listens.
    pub fn ports(&self) -> Ports {
        self.ports
    }

    /// What it has logged, with each refused client certificate.
    pub fn error_log(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("error.log")).unwrap_or_default()
    }

    /// Waits until it answers (true) or ends (false).
    fn wait(&mut self) -> bool {
        let limit = Instant::now() + Duration::from_secs(20);
        while Instant::now() < limit {
            if self.child.try_wait().unwrap().is_some() {
                return false;
            }
            if TcpStream::connect(("127.0.0.1", self.ports.https)).is_ok() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("nginx does not answer:\n{}", self.error_log());
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A running nginx that serves a folder by the configuration of the project's container; it ends when dropped.
#[derive(Debug)]
pub struct StaticNginx {
    nginx: Child,
    _directory: TempDir,
    port: u16,
}

impl StaticNginx {
    /// Starts it for this folder on a free port of 127.0.0.1. Nothing else of the configuration is changed.
    ///
    /// # Panics
    ///
    /// Where nginx does not take it.
    pub fn start(folder: &Path) -> Self {
        for _ in 0..5 {
            if let Some(started) = Self::try_start(folder) {
                return started;
            }
        }
        panic!("nginx does not serve {}", folder.display());
    }

    fn try_start(folder: &Path) -> Option<Self> {
        let directory = TempDir::with_prefix("twinlock-nginx-").unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let own = directory.path().display().to_string();
        let mut configuration = include_str!("../../.container/nginx.conf").to_owned();
        for (written, here) in [
            ("/tmp/", format!("{own}/")),
            ("listen 8080;", format!("listen 127.0.0.1:{port};")),
            ("listen [::]:8080;", String::new()),
            (
                "root /usr/share/nginx/html;",
                format!("root {};", folder.display()),
            ),
        ] {
            assert!(configuration.contains(written), "{written}");
            configuration = configuration.replace(written, &here);
        }
        let file = directory.path().join("nginx.conf");
        std::fs::write(&file, configuration).unwrap();
        // It is ours until nginx takes it.
        drop(listener);
        let nginx = Command::new("/usr/sbin/nginx")
            .args([
                "-g",
                "daemon off; master_process off;",
                "-e",
                "stderr",
                "-p",
            ])
            .arg(directory.path())
            .arg("-c")
            .arg(&file)
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("/usr/sbin/nginx (nginx-light): {error}"));
        let mut started = Self {
            nginx,
            _directory: directory,
            port,
        };
        started.wait().then_some(started)
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Waits until it answers (true) or ends (false).
    fn wait(&mut self) -> bool {
        let limit = Instant::now() + Duration::from_secs(20);
        while Instant::now() < limit {
            if self.nginx.try_wait().unwrap().is_some() {
                return false;
            }
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("nginx does not answer");
    }
}

impl Drop for StaticNginx {
    fn drop(&mut self) {
        let _ = self.nginx.kill();
        let _ = self.nginx.wait();
    }
}

fn ports(upstream: u16) -> Ports {
    let free = || TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let (http, https) = (free(), free());
    Ports {
        http: http.local_addr().unwrap().port(),
        https: https.local_addr().unwrap().port(),
        upstream,
    }
}

fn write(configuration: &Configuration, directory: &Path) {
    let default_certificate = Tool::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt"])
        .args(["ec_paramgen_curve:P-256", "-nodes", "-keyout", "-", "-subj"])
        .args(["/O=Acme Co/CN=Kubernetes Ingress Controller Fake Certificate"])
        .succeed();
    let own = [
        ("nginx.conf", configuration.text.as_str()),
        ("default.pem", &default_certificate),
    ];
    let files = configuration
        .files
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_str()));
    for (name, content) in files.chain(own) {
        std::fs::write(directory.join(name), content).unwrap();
    }
}
