//! What to look for in memory: parts of private keys and passphrases, as they stand in files.

use std::ops::Range;

use pki::Algorithm;
use plan::CaKeyFormat;
use tests::secrets::{ALGORITHMS, generate, pack, passphrases};
use tests::tool::Tool;

use crate::process::{Needles, WINDOW};

/// What [`pack`] holds: each key in PKCS#8 and in PEM, and the passphrases.
pub(crate) fn packed() -> Needles {
    let mut needles = Needles::new();
    for algorithm in ALGORITHMS {
        let packed = pack(algorithm);
        for (issued, [pem, _]) in packed.issued.iter().zip(&packed.pems) {
            let name = format!("{algorithm}, {:?}", issued.role);
            let pkcs8 = &issued.key.pkcs8;
            add(&mut needles, &name, &pkcs8[private(algorithm, pkcs8)]);
            add_pem(&mut needles, &name, private(algorithm, pkcs8), pem);
        }
        let name = format!("{algorithm}, passphrase");
        add(&mut needles, &name, packed.passphrase.expose().as_bytes());
    }
    needles
}

/// The passphrases of [`pack`] as a PFX takes them; they are held while one is written or read, and no longer.
pub(crate) fn in_utf16() -> Needles {
    let mut needles = Needles::new();
    for algorithm in ALGORITHMS {
        let packed = pack(algorithm);
        let units = packed.passphrase.expose().encode_utf16();
        let octets: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
        // Freeing memory overwrites the first of them.
        add(
            &mut needles,
            &format!("{algorithm}, passphrase in UTF-16"),
            &octets[WINDOW..],
        );
    }
    needles
}

/// What [`generate`] holds: the keys of the leaves in PEM.
pub(crate) fn generated() -> Needles {
    let mut needles = Needles::new();
    for name in ["pki/server.key", "pki/client.key"] {
        let (pkcs8, pem) = key(name);
        add_pem(&mut needles, name, private(RSA, &pkcs8), &pem);
    }
    needles
}

/// What is held where the secrets for Kubernetes are shown: the server's key in Base64 of PEM.
pub(crate) fn shown() -> Needles {
    let mut needles = Needles::new();
    let (_, pem) = key("pki/server.key");
    let base64 = Tool::new("base64").args(["--wrap=0"]).input(pem).succeed();
    // Between the modulus and the last line, as in PKCS#8.
    let private = base64.len() / 2..base64.len() * 3 / 4;
    add(&mut needles, "tls.key", &base64.as_bytes()[private]);
    needles
}

/// What [`generate`] has used and holds no longer: the CA key but encrypted, and what encrypts it.
pub(crate) fn used() -> Needles {
    let mut needles = Needles::new();
    let (pkcs8, pem) = key("ca.key");
    add(&mut needles, "ca.key", &pkcs8[private(RSA, &pkcs8)]);
    add_pem(&mut needles, "ca.key", private(RSA, &pkcs8), &pem);
    let [_, ca_key_passphrase] = passphrases();
    let passphrase = ca_key_passphrase.expose().as_bytes();
    add(&mut needles, "passphrase of the CA key", passphrase);
    needles
}

/// The keys of [`generate`].
const RSA: Algorithm = Algorithm::Rsa2048;

/// A key that [`generate`] has made, in PKCS#8 and in PEM.
fn key(path: &str) -> (Vec<u8>, String) {
    let artifacts = generate(CaKeyFormat::PlainPkcs8).artifacts;
    let mut artifacts = artifacts.iter();
    let file = artifacts.find(|artifact| artifact.path == path).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    (pem::parse(&text).unwrap().into_contents(), text)
}

/// Where in PKCS#8 stands what nobody else may know.
fn private(algorithm: Algorithm, pkcs8: &[u8]) -> Range<usize> {
    match algorithm {
        // The modulus stands in the first half (RFC 8017, A.1.2); the exponent and the primes follow.
        Algorithm::Rsa2048 | Algorithm::Rsa3072 | Algorithm::Rsa4096 => {
            pkcs8.len() / 2..pkcs8.len()
        }
        // Behind the head of PKCS#8 and that of RFC 5915, 3; the public key follows.
        Algorithm::EcdsaP256 => 36..68,
        Algorithm::EcdsaP384 => 35..83,
        // Behind the head of PKCS#8 (RFC 8410, 7).
        Algorithm::Ed25519 => 16..48,
    }
}

/// Of the lines of a PEM text, what stands for octets in `private`.
fn add_pem(needles: &mut Needles, name: &str, private: Range<usize>, pem: &str) {
    let lines = pem.lines().skip(1).map(str::as_bytes);
    let windows = lines.flat_map(|line| line.chunks(WINDOW));
    // Four characters are three octets, and each line but the last has whole windows.
    let octets = WINDOW / 4 * 3;
    for (index, window) in windows.enumerate() {
        if private.contains(&(index * octets)) && (index + 1) * octets <= private.end {
            add(needles, &format!("{name} in PEM"), window);
        }
    }
}

/// Every window of the secret that begins at a multiple of its size.
fn add(needles: &mut Needles, name: &str, secret: &[u8]) {
    for window in secret.chunks_exact(WINDOW) {
        needles.insert(window.try_into().unwrap(), name.to_owned());
    }
}
