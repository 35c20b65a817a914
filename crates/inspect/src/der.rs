//! DER, one value at a time, and nothing copied. Libraries refuse a whole certificate for one bad date; this reads
//! on, so that the rest can be shown.

/// `INTEGER`.
pub(crate) const INTEGER: u8 = 0x02;
/// `BIT STRING`.
pub(crate) const BIT_STRING: u8 = 0x03;
/// `OCTET STRING`.
pub(crate) const OCTET_STRING: u8 = 0x04;
/// `OBJECT IDENTIFIER`.
pub(crate) const OID: u8 = 0x06;
/// `SEQUENCE`.
pub(crate) const SEQUENCE: u8 = 0x30;
/// `SET`.
pub(crate) const SET: u8 = 0x31;

/// One value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    /// Its identifier octet.
    pub(crate) tag: u8,
    /// What it holds.
    pub(crate) content: &'a [u8],
    /// All of it.
    pub(crate) raw: &'a [u8],
}

impl<'a> Value<'a> {
    /// The values in it.
    pub(crate) fn children(&self) -> Reader<'a> {
        Reader(self.content)
    }

    /// The octets of a `BIT STRING`, without the count of unused bits.
    pub(crate) fn bits(&self) -> &'a [u8] {
        self.content.get(1..).unwrap_or_default()
    }

    /// The octets of a `BIT STRING` that has no unused bits, as keys and signatures are.
    pub(crate) fn whole_bits(&self) -> Option<&'a [u8]> {
        self.content.strip_prefix(&[0])
    }
}

/// Reads values one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// The next value, if it is of this tag.
    pub(crate) fn read(&mut self, tag: u8) -> Option<Value<'a>> {
        if self.0.first() != Some(&tag) {
            return None;
        }
        self.next()
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Value<'a>;

    /// None at the end, and where no value of a small tag and a definite length lies; the octets then stay.
    fn next(&mut self) -> Option<Value<'a>> {
        let (&tag, &length) = (self.0.first()?, self.0.get(1)?);
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (header, length) = if length < 0x80 {
            (2, usize::from(length))
        } else {
            let digits = usize::from(length & 0x7f);
            if digits == 0 || digits > 4 {
                return None;
            }
            let octets = self.0.get(2..2 + digits)?;
            let value = octets.iter().fold(0, |n, octet| n << 8 | u64::from(*octet));
            (2 + digits, usize::try_from(value).ok()?)
        };
        let end = header.checked_add(length)?;
        let (raw, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        let content = raw.get(header..)?;
        Some(Value { tag, content, raw })
    }
}

/// The one value of this tag that the octets are; none where anything follows it.
pub(crate) fn whole(octets: &[u8], tag: u8) -> Option<Value<'_>> {
    let mut reader = Reader(octets);
    let value = reader.read(tag)?;
    reader.is_empty().then_some(value)
}

/// An object identifier with dots; of a malformed one as much as can be read.
pub(crate) fn dotted(oid: &[u8]) -> String {
    let mut text = String::new();
    let mut arc = 0_u128;
    for octet in oid {
        // An arc beyond 2^121 is nobody's.
        arc = (arc & (u128::MAX >> 7)) << 7 | u128::from(octet & 0x7f);
        if octet & 0x80 != 0 {
            continue;
        }
        if text.is_empty() {
            let first = (arc / 40).min(2);
            text = format!("{first}.{}", arc - first * 40);
        } else {
            text.push_str(&format!(".{arc}"));
        }
        arc = 0;
    }
    text
}

/// A small non-negative `INTEGER`.
pub(crate) fn small(content: &[u8]) -> Option<u64> {
    if content.is_empty() || content.first().is_some_and(|octet| octet & 0x80 != 0) {
        return None;
    }
    let digits = magnitude(content);
    (digits.len() <= 8).then(|| digits.iter().fold(0, |n, octet| n << 8 | u64::from(*octet)))
}

/// The octets of a positive `INTEGER` without leading zeros.
pub(crate) fn magnitude(integer: &[u8]) -> &[u8] {
    let zeros = integer.iter().take_while(|octet| **octet == 0).count();
    integer.get(zeros..).unwrap_or_default()
}

/// Whether an `INTEGER` is negative, and its absolute value without leading zeros.
pub(crate) fn signed(integer: &[u8]) -> (bool, Vec<u8>) {
    if integer.first().is_none_or(|octet| octet & 0x80 == 0) {
        return (false, magnitude(integer).to_vec());
    }
    let mut octets: Vec<_> = integer.iter().map(|octet| !octet).collect();
    for octet in octets.iter_mut().rev() {
        *octet = octet.wrapping_add(1);
        if *octet != 0 {
            break;
        }
    }
    (true, magnitude(&octets).to_vec())
}

/// The bits of a positive `INTEGER`.
pub(crate) fn bit_length(integer: &[u8]) -> usize {
    let octets = magnitude(integer);
    let unused = octets.first().map_or(0, |octet| octet.leading_zeros());
    octets.len() * 8 - unused as usize
}

/// A non-negative number of any length in decimal digits.
pub(crate) fn decimal(magnitude: &[u8]) -> String {
    // Nine digits a group, the lowest first. The work grows with the square of the length: what is longer than any
    // number in a certificate stays in hex.
    if magnitude.len() > 512 {
        return format!("0x{}", crate::hex::upper(magnitude));
    }
    let mut groups = vec![0_u32];
    for octet in magnitude {
        let mut carry = u64::from(*octet);
        for group in &mut groups {
            let value = u64::from(*group) * 256 + carry;
            *group = u32::try_from(value % 1_000_000_000).unwrap_or(0);
            carry = value / 1_000_000_000;
        }
        if carry > 0 {
            groups.push(u32::try_from(carry).unwrap_or(0));
        }
    }
    let mut groups = groups.iter().rev();
    let mut text = groups.next().map(u32::to_string).unwrap_or_default();
    for group in groups {
        text.push_str(&format!("{group:09}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_bounded_by_what_is_there() {
        assert!(whole(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0], SEQUENCE).is_none());
        assert!(whole(&[0x30, 0x80, 0, 0], SEQUENCE).is_none());
        assert!(whole(&[0x02, 1, 5, 0], INTEGER).is_none());
        let value = whole(&[0x02, 0x81, 1, 5], INTEGER).unwrap();
        assert_eq!((value.content, value.raw.len()), (&[5][..], 4));
    }

    #[test]
    fn numbers_are_read_and_written() {
        assert_eq!(
            dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]),
            "1.2.840.113549"
        );
        assert_eq!(dotted(&[0x88, 0x37, 3]), "2.999.3");
        assert!(!dotted(&[0xff; 100]).contains('.'));
        assert_eq!(small(&[0, 0xff]), Some(255));
        assert_eq!(small(&[0xff]), None);
        assert_eq!(signed(&[0xff]), (true, vec![1]));
        assert_eq!(signed(&[0x80]), (true, vec![0x80]));
        assert_eq!(signed(&[0, 0x80]), (false, vec![0x80]));
        assert_eq!(decimal(&[]), "0");
        assert_eq!(decimal(&[1, 0, 0, 0, 0]), "4294967296");
        assert_eq!(decimal(&[0xff; 16]), u128::MAX.to_string());
        assert_eq!(bit_length(&[0, 0x80, 0]), 16);
    }
}
