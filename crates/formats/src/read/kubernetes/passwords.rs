//! The password that stands in the Secret beside what it opens, as Java and .NET are given their key stores.

use std::cmp::Reverse;

use base64::Engine as _;
use diagnostics::Finding;
use zeroize::Zeroizing;

use crate::item::shortened;
use crate::password::Work;
use crate::read::base_text::LENIENT;
use crate::read::yaml::Node;
use crate::read::{PLACE, Reader};
use crate::unlock::{place_opened, unlock_within};
use crate::{Content, UnlockError};

/// Values of a Secret that are looked at; a file may have any number of them, and of what is locked.
const KEPT: usize = 8;
/// Passwords that are tried on one item.
const TRIED: usize = 3;
/// Octets of a password.
const LONGEST: usize = 256;

/// A value that may be a password, by its name.
struct Candidate<'a> {
    key: &'a str,
    password: Zeroizing<String>,
    /// Whether a line end was taken off it.
    line_end: bool,
}

impl Reader<'_> {
    /// Opens what is locked in a Secret, at or after the index `first`, with the passwords in it. What that costs is
    /// taken from the rounds that nobody asked for.
    pub(super) fn open_with_own_passwords(&mut self, secret: usize, root: &Node, first: usize) {
        let candidates = candidates(root);
        let mut index = first;
        // What is locked in what was opened has its turn, too.
        while !candidates.is_empty() && index < self.items.len() {
            if matches!(self.items[index].content, Content::Locked(_)) && self.has_room(secret) {
                let likeliest = likeliest(&candidates, self.key_of(secret, index));
                self.open_with(index, &likeliest);
            }
            index += 1;
        }
    }

    /// The key of the Secret that an item lies below.
    fn key_of(&self, secret: usize, mut index: usize) -> &str {
        while let Some(parent) = self.items[index].parent.filter(|parent| *parent != secret) {
            index = parent;
        }
        &self.items[index].label
    }

    fn open_with(&mut self, index: usize, candidates: &[&Candidate<'_>]) {
        let mut refused = 0;
        for candidate in candidates {
            let Content::Locked(locked) = &self.items[index].content else {
                return;
            };
            let mut work = Work::unasked(self.limits, self.limits.rounds, self.unasked);
            let opened = unlock_within(locked, &candidate.password, self.limits, &mut work);
            self.unasked = work.left();
            match opened {
                Ok(opened) => {
                    place_opened(&mut self.items, index, opened);
                    self.find(index, opened_with(candidate.key));
                    if candidate.line_end {
                        self.find(index, line_end(candidate.key));
                    }
                    return;
                }
                Err(UnlockError::WrongPassword) => refused += 1,
                Err(_) => {}
            }
        }
        // Of what was not tried to its end nothing is known.
        if refused == candidates.len() {
            self.find(index, opened_by_none(candidates));
        }
    }
}

/// The first values that are called passwords, each password once.
fn candidates(root: &Node) -> Vec<Candidate<'_>> {
    let of = |part, encoded| {
        let entries = root.get(part).map(Node::entries).unwrap_or_default().iter();
        let named = entries.filter(|(key, _)| is_called_password(key));
        named.filter_map(move |(key, value)| match value {
            Node::Scalar { text, .. } => candidate(key, text, encoded),
            _ => None,
        })
    };
    let mut found: Vec<Candidate<'_>> = Vec::new();
    for candidate in of("stringData", false).chain(of("data", true)) {
        if found.len() < KEPT && !found.iter().any(|one| one.password == candidate.password) {
            found.push(candidate);
        }
    }
    found
}

fn is_called_password(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key.contains("pass") || key.contains("pwd") || key.ends_with("pw")
}

/// One line of text that is not too long; none where it is anything else.
fn candidate<'a>(key: &'a str, text: &str, encoded: bool) -> Option<Candidate<'a>> {
    // No longer than the longest in base64 with a line end.
    if text.len() > 2 * LONGEST {
        return None;
    }
    let octets = match encoded {
        true => Zeroizing::new(LENIENT.decode(text.trim()).ok()?),
        false => Zeroizing::new(text.as_bytes().to_vec()),
    };
    let whole = std::str::from_utf8(&octets).ok()?;
    let line = whole.strip_suffix('\n').unwrap_or(whole);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let is_one = !line.contains(char::is_control) && (1..=LONGEST).contains(&line.len());
    is_one.then(|| Candidate {
        key,
        password: Zeroizing::new(line.to_owned()),
        line_end: line.len() < whole.len(),
    })
}

