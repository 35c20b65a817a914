//! Secrets in the memories of the page and its workers, looked for octet by octet. In Chromium.

use std::ops::Range;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::browser::Page;

/// Keeps all memories, from before the page's own scripts on.
const WATCH: &str = include_str!("memory/watch.js");

/// So many octets of a secret, one after the other, are a find.
const RUN: usize = 32;

/// Octets that nobody else may know.
#[derive(Clone, Debug, Serialize)]
pub struct Secret {
    name: String,
    base64: String,
    length: usize,
}

/// What was found in one memory.
#[derive(Clone, Debug, Deserialize)]
pub struct Memory {
    /// How large it is.
    pub octets: usize,
    /// What of which secret stands where.
    pub found: Vec<String>,
}

impl Secret {
    /// Takes any 32 octets in a row, or all where there are fewer.
    pub fn new(name: impl Into<String>, octets: &[u8]) -> Self {
        Self {
            name: name.into(),
            base64: BASE64_STANDARD.encode(octets),
            length: octets.len().min(RUN),
        }
    }

    /// A private key, given as PEM with PKCS#8 in it: its octets in both orders, since numbers are kept with the last
    /// first, its text, and the base64 of that text.
    ///
    /// # Panics
    ///
    /// Where it is no such thing.
    pub fn of_key(name: &str, pem: &str) -> [Self; 4] {
        let parsed = pem::parse(pem).unwrap();
        assert_eq!(parsed.tag(), "PRIVATE KEY");
        let octets = private(parsed.contents());
        let reversed: Vec<u8> = parsed.contents()[octets.clone()]
            .iter()
            .rev()
            .copied()
            .collect();
        let head = pem.find('\n').unwrap() + 1;
        let in_text = |at: usize| head + at + at / 64;
        let digits = base64(&octets);
        let text = in_text(digits.start)..in_text(digits.end);
        let in_base64 = base64(&text);
        [
            Self::new(format!("{name}, octets"), &parsed.contents()[octets]),
            Self::new(format!("{name}, octets from the last on"), &reversed),
            Self::new(format!("{name}, PEM"), &pem.as_bytes()[text]),
            Self::new(
                format!("{name}, PEM in base64"),
                &BASE64_STANDARD.encode(pem).as_bytes()[in_base64],
            ),
        ]
    }
}

/// The base64 digits that say nothing but what these octets are.
fn base64(octets: &Range<usize>) -> Range<usize> {
    octets.start.div_ceil(3) * 4..octets.end / 3 * 4
}

/// The octets of a PKCS#8 that are private: what stands before says what kind of key it is, and some of it stands in
/// certificates, too.
fn private(der: &[u8]) -> Range<usize> {
    let after = |mark: &[u8]| {
        let at = der.windows(mark.len()).position(|run| run == mark);
        at.map(|at| at + mark.len())
    };
    if let Some(start) = after(&[0x02, 0x03, 0x01, 0x00, 0x01]) {
        // RSA, after modulus and exponent (RFC 8017, A.1.2).
        return start..der.len();
    }
    // ECPrivateKey of version 1 (RFC 5915), or CurvePrivateKey (RFC 8410).
    let start = after(&[0x02, 0x01, 0x01, 0x04]).or_else(|| after(&[0x04, 0x22, 0x04]));
    let start = start.unwrap();
    start + 1..start + 1 + usize::from(der[start])
}

impl Page {
    /// Loads the page anew, with its memories kept for [`Page::look_for`].
    pub async fn reload_watched(&self) {
        self.before_load(WATCH).await;
        self.reload().await;
    }

    /// Looks for secrets in the page's memory and in those of so many workers, the oldest first.
    ///
    /// # Panics
    ///
    /// Where there are fewer workers.
    pub async fn look_for(&self, secrets: &[Secret], workers: usize) -> Vec<Memory> {
        let look = "return window.lookForSecrets(arguments[0], arguments[1])";
        let looked = self.script(look, &[json!(secrets), json!(workers)]).await;
        serde_json::from_value(looked).unwrap()
    }
}
