use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use crate::hex;
use crate::report::Section;
use crate::x509::PublicKey;

/// The thumbprints of a certificate, in every form that something asks for.
pub(super) fn of_certificate(der: &[u8], key: &PublicKey<'_>) -> Section {
    let (sha1, sha256) = (Sha1::digest(der), Sha256::digest(der));
    let mut section = Section::new("Thumbprints");
    section.noted(
        "SHA-1",
        hex::upper(&sha1),
        "API Management, Azure, HAProxy ssl_c_sha1, haproxy-ingress X-SSL-Client-SHA1, Windows",
    );
    section.noted(
        "SHA-1, lower case",
        hex::lower(&sha1),
        "nginx $ssl_client_fingerprint",
    );
    section.noted(
        "SHA-1, with colons",
        hex::upper_colons(&sha1),
        "openssl x509 -fingerprint, browsers, keytool",
    );
    section.noted("SHA-256", hex::lower(&sha256), "Envoy Gateway certificateHashes, Istio verifyCertificateHash, X-Forwarded-Client-Cert Hash");
    section.noted(
        "SHA-256, upper case",
        hex::upper(&sha256),
        "Windows and Azure where they ask for SHA-256",
    );
    section.noted(
        "SHA-256, with colons",
        hex::upper_colons(&sha256),
        "openssl x509 -fingerprint -sha256, browsers, keytool",
    );
    section.noted(
        "x5t",
        URL_SAFE_NO_PAD.encode(sha1),
        "JWK and JWT headers (RFC 7515, 4.1.7), Microsoft Entra ID",
    );
    section.noted(
        "x5t#S256",
        URL_SAFE_NO_PAD.encode(sha256),
        "JWK, JWT and certificate-bound tokens (RFC 7515, 4.1.8; RFC 8705)",
    );
    push_pins(&mut section, key);
    section
}

/// The pins of a key, which stay the same when its certificate is renewed.
pub(super) fn of_key(key: &PublicKey<'_>) -> Section {
    let mut section = Section::new("Thumbprints");
    push_pins(&mut section, key);
    section
}

fn push_pins(section: &mut Section, key: &PublicKey<'_>) {
    let pin = STANDARD.encode(Sha256::digest(key.spki));
    section.noted("Key pin", pin.clone(), "Envoy Gateway spkiHashes, Istio verifyCertificateSpki: base64 of the SHA-256 of the public key");
    section.noted(
        "Key pin for curl",
        format!("sha256//{pin}"),
        "curl --pinnedpubkey",
    );
    let id = Sha1::digest(key.bits);
    section.noted("Key identifier", hex::upper_colons(&id), "SHA-1 of the key's bits (RFC 5280, 4.2.1.2): what most CAs write as subject key identifier");
}
