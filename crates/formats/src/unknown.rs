use std::fmt;

use zeroize::Zeroizing;

/// Octets of which all are kept, so that they can be looked at; of more only the first few.
const WHOLE: usize = 4 << 20;
const FIRST: usize = 64;

/// Octets that are nothing known. What is left of a broken key is among them, so they are wiped.
pub struct Unknown {
    /// All of them, or the first where they are too many to be kept.
    pub octets: Zeroizing<Vec<u8>>,
    /// How many there were.
    pub length: usize,
    /// Whether they are, or may be, what is left of a private key.
    pub is_secret: bool,
}

impl Unknown {
    /// Keeps octets, and judges by their beginning whether they are secret.
    pub fn of(octets: &[u8]) -> Self {
        let kept = match octets.len() {
            0..=WHOLE => octets,
            _ => octets.get(..FIRST).unwrap_or_default(),
        };
        Self {
            octets: Zeroizing::new(kept.to_vec()),
            length: octets.len(),
            is_secret: begins_like_a_key(octets),
        }
    }

    /// Likewise, of what is said to be a private key.
    pub fn secret(octets: &[u8]) -> Self {
        Self {
            is_secret: true,
            ..Self::of(octets)
        }
    }

    /// Whether all octets are there.
    pub fn is_whole(&self) -> bool {
        self.octets.len() == self.length
    }
}

/// Lengths only.
impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            octets: _,
            length,
            is_secret,
        } = self;
        f.debug_struct("Unknown")
            .field("length", length)
            .field("is_secret", is_secret)
            .finish_non_exhaustive()
    }
}

/// Private keys in DER begin with a version of 0 or 1 right in the outermost `SEQUENCE`; nothing public does.
fn begins_like_a_key(octets: &[u8]) -> bool {
    let header = match octets {
        [0x30, ..=0x80, ..] => 2,
        [0x30, long, ..] => 2 + usize::from(long & 0x7f),
        _ => return false,
    };
    matches!(octets.get(header..), Some([2, 1, 0 | 1, ..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::issued;

    #[test]
    fn what_is_left_of_a_key_is_secret() {
        let issued = issued();
        let key = Unknown::of(&issued.key.pkcs8[..40]);
        assert!(key.is_secret && key.is_whole());
        assert!(!format!("{key:?}").contains("48, "));
        assert!(!Unknown::of(&issued.certificate[..40]).is_secret);
        assert!(!Unknown::of(&issued.request.unwrap()[..40]).is_secret);
        assert!(Unknown::secret(b"").is_secret);
    }

    #[test]
    fn of_too_many_octets_the_first_are_kept() {
        let many = Unknown::of(&vec![0; WHOLE + 1]);
        assert!(!many.is_whole() && many.length == WHOLE + 1);
        assert!(Unknown::of(&vec![0; WHOLE]).is_whole());
    }
}
