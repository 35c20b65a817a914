use std::collections::BTreeMap;

use tests::tool::Tool;

use crate::expected::{FORMS, Picked, expected};
use crate::material::{Material, Thing, plain};
use crate::opened::Opened;
use crate::readers::{File, Reader, secret};

pub(crate) const PASSPHRASE: &str = "correct horse battery";

/// A program, forms that it has a command for and does not read, and why. What is read after all, or is not read and
/// not named here, fails.
const REASONS: [(Reader, &[&str], &str); 17] = [
    (Reader::Openssl, &["jwk"], "OpenSSL reads no JSON"),
    (Reader::Openssl, TEXTS, NO_PEM),
    (Reader::Certtool, &["jwk"], "GnuTLS' certtool reads no JSON"),
    (Reader::Certtool, TEXTS, NO_PEM),
    (
        Reader::Keytool,
        &["combined"],
        "Java's CertificateFactory reads files of certificates alone",
    ),
    (Reader::Keytool, TEXTS, NO_PEM),
    (
        Reader::Python,
        &["jwk"],
        "cryptography reads no JSON; libraries for JOSE do",
    ),
    (Reader::Python, &["base64", "url-encoded"], NO_PEM),
    (
        Reader::Node,
        &["trust-store"],
        "TLS of Node wants a key in a PFX",
    ),
    (Reader::Node, &["pkcs7"], "Node has no reader for PKCS#7"),
    (Reader::Node, &["base64", "url-encoded"], NO_PEM),
    (
        Reader::Kubectl,
        &["der", "pkcs8-der"],
        "kubectl create secret tls wants PEM",
    ),
    (Reader::Kubectl, &["encrypted-pkcs8"], ENCRYPTED),
    (Reader::Kubectl, &["base64"], NO_PEM),
    (Reader::Nginx, &["der", "pkcs8-der"], "nginx wants PEM"),
    (
        Reader::Nginx,
        &["encrypted-pkcs8"],
        "nginx asks for the passphrase, or wants ssl_password_file",
    ),
    (Reader::Nginx, &["base64"], NO_PEM),
];
/// Forms for manifests, policies and headers.
const TEXTS: &[&str] = &["secret", "base64", "url-encoded"];
const NO_PEM: &str = "it is neither PEM nor DER: it goes into a manifest, a policy or a header, and is decoded there";
const ENCRYPTED: &str = "kubectl create secret tls takes no encrypted key";

/// By row and column: each algorithm, and whether it was read; none where there is no command for it.
type Cells = BTreeMap<(usize, usize), Vec<(&'static str, Option<bool>)>>;

/// The whole matrix: each program is given each form of each kind of key, and what it read is compared with what was
/// converted: the certificate by its PEM or its thumbprint, the key by its public key.
#[test]
fn programs_read_what_is_made() {
    let mut cells = Cells::new();
    let mut wrong = Vec::new();
    for material in plain() {
        let made = Made::new(material);
        for (row, form) in FORMS.iter().enumerate() {
            let Some(octets) = made.form(form) else {
                continue;
            };
            for (column, reader) in Reader::ALL.into_iter().enumerate() {
                let read = made.is_read(form, &octets, reader);
                let algorithm = material.algorithm.as_str();
                let reason = reason(reader, form);
                match &read {
                    Some(Err(told)) if reason.is_none() => {
                        wrong.push(format!("{reader:?} {form} {algorithm}: no\n{told}"));
                    }
                    Some(Ok(())) | None if reason.is_some() => wrong.push(format!(
                        "{reader:?} {form} {algorithm}: {read:?}, but a reason stands against it"
                    )),
                    _ => {}
                }
                let read = read.map(|read| read.is_ok());
                cells
                    .entry((row, column))
                    .or_default()
                    .push((algorithm, read));
            }
        }
    }
    print(&cells);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn reason(reader: Reader, form: &str) -> Option<&'static str> {
    let is_it = |(of, forms, _): &&(Reader, &[&str], _)| *of == reader && forms.contains(&form);
    REASONS.iter().find(is_it).map(|(_, _, reason)| *reason)
}

/// What is made of another certificate is not taken for this one's.
#[test]
fn readers_tell_one_certificate_from_another() {
    let [_, one, another, _] = plain() else {
        panic!("four algorithms");
    };
    let (one, another) = (Made::new(one), Made::new(another));
    for form in FORMS {
        let Some(octets) = another.form(form) else {
            continue;
        };
        for reader in Reader::ALL {
            let read = one.is_read(form, &octets, reader);
            assert!(!matches!(read, Some(Ok(()))), "{reader:?} {form}");
        }
    }
}

struct Made<'a> {
    material: &'a Material,
    opened: Opened,
    things: Vec<(usize, Thing)>,
    certificate: String,
    key: String,
    public_key: String,
}

