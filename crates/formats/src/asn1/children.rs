use super::element::{Element, Header};

/// The length of the first element, header included, where it is definite and the octets are there.
pub fn length_of_first(octets: &[u8]) -> Option<usize> {
    let header = Header::read(octets).ok()?;
    let length = header.octets.checked_add(header.length?)?;
    (length <= octets.len()).then_some(length)
}

/// The elements right inside the first element, which is constructed and of definite length, as are they; none where
/// any of that is not so. No more than `limit` are looked at.
pub fn children(octets: &[u8], limit: usize) -> Option<Vec<Element>> {
    let end = length_of_first(octets)?;
    let outer = Header::read(octets).ok()?;
    let mut at = outer.octets;
    let mut found = Vec::new();
    while outer.constructed && at < end && found.len() < limit {
        let inner = octets.get(at..end)?;
        let length = length_of_first(inner)?;
        let header = Header::read(inner).ok()?;
        found.push(Element {
            depth: 1,
            start: at,
            header: header.octets,
            length: length - header.octets,
            class: header.class,
            constructed: header.constructed,
            tag: header.tag,
            indefinite: false,
            encapsulates: false,
        });
        at += length;
    }
    outer.constructed.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_children_are_looked_at_than_asked_for() {
        let octets = [0x30, 8, 5, 0, 5, 0, 5, 0, 5, 0];
        let count = |limit| children(&octets, limit).map(|found| found.len());
        assert_eq!((count(3), count(9)), (Some(3), Some(4)));
    }

    #[test]
    fn nothing_is_told_of_what_is_not_all_there() {
        assert_eq!(length_of_first(&[5, 0, 1]), Some(2));
        for octets in [&[0x30, 0x80, 0, 0][..], &[0x30, 3, 5, 0], &[0x30]] {
            assert_eq!(length_of_first(octets), None);
            assert_eq!(children(octets, 9), None);
        }
        // Primitive; and the last of those inside reaches beyond.
        assert_eq!(children(&[4, 2, 5, 0], 9), None);
        assert_eq!(children(&[0x30, 4, 5, 0, 5, 1], 9), None);
    }
}
