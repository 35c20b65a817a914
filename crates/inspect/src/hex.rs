/// Upper-case hex without separators.
pub(crate) fn upper(octets: &[u8]) -> String {
    joined(octets, UPPER, "")
}

/// Lower-case hex without separators.
pub(crate) fn lower(octets: &[u8]) -> String {
    joined(octets, LOWER, "")
}

/// Upper-case hex, octets apart by colons.
pub(crate) fn upper_colons(octets: &[u8]) -> String {
    joined(octets, UPPER, ":")
}

/// Lower-case hex, octets apart by colons, in lines of `columns` octets. Every line but the last
/// ends in a colon.
pub(crate) fn dump(octets: &[u8], columns: usize) -> Vec<String> {
    let last = octets.len().saturating_sub(1) / columns;
    octets
        .chunks(columns)
        .enumerate()
        .map(|(index, line)| {
            let end = if index == last { "" } else { ":" };
            joined(line, LOWER, ":") + end
        })
        .collect()
}

const UPPER: &[u8; 16] = b"0123456789ABCDEF";
const LOWER: &[u8; 16] = b"0123456789abcdef";

/// From a table: a list of many certificates has thumbprints by the thousand, for which `format!` is slow.
fn joined(octets: &[u8], digits: &[u8; 16], separator: &str) -> String {
    let mut text = String::with_capacity(octets.len() * (2 + separator.len()));
    for (index, octet) in octets.iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        for digit in [octet >> 4, octet & 15] {
            text.push(char::from(digits[usize::from(digit)]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dump_ends_without_a_colon() {
        assert_eq!(dump(&[1, 2, 0xab], 2), ["01:02:", "ab"]);
        assert_eq!(dump(&[1, 2], 2), ["01:02"]);
        assert!(dump(&[], 2).is_empty());
        assert_eq!(upper_colons(&[1, 0xab]), "01:AB");
        assert_eq!(
            (upper(&[1, 0xab]), lower(&[0x9f, 0])),
            ("01AB".to_owned(), "9f00".to_owned())
        );
    }
}
