//! Programs that read what was made; each tells the certificates and the public key that it found.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tempfile::TempDir;
use tests::nginx;
use tests::tool::{Ended, Tool};

use crate::matrix::PASSPHRASE;

/// A program that reads certificates or keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Openssl,
    Certtool,
    Keytool,
    Pk12util,
    Python,
    Node,
    Kubectl,
    Nginx,
}

/// A file, with what else a program wants beside it.
pub(crate) struct File<'a> {
    pub(crate) form: &'a str,
    pub(crate) octets: &'a [u8],
    /// The leaf's certificate and key as PEM.
    pub(crate) certificate: &'a str,
    pub(crate) key: &'a str,
}

impl Reader {
    pub(crate) const ALL: [Self; 8] = [
        Self::Openssl,
        Self::Certtool,
        Self::Keytool,
        Self::Pk12util,
        Self::Python,
        Self::Node,
        Self::Kubectl,
        Self::Nginx,
    ];

    /// What it printed of a file, to look for certificates, public keys and thumbprints in; none where it has no
    /// command for such a thing.
    pub(crate) fn read(self, file: &File<'_>) -> Option<Ended> {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("it"), file.octets).unwrap();
        let run = |program: &str, arguments: &[&str]| {
            Tool::new(program)
                .args(arguments)
                .within(folder.path())
                .run()
        };
        match self {
            Self::Openssl => openssl(file.form, &run),
            Self::Certtool => certtool(file.form).map(|arguments| run("certtool", &arguments)),
            Self::Keytool => keytool(file.form).map(|arguments| run("keytool", &arguments)),
            Self::Pk12util => {
                is_store(file.form).then(|| run("pk12util", &["-l", "it", "-W", PASSPHRASE]))
            }
            Self::Python => {
                script(file.form).map(|kind| run("python3", &["-c", PYTHON, kind, PASSPHRASE]))
            }
            Self::Node => {
                script(file.form).map(|kind| run("node", &["-e", NODE, kind, PASSPHRASE]))
            }
            Self::Kubectl => kubectl(file, folder.path()),
            Self::Nginx => nginx_takes(file),
        }
    }
}

fn is_store(form: &str) -> bool {
    form.starts_with("pfx") || form == "trust-store"
}

fn openssl(form: &str, run: &dyn Fn(&str, &[&str]) -> Ended) -> Option<Ended> {
    let pass = format!("pass:{PASSPHRASE}");
    let shell = |script: &str| run("bash", &["-o", "pipefail", "-ec", script, "openssl", &pass]);
    Some(match form {
        "combined" => shell("openssl x509 -in it; openssl pkey -in it -pubout"),
        "trust-store" => shell("openssl pkcs12 -in it -passin \"$1\" -nokeys"),
        _ if is_store(form) => shell(
            "openssl pkcs12 -in it -passin \"$1\" -nokeys
             openssl pkcs12 -in it -passin \"$1\" -nocerts -nodes | openssl pkey -pubout",
        ),
        "der" => run("openssl", &["x509", "-inform", "DER", "-in", "it"]),
        "pkcs8-der" => run(
            "openssl",
            &["pkey", "-inform", "DER", "-in", "it", "-pubout"],
        ),
        "public-key" => run("openssl", &["pkey", "-pubin", "-in", "it", "-pubout"]),
        "pkcs7" => run("openssl", &["pkcs7", "-in", "it", "-print_certs"]),
        "pkcs8" | "encrypted-pkcs8" | "traditional" | "jwk" => run(
            "openssl",
            &["pkey", "-in", "it", "-passin", &pass, "-pubout"],
        ),
        _ => run("openssl", &["x509", "-in", "it"]),
    })
}

fn certtool(form: &str) -> Option<Vec<&str>> {
    Some(match form {
        "der" => vec!["-i", "--inder", "--infile", "it"],
        "pkcs7" => vec!["--p7-info", "--infile", "it"],
        "public-key" => vec!["--pubkey-info", "--load-pubkey", "it"],
        "pkcs8-der" => vec!["--pubkey-info", "--inder", "--load-privkey", "it"],
        "pkcs8" | "traditional" | "jwk" => vec!["--pubkey-info", "--load-privkey", "it"],
        "encrypted-pkcs8" => {
            vec![
                "--pubkey-info",
                "--password",
                PASSPHRASE,
                "--load-privkey",
                "it",
            ]
        }
        _ if is_store(form) => {
            vec![
                "--p12-info",
                "--inder",
                "--password",
                PASSPHRASE,
                "--infile",
                "it",
            ]
        }
        _ => vec!["-i", "--infile", "it"],
    })
}

/// Keys alone are nothing that it has a command for.
fn keytool(form: &str) -> Option<Vec<&str>> {
    let fast = "-J-XX:TieredStopAtLevel=1";
    match form {
        _ if is_store(form) => Some(vec![
            fast,
            "-list",
            "-rfc",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSPHRASE,
            "-keystore",
            "it",
        ]),
        "pkcs8" | "encrypted-pkcs8" | "pkcs8-der" | "traditional" | "public-key" | "jwk" => None,
        _ => Some(vec![fast, "-printcert", "-rfc", "-file", "it"]),
    }
}

