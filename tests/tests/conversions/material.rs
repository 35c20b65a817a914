//! A root, an intermediate CA and a leaf with a request and a revocation list, made by Python's `cryptography`.

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde::Deserialize;
use tests::tool::Tool;

/// The kinds of keys, as Python names them here.
pub(crate) const ALGORITHMS: [&str; 4] = ["rsa-2048", "p-256", "p-384", "ed25519"];

/// One set of what belongs together.
#[derive(Debug, Deserialize)]
pub(crate) struct Material {
    pub(crate) algorithm: String,
    /// What the subjects are called.
    pub(crate) name: String,
    /// Root, intermediate, leaf, as hex.
    certificates: Vec<String>,
    keys: Vec<String>,
    request: String,
    revocation_list: String,
}

/// A thing in a [`Material`]; the number says whose: 0 the root's, 1 the intermediate's, 2 the leaf's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Key(usize),
    Certificate(usize),
    PublicKey(usize),
    Request,
    RevocationList,
}

impl Material {
    pub(crate) fn certificate(&self, of: usize) -> Vec<u8> {
        octets(&self.certificates[of])
    }

    /// As PKCS#8.
    pub(crate) fn key(&self, of: usize) -> Vec<u8> {
        octets(&self.keys[of])
    }

    pub(crate) fn request(&self) -> Vec<u8> {
        octets(&self.request)
    }

    pub(crate) fn revocation_list(&self) -> Vec<u8> {
        octets(&self.revocation_list)
    }

    /// The public key as it stands in the certificate.
    pub(crate) fn public_key(&self, of: usize) -> Vec<u8> {
        inspect::public_key_of(&self.certificate(of)).unwrap()
    }
}

fn octets(hex: &str) -> Vec<u8> {
    let pairs = hex.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

/// One of each algorithm, with a usual name.
pub(crate) fn plain() -> &'static [Material] {
    static MATERIAL: OnceLock<Vec<Material>> = OnceLock::new();
    MATERIAL.get_or_init(|| {
        let wanted = ALGORITHMS.map(|algorithm| (algorithm, "api.contoso.example".to_owned()));
        made(&wanted)
    })
}

/// One of each algorithm for each odd name.
pub(crate) fn odd() -> &'static [Material] {
    static MATERIAL: OnceLock<Vec<Material>> = OnceLock::new();
    MATERIAL.get_or_init(|| {
        let mut runner = TestRunner::deterministic();
        let drawn = (0..8).map(|_| any_name().new_tree(&mut runner).unwrap().current());
        let names = ODD_NAMES.iter().map(|name| (*name).to_owned()).chain(drawn);
        let wanted: Vec<_> = names
            .zip(ALGORITHMS.into_iter().cycle())
            .map(|(name, algorithm)| (algorithm, name))
            .collect();
        made(&wanted)
    })
}

/// With one beyond the four algorithms, so that each name meets another.
const ODD_NAMES: [&str; 14] = [
    "",
    "*.apps.contoso.example",
    "O'Brien \"& Söhne\" <x>, Inc.",
    "例え.テスト",
    "../../etc/passwd",
    "..",
    ".hidden",
    "con",
    "C:\\Windows\\System32",
    "a/b=c+d,e;f#g",
    "  spaces  ",
    "-rf",
    "Ünïcödé 🔒 \u{202e}gnirts",
    "a-name-that-is-as-long-as-a-common-name-may-be-which-is-64-chars",
];

fn any_name() -> impl Strategy<Value = String> {
    "[ -~]{1,40}|\\PC{1,20}"
}

fn made(wanted: &[(&str, String)]) -> Vec<Material> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/keys/rsa-2048.pem");
    let made = Tool::new("python3")
        .args(["-c", SCRIPT, folder])
        .input(serde_json::to_vec(wanted).unwrap())
        .succeed();
    let made: Vec<Material> = serde_json::from_str(&made).unwrap();
    assert_eq!(made.len(), wanted.len());
    made
}

const SCRIPT: &str = r#"
import json, re, sys, datetime
from cryptography import x509
from cryptography.x509.oid import NameOID
from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
PEMS = re.findall('-----BEGIN.*?-----END [A-Z ]+-----', open(sys.argv[1]).read(), re.S)
NOW = datetime.datetime(2026, 1, 1)
LATER = NOW + datetime.timedelta(days=3000)
def keys(algorithm):
    if algorithm == 'rsa-2048':
        return [s.load_pem_private_key(pem.encode(), None) for pem in PEMS[:3]]
    make = {'p-256': lambda: ec.generate_private_key(ec.SECP256R1()),
            'p-384': lambda: ec.generate_private_key(ec.SECP384R1()),
            'ed25519': ed25519.Ed25519PrivateKey.generate}[algorithm]
    return [make() for _ in range(3)]
def der(one):
    return one.public_bytes(s.Encoding.DER).hex()
def made(algorithm, name):
    own = keys(algorithm)
    digest = None if algorithm == 'ed25519' else hashes.SHA256()
    called = lambda what: x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, (what + name)[:64])] if name else
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, what)] if what else [])
    names = [called('Root '), called('Issuing '), called('')]
    certificates = []
    for index, subject in enumerate(names):
        above = max(index - 1, 0)
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(names[above])
            .public_key(own[index].public_key()).serial_number(index + 1).not_valid_before(NOW).not_valid_after(LATER)
            .add_extension(x509.BasicConstraints(ca=index < 2, path_length=None), True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(own[index].public_key()), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own[above].public_key()), False))
        if index == 2:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName('api.contoso.example')]), not name)
        certificates.append(builder.sign(own[above], digest))
    request = x509.CertificateSigningRequestBuilder().subject_name(names[2]).sign(own[2], digest)
    crl = (x509.CertificateRevocationListBuilder().issuer_name(names[1]).last_update(NOW).next_update(LATER)
        .sign(own[1], digest))
    pkcs8 = lambda key: key.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption()).hex()
    return {'algorithm': algorithm, 'name': name, 'certificates': [der(one) for one in certificates],
            'keys': [pkcs8(key) for key in own], 'request': der(request), 'revocation_list': der(crl)}
print(json.dumps([made(*one) for one in json.load(sys.stdin)]))
"#;
