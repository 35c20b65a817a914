use diagnostics::Finding;
use futures_util::future::join_all;
use futures_util::lock::Mutex;
use pki::{Algorithm, KeyPair, KeyProvider, Role, Spec};

use crate::{Progress, findings};

/// Keys made ahead. The lock is held while they are being made, so that whoever takes them gets them all.
#[derive(Default)]
pub(crate) struct KeptKeys {
    keys: Mutex<Vec<KeyPair>>,
}

impl KeptKeys {
    /// Keeps one key for each of `algorithms`: those that are there already, and new ones, all of them
    /// made at once. The rest is thrown away. When one fails, the others are kept all the same.
    pub(crate) async fn prepare(
        &self,
        algorithms: &[Algorithm],
        keys: &impl KeyProvider,
        progress: &dyn Fn(Progress),
    ) -> Result<(), Finding> {
        let mut kept = self.keys.lock().await;
        let mut before = std::mem::take(&mut *kept);
        let mut missing = Vec::new();
        for &algorithm in algorithms {
            match take(&mut before, algorithm) {
                Some(key) => kept.push(key),
                None => missing.push(make(algorithm, keys, progress)),
            }
        }
        drop(before);
        let mut result = Ok(());
        for made in join_all(missing).await {
            match made {
                Ok(key) => kept.push(key),
                Err(finding) => result = Err(finding),
            }
        }
        result
    }

    /// Takes a kept key for every certificate that one fits, in the order of `spec`.
    pub(crate) async fn take_for(&self, spec: &Spec) -> Vec<(Role, KeyPair)> {
        let mut kept = self.keys.lock().await;
        spec.certificates
            .iter()
            .filter_map(|certificate| {
                take(&mut kept, certificate.algorithm).map(|key| (certificate.role, key))
            })
            .collect()
    }
}

fn take(keys: &mut Vec<KeyPair>, algorithm: Algorithm) -> Option<KeyPair> {
    let index = keys.iter().position(|key| key.algorithm == algorithm)?;
    Some(keys.remove(index))
}

async fn make(
    algorithm: Algorithm,
    keys: &impl KeyProvider,
    progress: &dyn Fn(Progress),
) -> Result<KeyPair, Finding> {
    progress(Progress::KeyStarted {
        role: None,
        algorithm,
    });
    let key = keys.generate(algorithm).await.map_err(findings::of_key)?;
    progress(Progress::KeyReady {
        role: None,
        algorithm,
    });
    Ok(key)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use pki::SoftwareKeys;
    use pollster::block_on;
    use zeroize::Zeroizing;

    use super::*;

    fn prepared(kept: &KeptKeys, keys: &SoftwareKeys, algorithms: &[Algorithm]) -> Vec<Progress> {
        let heard = RefCell::default();
        let progress = |progress| RefCell::<Vec<_>>::borrow_mut(&heard).push(progress);
        block_on(kept.prepare(algorithms, keys, &progress)).expect("software keys do not fail");
        heard.into_inner()
    }

    fn public_keys(kept: &KeptKeys) -> Vec<Vec<u8>> {
        block_on(kept.keys.lock())
            .iter()
            .map(|key| key.spki.clone())
            .collect()
    }

    #[test]
    fn what_fits_is_kept_and_the_rest_thrown_away() {
        use Algorithm::{EcdsaP256, EcdsaP384, Ed25519};
        let keys = SoftwareKeys::new(&Zeroizing::new([1; 32]));
        let kept = KeptKeys::default();
        assert_eq!(
            prepared(&kept, &keys, &[EcdsaP256, EcdsaP256, Ed25519]).len(),
            6
        );
        let first = public_keys(&kept);
        let heard = prepared(&kept, &keys, &[EcdsaP384, EcdsaP256]);
        assert_eq!(
            heard,
            [
                Progress::KeyStarted {
                    role: None,
                    algorithm: EcdsaP384
                },
                Progress::KeyReady {
                    role: None,
                    algorithm: EcdsaP384
                },
            ]
        );
        let second = public_keys(&kept);
        assert_eq!(second.len(), 2);
        assert_eq!(second[0], first[0]);
        prepared(&kept, &keys, &[]);
        assert!(public_keys(&kept).is_empty());
    }
}
