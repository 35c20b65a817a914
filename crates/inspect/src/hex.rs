/// Upper-case hex without separators.
pub(crate) fn upper(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02X}")).collect()
}

/// Lower-case hex without separators.
pub(crate) fn lower(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// Upper-case hex, octets apart by colons.
pub(crate) fn upper_colons(octets: &[u8]) -> String {
    let octets: Vec<_> = octets.iter().map(|octet| format!("{octet:02X}")).collect();
    octets.join(":")
}

/// Lower-case hex, octets apart by colons, in lines of `columns` octets. Every line but the last
/// ends in a colon.
pub(crate) fn dump(octets: &[u8], columns: usize) -> Vec<String> {
    let last = octets.len().saturating_sub(1) / columns;
    octets
        .chunks(columns)
        .enumerate()
        .map(|(index, line)| {
            let line: Vec<_> = line.iter().map(|octet| format!("{octet:02x}")).collect();
            let end = if index == last { "" } else { ":" };
            line.join(":") + end
        })
        .collect()
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
    }
}
