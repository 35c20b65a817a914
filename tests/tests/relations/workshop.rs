//! Certificates that OpenSSL makes.

use std::path::PathBuf;

use formats::{Content, Item};
use inspect::relate::Relations;
use tests::folder;
use tests::tool::{Ended, Tool};

/// A folder where OpenSSL works. Names are those of keys and certificates in it.
pub(crate) struct Workshop {
    folder: PathBuf,
    /// Certificates, in the order they were made.
    pub(crate) certificates: Vec<String>,
}

/// Kinds of keys, as `genpkey` takes them: on a curve, and RSA.
pub(crate) const EC: &str = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256";
pub(crate) const RSA: &str = "-algorithm RSA -pkeyopt rsa_keygen_bits:2048";

pub(crate) const CA: &str = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n\
                             subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";
pub(crate) const LEAF: &str = "basicConstraints=CA:FALSE\nsubjectAltName=DNS:a.example\n\
                               subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";
/// Extensions that name no key.
pub(crate) const LEAF_WITHOUT_KEYS: &str =
    "basicConstraints=CA:FALSE\nsubjectKeyIdentifier=none\nauthorityKeyIdentifier=none\n";

impl Workshop {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            folder: folder::fresh(name),
            certificates: Vec::new(),
        }
    }

    pub(crate) fn run(&self, arguments: &str) -> Ended {
        Tool::new("openssl")
            .args(arguments.split_whitespace())
            .within(&self.folder)
            .run()
    }

    fn succeed(&self, arguments: &str) {
        let ended = self.run(arguments);
        assert!(ended.success, "{}", ended.describe());
    }

    /// A key; `kind` as `genpkey` takes it.
    pub(crate) fn key(&self, name: &str, kind: &str) {
        self.succeed(&format!("genpkey {kind} -out {name}.key"));
    }

    /// A certificate `name` with the key `key` and this subject, issued by `issuer`, which is a certificate and its key,
    /// or by itself.
    pub(crate) fn issue(
        &mut self,
        name: &str,
        (key, subject): (&str, &str),
        issuer: Option<(&str, &str)>,
        (extensions, options): (&str, &str),
    ) {
        let file = self.folder.join(format!("{name}.ext"));
        std::fs::write(file, extensions).unwrap();
        self.succeed(&format!(
            "req -new -key {key}.key -subj {subject} -out {name}.csr"
        ));
        let issuer = issuer.map_or_else(
            || format!("-signkey {key}.key"),
            |(certificate, key)| format!("-CA {certificate}.crt -CAkey {key}.key -CAcreateserial"),
        );
        self.succeed(&format!(
            "x509 -req -in {name}.csr {issuer} -days 30 -extfile {name}.ext {options} -out {name}.crt"
        ));
        self.certificates.push(name.to_owned());
    }

    /// A revocation list `name` of this CA.
    pub(crate) fn list(&self, name: &str, authority: &str, key: &str) {
        self.list_of(name, (authority, key), &[]);
    }

    /// A revocation list `name` of this CA that revokes each of these, for this reason.
    pub(crate) fn list_of(
        &self,
        name: &str,
        (authority, key): (&str, &str),
        revoked: &[(&str, &str)],
    ) {
        let write = |file: &str, text: &str| std::fs::write(self.folder.join(file), text).unwrap();
        write("index.txt", "");
        write("crlnumber", "01\n");
        write(
            "ca.cnf",
            "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n\
             default_crl_days=7\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n",
        );
        for (certificate, reason) in revoked {
            self.succeed(&format!(
                "ca -config ca.cnf -cert {authority}.crt -keyfile {key}.key -revoke {certificate}.crt -crl_reason {reason}"
            ));
        }
        self.succeed(&format!(
            "ca -config ca.cnf -gencrl -cert {authority}.crt -keyfile {key}.key -out {name}.crl"
        ));
    }

    /// The DER in a PEM file.
    pub(crate) fn der(&self, file: &str) -> Vec<u8> {
        let text = std::fs::read_to_string(self.folder.join(file)).unwrap();
        pem::parse(text).unwrap().into_contents()
    }

    /// The lines of a file.
    pub(crate) fn lines(&self, file: &str) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.join(file)).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    /// Writes a certificate over.
    pub(crate) fn write(&self, file: &str, der: &[u8]) {
        std::fs::write(self.folder.join(file), formats::certificate_pem(der)).unwrap();
    }

    /// Each certificate, in order.
    pub(crate) fn ders(&self) -> Vec<Vec<u8>> {
        let names = self.certificates.iter();
        names.map(|name| self.der(&format!("{name}.crt"))).collect()
    }

    /// Each certificate as an item, in order.
    pub(crate) fn items(&self) -> Vec<Item> {
        let names = self.certificates.iter();
        names
            .zip(self.ders())
            .map(|(name, der)| Item::new(None, name.clone(), Content::Certificate(der)))
            .collect()
    }

    /// What OpenSSL says of a leaf, where it asks for a list of each CA and has these.
    pub(crate) fn verify_with_lists(
        &self,
        lists: &str,
        root: &str,
        issuing: &str,
        leaf: &str,
    ) -> Ended {
        std::fs::write(self.folder.join("lists.crl"), lists).unwrap();
        self.run(&format!(
            "verify -crl_check_all -CAfile {root}.crt -untrusted {issuing}.crt -CRLfile lists.crl {leaf}.crt"
        ))
    }

    /// What OpenSSL says of one certificate that is to be issued by another, or by itself.
    pub(crate) fn verify(&self, subject: &str, issuer: &str) -> Ended {
        let trust = if subject == issuer {
            ""
        } else {
            "-partial_chain"
        };
        self.run(&format!(
            "verify {trust} -check_ss_sig -trusted {issuer}.crt {subject}.crt"
        ))
    }
}

/// What was found.
pub(crate) fn codes(relations: &Relations) -> Vec<&str> {
    let findings = relations.findings.iter();
    findings.map(|one| one.finding.code.as_ref()).collect()
}
