//! What the tests wrap and expect to come back.

use formats::{Content, Item, Limits, Locked};
use pki::{Algorithm, Authorities, Issued, Role};
use tests::specs;
use tests::tool::{Ended, Tool};

/// Every key kind that is issued, with its certificate, and the certificate of its authority.
pub(crate) fn client(algorithm: Algorithm) -> (Issued, Vec<u8>) {
    let issued = specs::issue(&specs::spec(Authorities::Single, algorithm, false));
    let authority = specs::of(&issued, Role::Ca).certificate.clone();
    (specs::of(&issued, Role::Client).clone(), authority)
}

/// Runs OpenSSL with its old ciphers at hand.
pub(crate) fn openssl(arguments: &[&str], input: &[u8]) -> Ended {
    let providers = ["-provider", "legacy", "-provider", "default"];
    let plain = ["asn1parse", "crl2pkcs7", "pkcs7", "ecparam"];
    let with = if plain.contains(&arguments[0]) {
        &[][..]
    } else {
        &providers
    };
    Tool::new("openssl")
        .args([arguments, with].concat())
        .input(input)
        .run()
}

/// Its output, where it succeeds.
pub(crate) fn made(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let ended = openssl(arguments, input);
    assert!(ended.success, "{}", ended.describe());
    ended.stdout
}

/// The private keys among what was found.
pub(crate) fn keys(items: &[Item]) -> Vec<Vec<u8>> {
    let keys = items.iter().filter_map(|item| match &item.content {
        Content::PrivateKey(key) => Some(key.pkcs8.to_vec()),
        _ => None,
    });
    keys.collect()
}

/// The private key among what was found.
pub(crate) fn only_key(items: &[Item]) -> Vec<u8> {
    let mut found = keys(items);
    assert_eq!(found.len(), 1, "{items:?}");
    found.remove(0)
}

/// The certificates among what was found.
pub(crate) fn certificates(items: &[Item]) -> Vec<Vec<u8>> {
    let certificates = items.iter().filter_map(|item| match &item.content {
        Content::Certificate(der) => Some(der.clone()),
        _ => None,
    });
    certificates.collect()
}

pub(crate) fn locked(content: &Content) -> &Locked {
    match content {
        Content::Locked(locked) => locked,
        other => panic!("not locked: {other:?}"),
    }
}

/// Opens it, and shows that another password does not.
pub(crate) fn unlocked(locked: &Locked, password: &str) -> Vec<Item> {
    let limits = Limits::default();
    let wrong = formats::unlock(locked, "another", &limits);
    assert_eq!(wrong.unwrap_err(), formats::UnlockError::WrongPassword);
    formats::unlock(locked, password, &limits).unwrap()
}