impl<'a> Made<'a> {
    fn new(material: &'a Material) -> Self {
        let key = formats::private_key_pem(&material.key(2))
            .unwrap()
            .to_string();
        let chain: String = [2, 1, 0]
            .map(|of| formats::certificate_pem(&material.certificate(of)))
            .concat();
        let files = [
            ("chain.pem".to_owned(), chain.into_bytes()),
            ("key.pem".to_owned(), key.clone().into_bytes()),
        ];
        let opened = Opened::new(&files, PASSPHRASE);
        Self {
            things: opened.things(material),
            opened,
            certificate: formats::certificate_pem(&material.certificate(2)),
            key,
            public_key: formats::public_key_pem(&material.public_key(2)),
            material,
        }
    }

    /// The file of this form, made of the leaf.
    fn form(&self, form: &str) -> Option<Vec<u8>> {
        let leaf = self
            .things
            .iter()
            .find(|(_, thing)| *thing == Thing::Certificate(2))
            .unwrap()
            .0;
        let made = self.opened.convert(leaf, form, PASSPHRASE).ok()?;
        assert_eq!(made.len(), 1);
        Some(made[0].bytes.clone())
    }

    /// Whether the reader found in it what should be there; none where it has no command for it.
    fn is_read(&self, form: &str, octets: &[u8], reader: Reader) -> Option<Result<(), String>> {
        let file = File {
            form,
            octets,
            certificate: &self.certificate,
            key: &self.key,
        };
        let ended = reader.read(&file)?;
        if !ended.success {
            return Some(Err(ended.describe()));
        }
        if reader == Reader::Nginx {
            return Some(Ok(()));
        }
        let text = match reader {
            Reader::Kubectl => secret(&ended.text()).unwrap_or_default(),
            _ => ended.text().replace("\r\n", "\n"),
        };
        let missing = self.missing(form, reader, &text);
        Some(match missing.is_empty() {
            true => Ok(()),
            false => Err(format!("{missing:?} not in {}", ended.describe())),
        })
    }

    /// What should be in what a program printed, and is not. A key is told by its public key; by kubectl and certtool,
    /// which print the key of a store encrypted, by itself or by its presence.
    fn missing(&self, form: &str, reader: Reader, text: &str) -> Vec<&'static str> {
        let held: Vec<_> = self.things.iter().map(|(_, thing)| *thing).collect();
        let picked = Picked {
            thing: Thing::Certificate(2),
            held: &held,
            is_entry: false,
            is_ed25519: self.material.algorithm == "ed25519",
        };
        let wanted = expected(form, &picked).unwrap();
        let is_store = form.starts_with("pfx");
        let has_certificate = match reader {
            Reader::Pk12util => text.contains(&thumbprint(&self.material.certificate(2))),
            _ => text.contains(self.certificate.trim()),
        };
        let has_key = match reader {
            Reader::Kubectl => text.contains("PRIVATE KEY-----"),
            Reader::Pk12util => text.contains("Key(shrouded)") || text.contains("Key:"),
            Reader::Certtool if is_store => {
                text.contains("BEGIN ENCRYPTED PRIVATE KEY") || text.contains("BEGIN PRIVATE KEY")
            }
            Reader::Keytool => text.contains("PrivateKeyEntry"),
            _ => text.contains(self.public_key.trim()),
        };
        // Of PEM with both, certtool's command tells the certificate alone, and Java's refuses it.
        let key_alone = matches!(wanted[..], [Thing::Key(_) | Thing::PublicKey(_)]);
        let is_both = form == "jwk" || form == "combined" && reader != Reader::Certtool;
        let asks_key = is_store || key_alone || is_both;
        let mut missing = Vec::new();
        if asks_key && !has_key {
            missing.push("key");
        }
        if wanted.contains(&Thing::Certificate(2)) && !has_certificate {
            missing.push("certificate");
        }
        missing
    }
}

/// The first half of SHA-256 as NSS prints it, which breaks the line there.
fn thumbprint(der: &[u8]) -> String {
    let openssl = Tool::new("openssl").args(["x509", "-inform", "DER", "-noout"]);
    let told = openssl
        .args(["-fingerprint", "-sha256"])
        .input(der)
        .succeed();
    told.trim().rsplit('=').next().unwrap()[..47].to_owned()
}

fn print(cells: &Cells) {
    let head: String = Reader::ALL
        .iter()
        .map(|reader| format!("{:<10}", format!("{reader:?}").to_lowercase()))
        .collect();
    println!("{:<22}{head}", "form");
    for (row, form) in FORMS.iter().enumerate() {
        let line: String = (0..Reader::ALL.len())
            .map(|column| format!("{:<10}", cell(cells.get(&(row, column)))))
            .collect();
        println!("{form:<22}{line}");
    }
    for (reader, forms, reason) in REASONS {
        println!("no: {reader:?}, {}: {reason}", forms.join(" "));
    }
}

fn cell(of: Option<&Vec<(&str, Option<bool>)>>) -> String {
    let Some(of) = of else { return "-".into() };
    let all = |wanted: Option<bool>| of.iter().all(|(_, read)| *read == wanted);
    match () {
        () if all(None) => "-".into(),
        () if all(Some(true)) => "yes".into(),
        () if all(Some(false)) => "no".into(),
        () => {
            let read = of.iter().filter(|(_, read)| *read == Some(true)).count();
            format!("{read} of {}", of.len())
        }
    }
}
