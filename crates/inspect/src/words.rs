//! Things in words, for titles and sentences.

use formats::{Container, KeyEncoding, KubernetesObject, LockedKind};

use crate::der;
use crate::objects;
use crate::x509::{Key, PublicKey};

pub(crate) fn locked(kind: &LockedKind) -> &'static str {
    match kind {
        LockedKind::Pfx(_) => "PFX (PKCS#12)",
        LockedKind::EncryptedPkcs8 => "encrypted private key (PKCS#8)",
        LockedKind::LegacyPem => "encrypted private key (traditional PEM)",
    }
}

pub(crate) fn container(container: &Container) -> String {
    match container {
        Container::Source { form, .. } => form.clone(),
        Container::Zip => "zip archive".to_owned(),
        Container::Pfx(_) => "PFX (PKCS#12)".to_owned(),
        Container::Pkcs7 => "PKCS#7 with certificates".to_owned(),
        Container::Jks => "Java key store (JKS)".to_owned(),
        Container::Jwks => "JSON Web Key Set".to_owned(),
        Container::Kubernetes(object) => format!("Kubernetes {}", object.kind),
        Container::Header(name) => format!("value of the header {}", shown(name)),
    }
}

pub(crate) fn encoding(encoding: KeyEncoding) -> &'static str {
    match encoding {
        KeyEncoding::Pkcs8 => "PKCS#8",
        KeyEncoding::Pkcs1 => "PKCS#1 (traditional RSA)",
        KeyEncoding::Sec1 => "SEC1 (traditional EC)",
        KeyEncoding::Dsa => "the traditional form of DSA",
        KeyEncoding::Jwk => "JSON Web Key",
    }
}

/// The name of an algorithm behind `A` or `An`, by its sound.
pub(crate) fn with_article(name: &str) -> String {
    let an = name.starts_with(['A', 'E', 'I', 'O', 'R', 'S', 'X', 'a', 'e', 'i', 'o']);
    format!("{} {name}", if an { "An" } else { "A" })
}

/// A name as a reader can see it, on one line. One of white space alone is quoted.
pub(crate) fn shown(name: &str) -> String {
    match name.trim() {
        "" => format!("{name:?}"),
        _ => diagnostics::visible(name),
    }
}

pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// A non-negative `INTEGER` in decimal digits; one that nobody would read by its length.
pub(crate) fn integer(content: &[u8]) -> String {
    let magnitude = der::magnitude(content);
    if magnitude.len() > 64 {
        return format!("a number of {} bits", der::bit_length(magnitude));
    }
    der::decimal(magnitude)
}

/// How strong a key is, by the estimates of NIST SP 800-57, part 1.
pub(crate) fn strength(key: &PublicKey<'_>) -> String {
    let bits = match key.key() {
        Key::Rsa { modulus, .. } => der::bit_length(modulus),
        Key::Dsa {
            parameters: Some([p, ..]),
            ..
        } => der::bit_length(p),
        Key::Ec { curve: Some(oid) } => {
            return objects::curve(oid).map_or_else(unknown, |(_, _, bits)| of_security(bits / 2));
        }
        Key::Modern("Ed25519" | "X25519") => return of_security(128),
        Key::Modern(_) => return of_security(224),
        _ => return unknown(),
    };
    match bits {
        0..1024 => "none: it can be broken with little effort".to_owned(),
        1024..2048 => "weak, about 80 bits: it can be broken at great cost".to_owned(),
        2048..3072 => "good, about 112 bits: enough until 2030".to_owned(),
        3072..7680 => "strong, 128 bits or more".to_owned(),
        7680..=16_384 => "very strong, 192 bits or more".to_owned(),
        _ => "of no use: OpenSSL computes with 16,384 bits at most".to_owned(),
    }
}

fn unknown() -> String {
    "unknown".to_owned()
}

fn of_security(bits: u32) -> String {
    match bits {
        0..80 => format!("weak, about {bits} bits"),
        80..112 => format!("weak, about {bits} bits: it can be broken at great cost"),
        112..128 => format!("good, about {bits} bits"),
        128..192 => format!("strong, about {bits} bits"),
        _ => format!("very strong, about {bits} bits"),
    }
}
/// Whether an object is of a kind that has files below `data`, so that their number says something.
pub(crate) fn counts_keys(object: &KubernetesObject) -> bool {
    matches!(object.kind.as_str(), "Secret" | "ConfigMap" | "") || !object.keys.is_empty()
}
