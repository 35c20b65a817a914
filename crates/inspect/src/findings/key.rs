mod rsa;

use diagnostics::Finding;
use formats::{Encryption, KeyEncoding, PrivateKey};

use crate::context::Context;
use crate::verify::{self, Verified};
use crate::x509::{Certificate, Key, PublicKey};
use crate::{codes, objects, words, x509};

const PLACE: &str = "Key";

pub(super) fn public(found: &mut Vec<Finding>, key: &PublicKey<'_>) {
    match key.key() {
        Key::Rsa {
            modulus,
            exponent,
            pss,
        } => {
            rsa::public(found, modulus, exponent);
            if pss {
                found.push(Finding::warning(
                    codes::KEY_RSA_PSS,
                    PLACE,
                    "The key is for RSASSA-PSS alone (1.2.840.113549.1.1.10): Go, browsers and most gateways do not take it.",
                    "Use an ordinary RSA key; TLS 1.3 signs with PSS all the same.",
                ));
            }
        }
        Key::Ec { curve } => {
            found.extend(self::curve(curve));
            found.extend(point(key));
        }
        Key::Dsa { .. } => found.extend(by_name("DSA")),
        Key::Modern(name) => found.extend(by_name(name)),
        Key::Other => found.push(Finding::warning(
            codes::KEY_UNKNOWN,
            PLACE,
            format!(
                "The key of the kind {} is not known here or is malformed.",
                objects::name(key.algorithm.oid)
            ),
            "Use RSA or P-256 unless all that read it know this kind.",
        )),
    }
}

/// About kinds of keys that are alike but for their name.
fn by_name(name: &str) -> Option<Finding> {
    Some(match name {
        "Ed25519" | "Ed448" => Finding::warning(
            codes::KEY_ED25519,
            PLACE,
            format!(
                "The key is {name}: .NET (`not a known key algorithm`), Azure Key Vault (`KeyCurveNotSupported`), Windows and browsers do not take it."
            ),
            "Use RSA or P-256 where any of them is to take part.",
        ),
        "X25519" | "X448" => Finding::warning(
            codes::KEY_UNKNOWN,
            PLACE,
            format!("The key is {name}: it agrees on keys and cannot sign a handshake."),
            "Use RSA or P-256.",
        ),
        "DSA" => Finding::error(
            codes::KEY_DSA,
            PLACE,
            "The key is DSA, which TLS 1.3, Go and browsers do not take.",
            "Use RSA or P-256.",
        ),
        _ => return None,
    })
}

fn curve(curve: Option<&[u8]>) -> Option<Finding> {
    let name = curve.map(objects::name);
    let name = name.as_deref();
    let (message, hint) = match name {
        Some("prime256v1" | "secp384r1") => return None,
        Some("secp521r1") => {
            return Some(Finding::note(
                codes::KEY_CURVE_UNUSUAL,
                PLACE,
                "The key is on P-521, which Chrome does not take for servers.",
                "Use P-256 or P-384 if browsers are to call the server.",
            ));
        }
        Some(name) => (
            format!("The key is on the curve {name}: Go, browsers and most gateways take P-256, P-384 and P-521 alone."),
            "Use P-256.",
        ),
        None => (
            "The key is on a curve whose parameters are written out: OpenSSL 3 refuses a certificate with it, Go and Java the key itself.".to_owned(),
            "Use a key on a named curve, such as P-256.",
        ),
    };
    Some(Finding::warning(
        codes::KEY_CURVE_UNUSUAL,
        PLACE,
        message,
        hint,
    ))
}

/// What is written as a point on a curve, and is none.
fn point(key: &PublicKey<'_>) -> Option<Finding> {
    (verify::is_point(key) == Some(false)).then(|| {
        Finding::error(
            codes::KEY_BROKEN,
            PLACE,
            format!(
                "The key says that it is {}, but its point is not on that curve: no program can use it.",
                key.title()
            ),
            "Get the key again from where it was made; in a JSON Web Key `x` and `y` have to have all of their octets.",
        )
    })
}

/// The certificate that comes with a JSON Web Key (`x5c`) is for that key (RFC 7517, 4.7).
pub(crate) fn own_certificate(key: &PublicKey<'_>, context: &Context<'_>) -> Option<Finding> {
    let first = context.certificates().next()?;
    (first.key.bits != key.bits).then(|| {
        Finding::error(
            codes::KEY_CERTIFICATE_OTHER,
            PLACE,
            format!(
                "The certificate in `x5c`, for {}, is for another key than the one it stands beside (RFC 7517, 4.7); programs that check refuse both.",
                crate::summary::title(&first)
            ),
            "Put the certificate that was issued for this key first into `x5c`.",
        )
    })
}

pub(super) fn signature(
    found: &mut Vec<Finding>,
    certificate: &Certificate<'_>,
    verified: Option<&Verified>,
) {
    if !super::is_own(certificate, verified) {
        hash(found, certificate.algorithm.oid);
    } else if !certificate.is_authority() {
        found.extend(own_hash(certificate.algorithm.oid));
    }
    if certificate.inner_algorithm.raw != certificate.algorithm.raw {
        found.push(algorithms_differ("certificate"));
    }
    if verified == Some(&Verified::No) {
        found.push(Finding::error(
            codes::SIGNATURE_INVALID,
            "Signature",
            "The certificate names itself as its issuer, but its own key did not sign it, or it was changed since.",
            "Get it again from where it came from; if a CA of the same name signed it, give the CA a name of its own.",
        ));
    }
}

