//! curl, as the caller of the ingress.

use std::path::Path;

use serde_json::Value;

use crate::ingress_nginx::Ports;
use crate::tool::Tool;

/// What has curl say nothing but its errors, ask no proxy, and end in time.
pub const ALONE: [&str; 6] = [
    "--silent",
    "--show-error",
    "--max-time",
    "20",
    "--noproxy",
    "*",
];

/// A request to a host that stands behind nginx' ports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    arguments: Vec<String>,
    url: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The `Location` that a redirect names.
    pub location: String,
    /// The body as text.
    pub body: String,
}

impl Request {
    /// A GET of `https://HOST/PATH`, led to nginx whatever DNS says. It trusts nobody yet.
    pub fn https(ports: Ports, host: &str, path: &str) -> Self {
        Self::new("https", ports, host, path)
    }

    /// A GET of `http://HOST/PATH`.
    pub fn http(ports: Ports, host: &str, path: &str) -> Self {
        Self::new("http", ports, host, path)
    }

    fn new(scheme: &str, ports: Ports, host: &str, path: &str) -> Self {
        let Ports { http, https, .. } = ports;
        let arguments = vec![
            "--connect-to".into(),
            format!("{host}:443:127.0.0.1:{https}"),
            "--connect-to".into(),
            format!("{host}:80:127.0.0.1:{http}"),
        ];
        Self {
            arguments,
            url: format!("{scheme}://{host}{path}"),
        }
    }

    /// Trusts servers of the CAs in this file alone.
    #[must_use]
    pub fn trusting(self, ca: &Path) -> Self {
        self.with("--cacert", &ca.display().to_string())
    }

    /// Presents a certificate with its key, both PEM.
    #[must_use]
    pub fn presenting(self, certificate: &Path, key: &Path) -> Self {
        self.with("--cert", &certificate.display().to_string())
            .with("--key", &key.display().to_string())
    }

    /// Presents what is in a PFX.
    #[must_use]
    pub fn presenting_pfx(self, pfx: &Path, passphrase: &str) -> Self {
        self.with("--cert-type", "P12")
            .with("--cert", &pfx.display().to_string())
            .with("--pass", passphrase)
    }

    fn with(mut self, option: &str, value: &str) -> Self {
        self.arguments.extend([option.to_owned(), value.to_owned()]);
        self
    }

    /// Sends it.
    ///
    /// # Panics
    ///
    /// Where there is no HTTP answer at all, such as when the server is not trusted.
    pub fn send(self) -> Answer {
        self.try_send().unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// Sends it.
    ///
    /// # Errors
    ///
    /// curl's own words, where there is no HTTP answer at all.
    pub fn try_send(self) -> Result<Answer, String> {
        let ended = Tool::new("curl")
            .args(ALONE)
            .args(["--write-out", "\n%{http_code} %{redirect_url}"])
            .args(&self.arguments)
            .args([&self.url])
            .run();
        if !ended.success {
            return Err(ended.describe());
        }
        let text = ended.text();
        let (body, last) = text.rsplit_once('\n').unwrap();
        let (status, location) = last.split_once(' ').unwrap();
        Ok(Answer {
            status: status.parse().unwrap(),
            location: location.to_owned(),
            body: body.to_owned(),
        })
    }
}

impl Answer {
    /// A header as the application saw it, in lower case; none where it did not come through.
    pub fn seen(&self, header: &str) -> Option<String> {
        let answer: Value = serde_json::from_str(&self.body).ok()?;
        Some(answer["headers"][header].as_str()?.to_owned())
    }

    /// Whether the application answered, and not nginx itself.
    pub fn is_from_application(&self) -> bool {
        self.status == 200 && self.seen("host").is_some()
    }
}
