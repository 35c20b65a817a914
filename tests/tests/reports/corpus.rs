//! Every certificate, request, revocation list and public key of Python's vectors and of Mozilla's bundle.

use formats::{Content, Item, Limits};
use tests::vectors;

/// Where Debian keeps Mozilla's roots.
const MOZILLA: &str = "/etc/ssl/certs/ca-certificates.crt";

/// Each item with the name of its file.
pub(crate) fn items() -> Vec<(String, Item)> {
    let mut files = vectors::files("x509");
    files.extend(
        vectors::files("asymmetric")
            .into_iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "pem")),
    );
    files.push(MOZILLA.into());
    let mut all = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let octets = std::fs::read(&file).unwrap();
        for item in formats::read(&name, &octets, &Limits::default()) {
            all.push((name.clone(), item));
        }
    }
    assert!(all.len() > 1500, "{} items", all.len());
    all
}

/// The DER of what OpenSSL has a text of, and the command for it.
pub(crate) fn der(content: &Content) -> Option<(&[u8], &'static [&'static str])> {
    Some(match content {
        Content::Certificate(der) => (der, &["x509", "-inform", "DER"]),
        Content::Request(der) => (der, &["req", "-inform", "DER"]),
        Content::RevocationList(der) => (der, &["crl", "-inform", "DER"]),
        Content::PublicKey(der) => (der, &["pkey", "-pubin", "-inform", "DER"]),
        _ => return None,
    })
}