pub(super) fn algorithms_differ(what: &str) -> Finding {
    Finding::error(
        codes::SIGNATURE_ALGORITHMS_DIFFER,
        "Signature",
        format!(
            "The {what} names one signature algorithm inside and another beside its signature (RFC 5280, 4.1.1.2)."
        ),
        "Do not trust it; issue it again.",
    )
}

/// The hash of a signature.
pub(super) fn hash(found: &mut Vec<Finding>, algorithm: &[u8]) {
    let name = objects::name(algorithm);
    match weak_hash(&name) {
        Some(codes::SIGNATURE_MD5) => found.push(Finding::error(
            codes::SIGNATURE_MD5,
            "Signature",
            format!("It is signed with {name}: signatures of that kind can be forged, and every program refuses them."),
            "Issue it again with SHA-256.",
        )),
        Some(code) => found.push(Finding::error(
            code,
            "Signature",
            format!("It is signed with {name}: Go (`insecure algorithm`), OpenSSL (`ca md too weak`) and browsers refuse it."),
            "Issue it again with SHA-256.",
        )),
        None => {}
    }
}

/// Likewise of what has signed itself and is no CA: whoever trusts it as it is does not check its signature.
fn own_hash(algorithm: &[u8]) -> Option<Finding> {
    let name = objects::name(algorithm);
    Some(Finding::note(
        weak_hash(&name)?,
        "Signature",
        format!(
            "It has signed itself with {name}: what trusts this very certificate does not check that, but Apple's programs refuse a server with it."
        ),
        "Issue it again with SHA-256.",
    ))
}

/// The code for signatures with a hash that is broken.
fn weak_hash(algorithm: &str) -> Option<&'static str> {
    let lower = algorithm.to_ascii_lowercase();
    if ["md2", "md4", "md5"]
        .iter()
        .any(|hash| lower.contains(hash))
    {
        return Some(codes::SIGNATURE_MD5);
    }
    lower.contains("sha1").then_some(codes::SIGNATURE_SHA1)
}

pub(crate) fn private_key(
    private: &PrivateKey,
    key: Option<&PublicKey<'_>>,
    context: &Context<'_>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(key) = key {
        public(&mut found, key);
        found.extend(own_certificate(key, context));
    } else if let Some(algorithm) = x509::private_algorithm(&private.pkcs8) {
        found.extend(x509::public_key::named(algorithm.oid).and_then(by_name));
    }
    if let KeyEncoding::Pkcs1 | KeyEncoding::Sec1 | KeyEncoding::Dsa = private.encoding {
        found.push(Finding::note(
            codes::KEY_TRADITIONAL,
            "Written as",
            "The key is in the traditional form of its algorithm: Azure Key Vault and Java want PKCS#8.",
            "Convert it to PKCS#8, which every program reads.",
        ));
    }
    found.extend(rsa::private(&private.pkcs8));
    match &private.encryption {
        Some(used) => found.extend(encryption(Some(used))),
        None => found.push(Finding::note(
            codes::KEY_NOT_ENCRYPTED,
            "Written as",
            "The private key is not encrypted: whoever has the file has the key.",
            "Keep it where only its program reads it; encrypt it to send it.",
        )),
    }
    super::sorted(found)
}

/// About the way something is encrypted.
pub(crate) fn encryption(encryption: Option<&Encryption>) -> Vec<Finding> {
    const PLACE: &str = "Encryption";
    let Some(encryption) = encryption else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if is_weak(&encryption.cipher) {
        found.push(Finding::warning(
            codes::CIPHER_WEAK,
            PLACE,
            format!("{} can be broken with little effort.", encryption.cipher),
            "Encrypt it again with AES-256 and PBKDF2.",
        ));
    }
    found.extend(salt(encryption.salt, PLACE));
    let scrypt = encryption.derivation.starts_with("scrypt");
    if let Some(rounds) = encryption.rounds.filter(|rounds| !scrypt && *rounds < 1000) {
        found.push(Finding::warning(
            codes::ROUNDS_FEW,
            PLACE,
            format!(
                "The key is derived from the password in {}, so that guessing is fast.",
                words::count(
                    usize::try_from(rounds).unwrap_or(usize::MAX),
                    "round",
                    "rounds"
                )
            ),
            "Encrypt it again with 600,000 rounds, or with a long random passphrase.",
        ));
    }
    found
}

/// A salt beyond all need.
pub(super) fn salt(octets: usize, place: &'static str) -> Option<Finding> {
    (octets > 1024).then(|| {
        Finding::warning(
            codes::SALT_LONG,
            place,
            format!("The salt has {octets} octets, where programs make 8 to 64: it makes nothing safer, and programs may refuse it."),
            "Encrypt it again; do not trust the file if you do not know what made it so.",
        )
    })
}

/// Ciphers of 40 or 56 bits.
pub(crate) fn is_weak(cipher: &str) -> bool {
    let lower = cipher.to_ascii_lowercase();
    let single_des = lower.contains("des")
        && ![
            "3des",
            "des3",
            "des-ede",
            "3-key",
            "2-key",
            "tripledes",
            "triple",
        ]
        .iter()
        .any(|triple| lower.contains(triple));
    single_des || lower.contains("40bit") || lower.contains("rc2-40") || lower.contains("rc4-40")
}
