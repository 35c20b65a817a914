//! Which keys of a plan are made by Rust, since the browser does not offer them: it is said before anybody waits.

use pki::{Algorithm, KeyFamily, KeyProvider};
use serde::{Deserialize, Serialize};

/// What there is to say about it; empty where the browser offers all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InRust {
    /// The kinds of keys, in words.
    pub names: String,
    /// Which they are and why, as a sentence.
    pub told: String,
}

impl InRust {
    /// Those of the algorithms that a plan `uses`.
    pub(crate) async fn among(uses: Vec<Algorithm>, keys: &impl KeyProvider) -> Self {
        let mut made = Vec::new();
        for algorithm in uses {
            if !made.contains(&algorithm) && keys.makes_in_rust(algorithm).await {
                made.push(algorithm);
            }
        }
        // No browser with any cryptography is known to lack RSA.
        let lacks_all = keys.makes_in_rust(Algorithm::Rsa2048).await;
        Self::of(&made, lacks_all)
    }

    fn of(made: &[Algorithm], lacks_all: bool) -> Self {
        let names: Vec<_> = made.iter().map(ToString::to_string).collect();
        let names = names.join(" and ");
        let (are, them) = match made {
            [] => return Self::default(),
            [_] => ("is", "it"),
            _ => ("are", "them"),
        };
        let why = if lacks_all {
            "over plain HTTP browsers offer no cryptography.".to_owned()
        } else {
            format!("this browser’s cryptography lacks {them}.")
        };
        let is_slow = made.iter().any(|it| it.family() == KeyFamily::Rsa);
        let slow = if is_slow {
            " RSA keys take seconds."
        } else {
            ""
        };
        Self {
            told: format!("{names} {are} made in Rust: {why}{slow}"),
            names,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_by_algorithm_and_why() {
        assert_eq!(InRust::of(&[], true), InRust::default());
        assert_eq!(
            InRust::of(&[Algorithm::Ed25519], false).told,
            "Ed25519 is made in Rust: this browser’s cryptography lacks it."
        );
        let all = InRust::of(&[Algorithm::Rsa4096, Algorithm::EcdsaP256], true);
        assert_eq!(all.names, "RSA 4096 and ECDSA P-256");
        assert_eq!(
            all.told,
            "RSA 4096 and ECDSA P-256 are made in Rust: over plain HTTP browsers offer no cryptography. \
             RSA keys take seconds."
        );
    }
}
