use diagnostics::Finding;
use engine::Passphrase;
use leptos::prelude::*;

use crate::browser::random;

/// The least length of a typed passphrase that gets no warning.
const STRONG_LENGTH: usize = 16;

/// The two passphrases. They live in memory alone: no file, no setting and no link holds them.
#[derive(Clone, Copy)]
pub(crate) struct Passphrases {
    /// Of the PFX files.
    pub(crate) pfx: RwSignal<Passphrase>,
    /// Of the CA keys.
    pub(crate) ca_key: RwSignal<Passphrase>,
    /// Those that have been copied, shown or typed, so that the user can have them.
    pub(crate) seen: RwSignal<Vec<Passphrase>>,
}

impl Passphrases {
    /// Two new ones. Where the browser has no randomness they are empty, and a finding asks for typed ones.
    pub(crate) fn generate() -> Self {
        Self {
            pfx: RwSignal::new(fresh()),
            ca_key: RwSignal::new(fresh()),
            seen: RwSignal::default(),
        }
    }

    /// Notes that the user has seen a passphrase.
    pub(crate) fn see(self, passphrase: &Passphrase) {
        if !self.seen.with_untracked(|seen| seen.contains(passphrase)) {
            self.seen.update(|seen| seen.push(passphrase.clone()));
        }
    }
}

/// A new passphrase; empty where the browser has no randomness.
pub(crate) fn fresh() -> Passphrase {
    random::passphrase().unwrap_or_else(|_| Passphrase::new(String::new()))
}

/// Judges a passphrase as it stands in the field at `place`; whether it encrypts a PFX decides what it may hold.
pub(crate) fn judge(place: &'static str, passphrase: &Passphrase, of_pfx: bool) -> Vec<Finding> {
    let text = passphrase.expose();
    if text.is_empty() {
        return vec![Finding::error(
            "passphrase-empty",
            place,
            "The passphrase is empty.",
            "Press New, or type one.",
        )];
    }
    if of_pfx && text.chars().any(|c| c > '\u{ffff}') {
        // RFC 7292, appendix B.1: passphrases are BMPStrings.
        return vec![Finding::error(
            "passphrase-not-bmp",
            place,
            "The passphrase has a character, such as an emoji, that a PFX cannot use.",
            "Use letters, digits and punctuation of ASCII.",
        )];
    }
    let mut findings = Vec::new();
    if !text.is_ascii() || text.chars().any(char::is_control) {
        findings.push(Finding::warning(
            "passphrase-not-ascii",
            place,
            "The passphrase has characters other than printable ASCII; Java cannot open such a file.",
            "Use letters, digits and punctuation of ASCII.",
        ));
    }
    if text.chars().count() < STRONG_LENGTH {
        findings.push(Finding::warning(
            "passphrase-short",
            place,
            format!("The passphrase has fewer than {STRONG_LENGTH} characters and may be guessed."),
            "Press New for one that cannot be.",
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        judge("passphrases.pfx", &Passphrase::new(text.into()), true)
            .into_iter()
            .map(|finding| finding.code.into_owned())
            .collect()
    }

    #[test]
    fn a_long_ascii_passphrase_is_fine() {
        assert!(codes("correct-horse-battery").is_empty());
    }

    #[test]
    fn empty_short_and_foreign_passphrases_are_told_apart() {
        assert_eq!(codes(""), ["passphrase-empty"]);
        assert_eq!(codes("short"), ["passphrase-short"]);
        assert_eq!(
            codes("zażółć gęślą jaźń i więcej"),
            ["passphrase-not-ascii"]
        );
        assert_eq!(codes("a passphrase with \u{1f600}"), ["passphrase-not-bmp"]);
        assert_eq!(codes("a\nb"), ["passphrase-not-ascii", "passphrase-short"]);
    }
}
