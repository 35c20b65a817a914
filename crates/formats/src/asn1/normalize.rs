use zeroize::Zeroizing;

use super::{Element, WalkError, walk};

/// As many elements as one file may have to be rewritten: more than any key store, less than would fill memory.
const ELEMENTS: usize = 1 << 20;

/// One element as DER wants its lengths and strings.
pub(crate) struct Normalized {
    /// The element, with definite lengths in their shortest form and octet strings in one piece.
    pub(crate) der: Zeroizing<Vec<u8>>,
    /// Whether that is something else than what was given.
    pub(crate) changed: bool,
    /// Octets after it.
    pub(crate) trailing: usize,
}

/// Rewrites the first element of `octets`, which may be BER (X.690, 8.1.3 and 8.7.3), so that a reader of DER
/// takes it; none where it is broken. What octet strings hold is left as it is. Takes time in proportion to
/// its size.
pub(crate) fn normalize(octets: &[u8]) -> Option<Normalized> {
    let walked = walk(octets, ELEMENTS);
    let end = match walked.stopped {
        None => octets.len(),
        Some((at, WalkError::Trailing)) => at,
        Some(_) => return None,
    };
    let elements = outside_of_strings(&walked.elements);
    if elements.iter().all(|placed| is_der(placed.element)) {
        return Some(Normalized {
            der: Zeroizing::new(octets.get(..end)?.to_vec()),
            changed: false,
            trailing: octets.len() - end,
        });
    }
    Some(Normalized {
        der: rewrite(octets.get(..end)?, &elements)?,
        changed: true,
        trailing: octets.len() - end,
    })
}

/// An element, and whether it is a piece of an octet string.
struct Placed<'a> {
    element: &'a Element,
    piece: bool,
}

/// All elements but those that octet or bit strings hold.
fn outside_of_strings(elements: &[Element]) -> Vec<Placed<'_>> {
    let mut placed: Vec<Placed<'_>> = Vec::with_capacity(elements.len());
    let mut string = u32::MAX;
    let mut pieces_below = u32::MAX;
    for element in elements {
        if element.depth > string {
            continue;
        }
        string = u32::MAX;
        if element.depth <= pieces_below {
            pieces_below = u32::MAX;
        }
        placed.push(Placed {
            element,
            piece: pieces_below != u32::MAX,
        });
        if element.encapsulates {
            string = element.depth;
        } else if is_in_pieces(element) && pieces_below == u32::MAX {
            pieces_below = element.depth;
        }
    }
    placed
}

fn is_in_pieces(element: &Element) -> bool {
    element.is(4) && element.constructed
}

fn is_der(element: &Element) -> bool {
    let tag = if element.tag < 31 {
        1
    } else {
        return !element.indefinite;
    };
    !element.indefinite
        && !is_in_pieces(element)
        && element.header == tag + length_octets(element.length).len()
}