/// The kind of reading that the scripts do.
fn script(form: &str) -> Option<&str> {
    match form {
        "trust-store" => Some("store"),
        _ if is_store(form) => Some("pfx"),
        "secret" | "files" => None,
        _ => Some(form),
    }
}

fn kubectl(file: &File<'_>, folder: &Path) -> Option<Ended> {
    let kubectl = |arguments: &[&str]| Tool::new("kubectl").args(arguments).within(folder).run();
    std::fs::write(folder.join("crt"), file.certificate).unwrap();
    std::fs::write(folder.join("key"), file.key).unwrap();
    let (certificate, key) = match file.form {
        "secret" => {
            return Some(kubectl(&[
                "annotate", "--local", "-f", "it", "a=b", "-o", "json",
            ]));
        }
        "combined" => ("it", "it"),
        "pem" | "full-chain" | "der" | "base64" => ("it", "key"),
        "pkcs8" | "encrypted-pkcs8" | "pkcs8-der" | "traditional" => ("crt", "it"),
        _ => return None,
    };
    let create = [
        "create",
        "secret",
        "tls",
        "it",
        "--dry-run=client",
        "-o",
        "json",
    ];
    Some(kubectl(
        &[&create[..], &["--cert", certificate, "--key", key]].concat(),
    ))
}

/// It prints nothing of what it took, but takes no key of another certificate.
fn nginx_takes(file: &File<'_>) -> Option<Ended> {
    let (certificate, key) = (file.certificate.as_bytes(), file.key.as_bytes());
    Some(match file.form {
        "combined" => {
            let ended = nginx::takes(file.octets, key);
            match ended.success {
                true => nginx::takes(certificate, file.octets),
                false => ended,
            }
        }
        "pem" | "full-chain" | "der" | "base64" => nginx::takes(file.octets, key),
        "pkcs8" | "encrypted-pkcs8" | "pkcs8-der" | "traditional" => {
            nginx::takes(certificate, file.octets)
        }
        _ => return None,
    })
}

/// What a Secret in JSON holds, as PEM.
pub(crate) fn secret(json: &str) -> Option<String> {
    let object: serde_json::Value = serde_json::from_str(json).ok()?;
    let entries = object["data"].as_object()?.values();
    entries
        .map(|value| BASE64_STANDARD.decode(value.as_str()?).ok())
        .map(|octets| String::from_utf8(octets?).ok())
        .collect()
}

const PYTHON: &str = "
import sys
from cryptography import x509
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.serialization import pkcs12, pkcs7
kind, password = sys.argv[1], sys.argv[2].encode()
data = open('it', 'rb').read()
def certificate(one):
    print(one.public_bytes(s.Encoding.PEM).decode())
def key(one):
    print(one.public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo).decode())
if kind in ('pfx', 'store'):
    found = pkcs12.load_pkcs12(data, password)
    for one in ([found.cert] if found.cert else []) + found.additional_certs:
        certificate(one.certificate)
    if found.key: key(found.key.public_key())
elif kind == 'der': certificate(x509.load_der_x509_certificate(data))
elif kind == 'pkcs7':
    for one in pkcs7.load_pem_pkcs7_certificates(data): certificate(one)
elif kind == 'public-key': key(s.load_pem_public_key(data))
elif kind == 'pkcs8-der': key(s.load_der_private_key(data, None).public_key())
elif kind in ('pkcs8', 'traditional', 'jwk'): key(s.load_pem_private_key(data, None).public_key())
elif kind == 'encrypted-pkcs8': key(s.load_pem_private_key(data, password).public_key())
else:
    for one in x509.load_pem_x509_certificates(data): certificate(one)
    if kind == 'combined': key(s.load_pem_private_key(data, None).public_key())
";

const NODE: &str = "
const crypto = require('node:crypto'), fs = require('node:fs'), tls = require('node:tls');
const [kind, passphrase] = process.argv.slice(1);
const data = fs.readFileSync('it');
const certificate = (octets) => console.log(new crypto.X509Certificate(octets).toString());
const key = (one) => console.log(crypto.createPublicKey(one).export({ type: 'spki', format: 'pem' }));
if (kind === 'pfx' || kind === 'store') {
    const found = tls.createSecureContext({ pfx: data, passphrase }).context.getCertificate();
    certificate(found);
    // What does not fit the key is not taken.
    key(new crypto.X509Certificate(found).publicKey.export({ type: 'spki', format: 'pem' }));
} else if (kind === 'jwk') {
    const jwk = JSON.parse(data);
    key(crypto.createPrivateKey({ key: jwk, format: 'jwk' }));
    certificate(Buffer.from(jwk.x5c[0], 'base64'));
} else if (kind === 'public-key') key(data);
else if (kind === 'pkcs8-der') key(crypto.createPrivateKey({ key: data, format: 'der', type: 'pkcs8' }));
else if (kind === 'encrypted-pkcs8') key(crypto.createPrivateKey({ key: data, passphrase }));
else if (['pkcs8', 'traditional'].includes(kind)) key(crypto.createPrivateKey(data));
else {
    certificate(data);
    if (kind === 'combined') key(crypto.createPrivateKey(data));
}
";
