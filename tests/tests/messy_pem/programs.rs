use tempfile::TempDir;
use tests::nginx;
use tests::tool::{Ended, Tool};

/// A program that findings name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    Openssl,
    Nginx,
    Kubectl,
}

impl Program {
    /// All, in the order of the claims.
    pub(crate) const ALL: [Self; 3] = [Self::Openssl, Self::Nginx, Self::Kubectl];

    /// Whether it takes the certificate and the key; openssl is given one of them alone.
    pub(crate) fn reads(self, certificate: &[u8], key: &[u8], is_key: bool) -> Ended {
        match (self, is_key) {
            (Self::Openssl, false) => openssl(&["x509", "-noout", "-in"], certificate),
            (Self::Openssl, true) => openssl(&["pkey", "-noout", "-passin", "pass:", "-in"], key),
            (Self::Nginx, _) => nginx::takes(certificate, key),
            (Self::Kubectl, _) => kubectl(certificate, key),
        }
    }
}

fn openssl(arguments: &[&str], octets: &[u8]) -> Ended {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("it"), octets).unwrap();
    let openssl = Tool::new("openssl").args(arguments).args(["it"]);
    openssl.within(folder.path()).run()
}

fn kubectl(certificate: &[u8], key: &[u8]) -> Ended {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("crt"), certificate).unwrap();
    std::fs::write(folder.path().join("key"), key).unwrap();
    Tool::new("kubectl")
        .args(["create", "secret", "tls", "it", "--dry-run=client"])
        .args(["--cert", "crt", "--key", "key"])
        .within(folder.path())
        .run()
}

/// How many certificates OpenSSL finds in a file.
pub(crate) fn certificates(text: &[u8]) -> usize {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("it"), text).unwrap();
    let made = Tool::new("openssl")
        .args(["crl2pkcs7", "-nocrl", "-certfile", "it"])
        .within(folder.path())
        .succeed();
    let printed = Tool::new("openssl")
        .args(["pkcs7", "-print_certs"])
        .input(made)
        .succeed();
    printed.matches("BEGIN CERTIFICATE").count()
}
