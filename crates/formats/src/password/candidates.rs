use zeroize::Zeroizing;

use crate::PasswordForm;

/// A password in the octets that programs make of it, the likeliest first.
pub(crate) struct Password {
    /// For PBES1, PBES2 and PBMAC1, which take octets (RFC 8018, 3).
    pub(crate) octets: Vec<Zeroizing<Vec<u8>>>,
    /// For PKCS#12, which takes a `BMPString` and the two octets that end it (RFC 7292, B.1).
    pub(crate) bmp: Vec<Zeroizing<Vec<u8>>>,
    /// How it was given.
    pub(crate) form: PasswordForm,
}

impl Password {
    /// None at all.
    pub(crate) fn absent() -> Self {
        Self {
            octets: vec![Zeroizing::default()],
            bmp: vec![Zeroizing::default()],
            form: PasswordForm::Absent,
        }
    }

    /// One without characters.
    pub(crate) fn empty() -> Self {
        Self {
            octets: vec![Zeroizing::default()],
            bmp: vec![Zeroizing::new(vec![0, 0])],
            form: PasswordForm::Empty,
        }
    }

    /// None was asked for: what is empty either way.
    pub(crate) fn none() -> Self {
        Self {
            octets: vec![Zeroizing::default()],
            bmp: vec![Zeroizing::default(), Zeroizing::new(vec![0, 0])],
            form: PasswordForm::NotNeeded,
        }
    }

    /// UTF-8, then Latin-1; UTF-16, and then what OpenSSL makes of UTF-8 where it does not know the locale: each
    /// octet a character.
    pub(crate) fn text(text: &str) -> Self {
        let ascii = text.is_ascii();
        let mut octets = vec![Zeroizing::new(text.as_bytes().to_vec())];
        let mut bmp = vec![terminated(text.encode_utf16())];
        if !ascii {
            octets.extend(latin1(text));
            bmp.push(terminated(text.bytes().map(u16::from)));
        }
        Self {
            octets,
            bmp,
            form: PasswordForm::Text { ascii },
        }
    }
}

fn latin1(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut octets = Zeroizing::new(Vec::with_capacity(text.len()));
    for character in text.chars() {
        octets.push(u8::try_from(u32::from(character)).ok()?);
    }
    Some(octets)
}

/// In one allocation, so that no copy stays behind.
fn terminated(units: impl Iterator<Item = u16> + Clone) -> Zeroizing<Vec<u8>> {
    let mut octets = Zeroizing::new(Vec::with_capacity(2 * units.clone().count() + 2));
    for unit in units.chain([0]) {
        octets.extend(unit.to_be_bytes());
    }
    octets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_has_one_form() {
        let password = Password::text("ab");
        assert_eq!(*password.octets[0], b"ab");
        assert_eq!(*password.bmp[0], [0, b'a', 0, b'b', 0, 0]);
        assert_eq!((password.octets.len(), password.bmp.len()), (1, 1));
    }

    #[test]
    fn other_text_has_what_programs_make_of_it() {
        let password = Password::text("é");
        let octets: Vec<_> = password.octets.iter().map(|form| form.to_vec()).collect();
        assert_eq!(octets, [vec![0xc3, 0xa9], vec![0xe9]]);
        let bmp: Vec<_> = password.bmp.iter().map(|form| form.to_vec()).collect();
        assert_eq!(bmp, [vec![0, 0xe9, 0, 0], vec![0, 0xc3, 0, 0xa9, 0, 0]]);
        assert_eq!(Password::text("ł").octets.len(), 1);
    }
}