/// As many as are tried, first those whose names begin as that of what is locked does: `keystore-password` goes with
/// `keystore.p12`.
fn likeliest<'a, 'b>(candidates: &'a [Candidate<'b>], locked: &str) -> Vec<&'a Candidate<'b>> {
    let alike = |key: &str| {
        let pairs = key.chars().zip(locked.chars());
        pairs
            .take_while(|(one, other)| one.eq_ignore_ascii_case(other))
            .count()
    };
    let mut sorted: Vec<_> = candidates.iter().collect();
    sorted.sort_by_key(|candidate| Reverse(alike(candidate.key)));
    sorted.truncate(TRIED);
    sorted
}

fn opened_with(key: &str) -> Finding {
    let key = shortened(key.to_owned());
    Finding::note(
        "secret-password-opens",
        PLACE,
        format!("It was opened with the value of {key} in the same Secret."),
        "Whoever may read the Secret has what is in it: guard the Secret as you would the key itself.",
    )
}

fn line_end(key: &str) -> Finding {
    let key = shortened(key.to_owned());
    Finding::warning(
        "secret-password-line-end",
        PLACE,
        format!(
            "The value of {key} ends in a line end, which does not belong to the password: programs that take it as it is are refused."
        ),
        "Write it without: `printf %s PASSWORD | base64`, or `kubectl create secret generic --from-literal`.",
    )
}

fn opened_by_none(candidates: &[&Candidate<'_>]) -> Finding {
    let keys = candidates
        .iter()
        .map(|candidate| shortened(candidate.key.to_owned()));
    let keys = keys.collect::<Vec<_>>().join(", ");
    Finding::note(
        "secret-password-does-not-open",
        PLACE,
        format!("The same Secret has values that are called passwords, but none opens it: {keys}."),
        "If one of them is meant to, a program that is given both will fail: write the password it was made with there.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_told_by_its_name_and_is_one_line() {
        for key in [
            "password",
            "keystore-password",
            "KEYSTORE_PASSPHRASE",
            "storepass",
            "pfx.pwd",
            "pfxPW",
        ] {
            assert!(is_called_password(key), "{key}");
        }
        for key in ["tls.key", "username", "pwx"] {
            assert!(!is_called_password(key), "{key}");
        }
        let taken = |text: &str, encoded| {
            candidate("password", text, encoded).map(|one| (one.password.to_string(), one.line_end))
        };
        let some = |password: &str, line_end| Some((password.to_owned(), line_end));
        assert_eq!(taken("changeit", false), some("changeit", false));
        assert_eq!(taken("changeit\r\n", false), some("changeit", true));
        assert_eq!(taken("Y2hhbmdlaXQ=", true), some("changeit", false));
        assert_eq!(taken("Y2hhbmdlaXQK\n", true), some("changeit", true));
        assert_eq!(taken(" a b ", false), some(" a b ", false));
        for text in ["", "\n", "two\nlines", "two\n\n", &"x".repeat(257)] {
            assert_eq!(taken(text, false), None, "{text}");
        }
        assert_eq!(taken("/////w==", true), None, "no text");
        assert_eq!(taken("no base64", true), None);
    }

    #[test]
    fn the_names_that_are_alike_come_first_and_not_all_are_tried() {
        let named = |key| Candidate {
            key,
            password: Zeroizing::default(),
            line_end: false,
        };
        let all = ["db-password", "password", "trust-pass", "keystore-pass"].map(named);
        let keys = |locked| {
            let likeliest = likeliest(&all, locked).into_iter();
            likeliest.map(|one| one.key).collect::<Vec<_>>()
        };
        assert_eq!(
            keys("Keystore.p12"),
            ["keystore-pass", "db-password", "password"]
        );
        assert_eq!(
            keys("truststore.jks"),
            ["trust-pass", "db-password", "password"]
        );
    }
}