/// Writes from the last element to the first, since a length is known once the content is there.
fn rewrite(octets: &[u8], elements: &[Placed<'_>]) -> Option<Zeroizing<Vec<u8>>> {
    // No element grows by more than its length, which is given in the shortest form or was missing.
    let capacity = octets.len() + 6 * elements.len();
    let mut reversed = Zeroizing::new(Vec::with_capacity(capacity));
    // Where the content of the element at each depth ends, in what has been written.
    let mut ends: Vec<usize> = Vec::new();
    for Placed { element, piece } in elements.iter().rev() {
        let depth = usize::try_from(element.depth).ok()?;
        let children = ends.len() > depth + 1;
        let start = if children {
            ends.get(depth + 1).copied()?
        } else {
            reversed.len()
        };
        ends.truncate(depth + 1);
        while ends.len() <= depth {
            ends.push(reversed.len());
        }
        if !element.constructed {
            let content = octets.get(element.content()..element.end())?;
            reversed.extend(content.iter().rev());
        }
        if !piece {
            let length = reversed.len() - start;
            reversed.extend(length_octets(length).iter().rev());
            let tag = octets.get(element.start..element.start + tag_octets(element))?;
            reversed.extend(tag.iter().rev());
            if let (true, Some(first)) = (is_in_pieces(element), reversed.last_mut()) {
                *first = 4;
            }
        }
    }
    reversed.reverse();
    Some(reversed)
}

fn tag_octets(element: &Element) -> usize {
    match element.tag {
        0..31 => 1,
        31..0x80 => 2,
        0x80..0x4000 => 3,
        0x4000..0x20_0000 => 4,
        _ => 5,
    }
}

/// A length in its shortest form.
fn length_octets(length: usize) -> Vec<u8> {
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => vec![short],
        _ => {
            let octets = length.to_be_bytes();
            let digits: Vec<u8> = octets.into_iter().skip_while(|digit| *digit == 0).collect();
            let mut all = vec![0x80 | u8::try_from(digits.len()).unwrap_or_default()];
            all.extend(digits);
            all
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(octets: &[u8]) -> Option<(Vec<u8>, bool, usize)> {
        normalize(octets).map(|normal| (normal.der.to_vec(), normal.changed, normal.trailing))
    }

    #[test]
    fn der_stays_as_it_is() {
        let octets = [0x30, 9, 0x02, 1, 5, 0x04, 4, 0x30, 2, 0x05, 0];
        assert_eq!(normal(&octets), Some((octets.to_vec(), false, 0)));
        let trailing = [&octets[..], &[1, 2]].concat();
        assert_eq!(normal(&trailing), Some((octets.to_vec(), false, 2)));
    }

    #[test]
    fn indefinite_lengths_become_definite_and_pieces_one() {
        let octets = [
            0x30, 0x80, 0xa0, 0x80, 0x24, 0x80, 0x04, 1, 7, 0x24, 3, 0x04, 1, 8, 0, 0, 0, 0, 0x02,
            1, 1, 0, 0,
        ];
        let der = vec![0x30, 9, 0xa0, 4, 0x04, 2, 7, 8, 0x02, 1, 1];
        assert_eq!(normal(&octets), Some((der, true, 0)));
    }

    #[test]
    fn lengths_become_short() {
        let octets = [0x30, 0x82, 0, 4, 0x04, 0x81, 1, 7];
        assert_eq!(normal(&octets), Some((vec![0x30, 3, 0x04, 1, 7], true, 0)));
        // What a string holds is not touched.
        let octets = [0x30, 0x81, 6, 0x04, 4, 0x30, 0x81, 1, 0];
        assert_eq!(
            normal(&octets).unwrap().0,
            [0x30, 6, 0x04, 4, 0x30, 0x81, 1, 0]
        );
    }

    #[test]
    fn long_content_has_a_long_length() {
        let mut octets = vec![0x30, 0x80, 0x24, 0x80];
        for piece in 0..3 {
            octets.extend([0x04, 0x7f]);
            octets.extend([piece; 0x7f]);
        }
        octets.extend([0, 0, 0, 0]);
        let der = normal(&octets).unwrap().0;
        assert_eq!(der[..7], [0x30, 0x82, 0x01, 0x81, 0x04, 0x82, 0x01]);
        assert_eq!(der.len(), 4 + 4 + 3 * 0x7f);
    }

    #[test]
    fn an_empty_element_holds_nothing() {
        let octets = [0x30, 0x80, 0x30, 0x80, 0, 0, 0x24, 0, 0x05, 0, 0, 0];
        assert_eq!(
            normal(&octets).unwrap().0,
            [0x30, 6, 0x30, 0, 0x04, 0, 0x05, 0]
        );
    }

    #[test]
    fn what_is_broken_is_none() {
        assert_eq!(normal(&[]), None);
        assert_eq!(normal(&[0x30, 5, 1]), None);
        assert_eq!(normal(&[0x30, 0x80, 0x05, 0]), None);
    }
}
