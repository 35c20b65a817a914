use std::cell::{Cell, RefCell};
use std::task::Poll;

use super::*;
use crate::KeyError;

#[test]
fn specs_out_of_order_are_refused() {
    let mut spec = single();
    spec.certificates.rotate_left(1);
    assert_eq!(
        run(&spec).unwrap_err(),
        IssueError::IssuerMissing(Role::Server)
    );
    let mut spec = single();
    spec.certificates.push(authority(Role::Ca));
    assert_eq!(run(&spec).unwrap_err(), IssueError::RoleTwice(Role::Ca));
}

#[test]
fn prepared_keys_are_used_and_must_fit() {
    let prepared = block_on(software_keys().generate(Algorithm::EcdsaP256)).unwrap();
    let given = vec![(Role::Server, prepared.clone())];
    let issued = block_on(issue(&single(), given, &software_keys(), NOW, &|_| ())).unwrap();
    assert_eq!(issued[1].key.spki, prepared.spki);
    assert_eq!(
        parse(&issued[1].certificate).public_key().raw,
        prepared.spki
    );

    let other = block_on(software_keys().generate(Algorithm::Ed25519)).unwrap();
    let given = vec![(Role::Server, other)];
    let refused = block_on(issue(&single(), given, &software_keys(), NOW, &|_| ())).unwrap_err();
    assert_eq!(refused, IssueError::PreparedAlgorithm(Role::Server));
}

#[test]
fn progress_names_every_key_and_then_signing() {
    let seen = RefCell::new(Vec::new());
    let prepared = block_on(software_keys().generate(Algorithm::EcdsaP256)).unwrap();
    block_on(issue(
        &single(),
        vec![(Role::Client, prepared)],
        &software_keys(),
        NOW,
        &|progress| seen.borrow_mut().push(progress),
    ))
    .unwrap();
    let algorithm = Algorithm::EcdsaP256;
    let started = |role| IssueProgress::KeyStarted { role, algorithm };
    let ready = |role| IssueProgress::KeyReady { role, algorithm };
    assert_eq!(
        *seen.borrow(),
        [
            started(Role::Ca),
            ready(Role::Ca),
            started(Role::Server),
            ready(Role::Server),
            ready(Role::Client),
            IssueProgress::Signing,
        ]
    );
}

/// Makes no key before three are asked for, as a provider with threads of its own may.
struct AllAtOnce {
    software: SoftwareKeys,
    asked: Cell<usize>,
}

impl KeyProvider for AllAtOnce {
    async fn generate(&self, algorithm: Algorithm) -> Result<KeyPair, KeyError> {
        self.asked.set(self.asked.get() + 1);
        let mut polls = 0;
        std::future::poll_fn(|context| {
            polls += 1;
            assert!(polls < 100, "only {} keys were asked for", self.asked.get());
            context.waker().wake_by_ref();
            match self.asked.get() {
                3 => Poll::Ready(()),
                _ => Poll::Pending,
            }
        })
        .await;
        self.software.generate(algorithm).await
    }

    async fn sign(&self, key: &KeyPair, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        self.software.sign(key, message).await
    }

    async fn pbkdf2_sha256(
        &self,
        _: &[u8],
        _: &[u8],
        _: u32,
        _: usize,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        Err(KeyError::Failed("not part of issuing".into()))
    }

    fn random(&self, buffer: &mut [u8]) -> Result<(), KeyError> {
        self.software.random(buffer)
    }
}

#[test]
fn all_missing_keys_are_asked_for_at_once() {
    let provider = AllAtOnce {
        software: software_keys(),
        asked: Cell::new(0),
    };
    let issued = block_on(issue(&single(), Vec::new(), &provider, NOW, &|_| ())).unwrap();
    assert_eq!(issued.len(), 3);
}
