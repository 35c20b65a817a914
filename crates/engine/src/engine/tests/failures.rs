//! What the engine says when something cannot be made: each code, and who is to blame.

use std::collections::BTreeSet;

use pki::{Algorithm, KeyError, KeyPair, KeyProvider, SoftwareKeys};
use plan::{CaKeyFormat, to_json};
use pollster::block_on;
use zeroize::Zeroizing;

use super::{NOW, generated, order, plan};
use crate::{Artifact, Engine, Request, Response};

/// Keys that do not work, in one way.
struct Faulty {
    keys: SoftwareKeys,
    fault: Fault,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    MakesNone,
    DoesNotSign,
    PublicKeyIsNone,
    PrivateKeyIsNone,
}

impl KeyProvider for Faulty {
    async fn generate(&self, algorithm: Algorithm) -> Result<KeyPair, KeyError> {
        if self.fault == Fault::MakesNone {
            return Err(KeyError::Unsupported(algorithm));
        }
        let mut key = self.keys.generate(algorithm).await?;
        match self.fault {
            Fault::PublicKeyIsNone => key.spki = vec![0x30, 0x00],
            Fault::PrivateKeyIsNone => key.pkcs8 = Zeroizing::new(vec![0x30, 0x00]),
            Fault::None | Fault::MakesNone | Fault::DoesNotSign => {}
        }
        Ok(key)
    }

    async fn sign(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        match self.fault {
            Fault::DoesNotSign => Err(KeyError::Failed("no".to_owned())),
            // What stands for a private key signs nothing; nobody verifies it here.
            Fault::PrivateKeyIsNone => Ok(vec![0; 64]),
            Fault::None | Fault::MakesNone | Fault::PublicKeyIsNone => {
                self.keys.sign(key, message).await
            }
        }
    }

    async fn pbkdf2_sha256(
        &self,
        password: &[u8],
        salt: &[u8],
        rounds: u32,
        length: usize,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        self.keys
            .pbkdf2_sha256(password, salt, rounds, length)
            .await
    }

    fn random(&self, buffer: &mut [u8]) -> Result<(), KeyError> {
        self.keys.random(buffer)
    }
}

/// What is said, as code and place; none where it worked.
fn said(fault: Fault, request: Request) -> Option<(String, String)> {
    let keys = SoftwareKeys::new(&Zeroizing::new([7; 32]));
    let engine = Engine::new(Faulty { keys, fault });
    match block_on(engine.handle(request, NOW, &|_| ())) {
        Response::Failed { finding } => {
            assert!(!finding.message.is_empty() && !finding.hint.is_empty());
            Some((finding.code.into_owned(), finding.place.into_owned()))
        }
        _ => None,
    }
}

/// A bundle of these files.
fn bundle(artifacts: Vec<Artifact>) -> Request {
    Request::Bundle {
        plan: to_json(&plan(|_| ())),
        artifacts,
    }
}

/// What was made, with one file altered.
fn altered(path: &str, alter: impl FnOnce(&mut Artifact)) -> Vec<Artifact> {
    let (_, mut artifacts) = generated(order(&plan(|_| ()), CaKeyFormat::PlainPkcs8));
    let file = artifacts.iter_mut().find(|artifact| artifact.path == path);
    alter(file.unwrap());
    artifacts
}

#[test]
fn every_failure_has_its_code_and_its_place() {
    let generate = || order(&plan(|_| ()), CaKeyFormat::PlainPkcs8);
    let unread = Request::Bundle {
        plan: "{".to_owned(),
        artifacts: Vec::new(),
    };
    let broken = altered("pki/ca.crt", |file| file.bytes.truncate(100));
    let outside = altered("pki/client.csr", |file| {
        "pki/../a".clone_into(&mut file.path);
    });
    let mut codes = BTreeSet::new();
    for (fault, request, code, place) in [
        (Fault::MakesNone, generate(), "key-unsupported", "keys"),
        (Fault::DoesNotSign, generate(), "key-failed", "keys"),
        (
            Fault::PublicKeyIsNone,
            generate(),
            "issue-failed",
            "generate",
        ),
        (
            Fault::PrivateKeyIsNone,
            generate(),
            "encode-failed",
            "generate",
        ),
        (Fault::None, bundle(broken), "check-failed", "generate"),
        (Fault::None, unread, "plan-unread", "page"),
        (Fault::None, bundle(outside), "zip-failed", "bundle"),
    ] {
        let said = said(fault, request);
        assert_eq!(said, Some((code.to_owned(), place.to_owned())), "{code}");
        codes.insert(code);
    }
    // The codes of passphrases have a test of their own.
    codes.extend(["passphrase-empty", "passphrase-not-bmp"]);
    let source = include_str!("../../findings.rs");
    let in_source: BTreeSet<&str> = source
        .split("Finding::error(")
        .skip(1)
        .filter_map(|rest| rest.split('"').nth(1))
        .collect();
    assert_eq!(codes, in_source);
}

#[test]
fn keys_that_work_and_files_that_are_whole_are_taken() {
    assert_eq!(
        said(
            Fault::None,
            order(&plan(|_| ()), CaKeyFormat::EncryptedPkcs8)
        ),
        None
    );
    assert_eq!(
        said(Fault::None, bundle(altered("pki/ca.crt", |_| ()))),
        None
    );
}
