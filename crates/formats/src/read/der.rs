use diagnostics::Finding;

use super::{PLACE, Reader};
use crate::asn1::{self, Class, WalkError};
use crate::{Content, key, pfx, pkcs7};

impl Reader<'_> {
    /// Reads DER, one structure after the other, into `parent`; whether the first of them is known.
    pub(super) fn der(&mut self, parent: usize, octets: &[u8]) -> bool {
        let mut rest = octets;
        let mut count = 0;
        loop {
            let label = format!("structure {}", count + 1);
            let length = first_length(rest);
            let one = rest.get(..length).unwrap_or(rest);
            if !self.structure(parent, &label, one) {
                if count > 0 {
                    let who = "Strict readers such as Go refuse it";
                    self.find(parent, trailing(octets.len() - rest.len(), rest.len(), who));
                }
                return count > 0;
            }
            count += 1;
            rest = rest.get(length..).unwrap_or_default();
            if rest.is_empty() || !self.has_room(parent) {
                return true;
            }
        }
    }

    /// Reads the DER of one PEM block into `parent`; whether it is known.
    pub(super) fn der_as(&mut self, parent: usize, label: &str, octets: &[u8]) -> bool {
        let length = first_length(octets);
        let first = self.items.len();
        let one = octets.get(..length).unwrap_or(octets);
        let known = self.structure(parent, label, one);
        if known && length < octets.len() {
            let is_key = matches!(self.items[first].content, Content::PrivateKey(_));
            let who = match is_key {
                true => "openssl, nginx and kubectl read it all the same",
                false => "nginx and kubectl refuse it, openssl reads it",
            };
            self.find(first, trailing(length, octets.len() - length, who));
        }
        known
    }

    fn structure(&mut self, parent: usize, label: &str, octets: &[u8]) -> bool {
        if let Some(content) = signed(octets).or_else(|| key::of_der(octets)) {
            self.add(Some(parent), label, content);
            return true;
        }
        if let Some(content) = signed_in_ber(octets) {
            let item = self.add(Some(parent), label, content);
            self.find(item, rewritten());
            return true;
        }
        let container = pfx::read_within(octets, self.limits, &mut self.unasked)
            .or_else(|| pkcs7::read(octets, self.limits));
        match container {
            Some(items) => {
                self.graft(parent, label, items);
                true
            }
            None => false,
        }
    }
}

/// As many elements as are looked at: more than a large revocation list has, less than would fill memory.
const ELEMENTS: usize = 1 << 20;
/// Deeper than anything that is made in earnest.
const DEEP: u32 = 100;
/// As many parts as tell one kind from another, and more.
const PARTS: usize = 16;

/// The length of the first structure; all there is where it has no end.
fn first_length(octets: &[u8]) -> usize {
    if let Some(length) = asn1::length_of_first(octets) {
        return length;
    }
    match asn1::walk(octets, ELEMENTS).stopped {
        Some((at, WalkError::Trailing)) => at,
        _ => octets.len(),
    }
}

/// What is signed: a certificate, a request or a revocation list, told by the types of its parts.
fn signed(octets: &[u8]) -> Option<Content> {
    let parts = asn1::children(octets, PARTS)?;
    let [body, algorithm, signature] = parts.as_slice() else {
        return None;
    };
    if !(body.is(16) && algorithm.is(16) && signature.is(3)) {
        return None;
    }
    let body = octets.get(body.start..body.end())?;
    let parts: Vec<_> = asn1::children(body, PARTS)?
        .into_iter()
        .map(|part| match part.class {
            Class::Universal => part.tag,
            _ => u32::MAX - part.tag,
        })
        .collect();
    const VERSION: u32 = u32::MAX;
    let der = octets.to_vec();
    Some(match parts.as_slice() {
        [VERSION, 2, 16, 16, 16, 16, 16, ..] | [2, 16, 16, 16, 16, 16, ..] => {
            Content::Certificate(der)
        }
        [2, 16, 16 | 17, 23 | 24, ..] | [16, 16, 23 | 24, ..] => Content::RevocationList(der),
        [2, 16, 16] | [2, 16, 16, VERSION, ..] => Content::Request(der),
        _ => return None,
    })
}

/// What is signed, in indefinite lengths, as DER.
fn signed_in_ber(octets: &[u8]) -> Option<Content> {
    let normal = asn1::normalize(octets)?;
    let is_rewritten = normal.changed && normal.trailing == 0;
    is_rewritten.then(|| signed(&normal.der)).flatten()
}

fn rewritten() -> Finding {
    Finding::warning(
        "der-indefinite",
        PLACE,
        "It is written in BER with indefinite lengths: openssl and keytool read it, kubectl and other Go programs do not.",
        "Take the file from here, which is DER; its signature holds if it was made over DER.",
    )
}

fn trailing(at: usize, left: usize, who: &str) -> Finding {
    Finding::warning(
        "der-trailing",
        PLACE,
        format!(
            "After the structure, at octet {at}, {left} more octets follow that belong to nothing."
        ),
        format!("{who}; take the repaired file from here."),
    )
}

/// Whether it is a `SEQUENCE` of the version 3 and a `ContentInfo`.
fn begins_like_a_pfx(octets: &[u8]) -> bool {
    let parts = asn1::children(octets, PARTS).unwrap_or_default();
    let [version, content, ..] = parts.as_slice() else {
        return false;
    };
    octets.get(version.start..version.end()) == Some(&[2, 1, 3]) && content.is(16)
}

/// Why octets that should be DER are not.
pub(super) fn broken(what: &str, octets: &[u8]) -> Finding {
    let walked = asn1::walk(octets, ELEMENTS);
    let deepest = walked.elements.iter().map(|element| element.depth).max();
    let reason = match walked.stopped {
        Some((at, WalkError::TruncatedContent { said, left })) => {
            format!(
                "at octet {at} an element says {said} octets, and {left} are left: it is cut off"
            )
        }
        Some((at, WalkError::TruncatedHeader)) => {
            format!("it ends at octet {at}, inside an element")
        }
        Some((_, WalkError::Limit)) => format!("it has more than {ELEMENTS} elements"),
        Some((at, WalkError::Absurd)) => format!("at octet {at} an element has an absurd length"),
        Some((at, _)) => format!("its structure breaks at octet {at}"),
        None if deepest > Some(DEEP) => format!(
            "{} structures lie one in the other, more than in any certificate, key or PFX",
            deepest.unwrap_or(0) + 1
        ),
        None if walked.elements.iter().any(|element| element.indefinite) => {
            "it has indefinite lengths (BER), which a certificate or key must not have".to_owned()
        }
        None if begins_like_a_pfx(octets) => {
            "it begins like a PFX (PKCS#12), but what follows is not what RFC 7292 allows, such as a negative count of rounds".to_owned()
        }
        None => "it is whole, but of a kind that is not known here".to_owned(),
    };
    let hint = match walked.stopped {
        Some(_) => {
            "Copy it again from where it came from, or see in its ASN.1 tree where it breaks."
        }
        None => "See in its ASN.1 tree what it is made of, and give what you know it holds.",
    };
    Finding::error(
        "der-broken",
        PLACE,
        format!("{what} cannot be read: {reason}."),
        hint,
    )
}
