//! Certificates and keys, made by openssl.

use std::path::{Path, PathBuf};

use tests::browser::Page;
use tests::folder;
use tests::tool::Tool;

/// A folder with a root, an issuing CA below it, a certificate of that for a server, its key and a PFX of both.
pub(crate) struct Material(PathBuf);

const LEAF: &str = "subjectAltName=DNS:api.contoso.example,DNS:www.contoso.example\n\
    extendedKeyUsage=serverAuth,clientAuth\nkeyUsage=critical,digitalSignature\n\
    subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nbasicConstraints=critical,CA:FALSE\n";
const CA: &str = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n\
    subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";

impl Material {
    /// Makes all of it, in a folder of this name.
    pub(crate) fn new(name: &str) -> Self {
        let folder = folder::fresh(name);
        std::fs::write(folder.join("leaf.ext"), LEAF).unwrap();
        std::fs::write(folder.join("ca.ext"), CA).unwrap();
        let openssl = |line: &str| run(&folder, line);
        for (stem, name) in [
            ("root", "Contoso Root CA"),
            ("int", "Contoso Issuing CA"),
            ("tls", "api.contoso.example"),
        ] {
            openssl(&format!(
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {stem}.key"
            ));
            let subject = format!("/O=Contoso/CN={}", name.replace(' ', "_"));
            openssl(&format!(
                "req -new -key {stem}.key -out {stem}.csr -subj {subject}"
            ));
        }
        openssl(
            "x509 -req -in root.csr -signkey root.key -days 3650 -extfile ca.ext -out root.crt",
        );
        openssl(
            "x509 -req -in int.csr -CA root.crt -CAkey root.key -days 1800 -extfile ca.ext -out int.crt",
        );
        openssl(
            "x509 -req -in tls.csr -CA int.crt -CAkey int.key -days 397 -extfile leaf.ext -out tls.crt",
        );
        openssl("x509 -req -in tls.csr -CA int.crt -CAkey int.key -days 100 -out renewed.crt");
        openssl(
            "pkcs12 -export -in tls.crt -inkey tls.key -certfile int.crt -passout pass:secret -name client -out client.pfx",
        );
        Self(folder)
    }

    /// The content of one of the files.
    pub(crate) fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.join(name)).unwrap()
    }

    /// The same, of a text.
    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.file(name)).unwrap()
    }

    /// Drops some of the files on the page.
    pub(crate) async fn drop_on(&self, page: &Page, names: &[&str]) {
        let files: Vec<_> = names.iter().map(|name| (*name, self.file(name))).collect();
        let files: Vec<_> = files
            .iter()
            .map(|(name, content)| (*name, content.as_slice()))
            .collect();
        page.drop_files(&files).await;
    }

    /// Puts a file beside them.
    pub(crate) fn put(&self, name: &str, content: &[u8]) {
        std::fs::write(self.0.join(name), content).unwrap();
    }

    /// A folder in the folder.
    pub(crate) fn folder(&self, path: &str) -> PathBuf {
        let folder = self.0.join(path);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// What openssl says to a command line, in the folder.
    pub(crate) fn openssl(&self, line: &str) -> String {
        run(&self.0, line)
    }
}

fn run(folder: &Path, line: &str) -> String {
    Tool::new("openssl")
        .args(line.split(' '))
        .within(folder)
        .succeed()
}
