use super::element::{Class, Header};

/// Whether the octets are one element that is made of others, or one that may stand alone in a string, and nothing
/// else. Chance makes short ones, so that what stands alone has to be a type that certificates use so.
pub(super) fn is_one_structure(octets: &[u8]) -> bool {
    let Ok(header) = Header::read(octets) else {
        return false;
    };
    let fits = header.length.map(|length| header.octets + length) == Some(octets.len());
    let plausible = match (header.class, header.tag) {
        (Class::Universal, 16 | 17) => header.constructed,
        // Booleans, numbers, bit and octet strings, identifiers, and the text of a Netscape comment.
        (Class::Universal, 2 | 3 | 4 | 6 | 10 | 12 | 22) => {
            !header.constructed && header.length.is_some_and(|length| length > 0)
        }
        _ => false,
    };
    fits && plausible && (!header.constructed || is_well_formed(&octets[header.octets..]))
}

/// Whether the octets are elements of definite length one after the other, and so on inside.
fn is_well_formed(octets: &[u8]) -> bool {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < octets.len() {
        while ends.last() == Some(&at) {
            ends.pop();
        }
        let bound = ends.last().copied().unwrap_or(octets.len());
        let Ok(header) = Header::read(&octets[at..bound]) else {
            return false;
        };
        let Some(length) = header.length else {
            return false;
        };
        let content = at + header.octets;
        if length > bound - content {
            return false;
        }
        if header.constructed && length > 0 {
            ends.push(content + length);
            at = content;
        } else {
            at = content + length;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_and_what_is_cut_off_are_no_structure() {
        let one: [&[u8]; 4] = [
            &[0x30, 0],
            &[0x30, 4, 0x31, 2, 5, 0],
            &[2, 1, 9],
            &[6, 1, 42],
        ];
        assert!(one.into_iter().all(is_one_structure));
        let none: [&[u8]; 8] = [
            &[],
            &[2, 0],
            &[5, 0],
            &[0x10, 0],
            &[0x30, 2, 5, 0, 0],
            &[0x30, 0x80, 0, 0],
            &[0x30, 2, 5, 1],
            &[0x30, 4, 0x31, 3, 5, 0],
        ];
        for octets in none {
            assert!(!is_one_structure(octets), "{octets:?}");
        }
    }
}
