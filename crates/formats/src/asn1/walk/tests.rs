use super::*;

fn shape(walked: &Walked) -> Vec<(u32, u32, usize)> {
    let elements = walked.elements.iter();
    elements
        .map(|element| (element.depth, element.tag, element.length))
        .collect()
}

#[test]
fn elements_lie_one_in_the_other() {
    let octets = [0x30, 9, 0x02, 1, 5, 0x04, 4, 0x30, 2, 0x05, 0];
    let walked = walk(&octets, 100);
    assert_eq!(walked.stopped, None);
    assert_eq!(
        shape(&walked),
        [(0, 16, 9), (1, 2, 1), (1, 4, 4), (2, 16, 2), (3, 5, 0)]
    );
    assert!(walked.elements[2].encapsulates);
}

#[test]
fn indefinite_lengths_end_where_they_say() {
    let octets = [0x30, 0x80, 0x24, 0x80, 0x04, 1, 7, 0, 0, 0x02, 1, 1, 0, 0];
    let walked = walk(&octets, 100);
    assert_eq!(walked.stopped, None);
    assert_eq!(
        shape(&walked),
        [(0, 16, 10), (1, 4, 3), (2, 4, 1), (1, 2, 1)]
    );
}

#[test]
fn each_way_to_break_is_named_with_its_place() {
    let stops = |octets: &[u8]| walk(octets, 3).stopped;
    assert_eq!(stops(&[]), Some((0, WalkError::Unclosed)));
    assert_eq!(stops(&[0x30]), Some((0, WalkError::TruncatedHeader)));
    assert_eq!(
        stops(&[0x30, 5, 0x05, 0]),
        Some((0, WalkError::TruncatedContent { said: 5, left: 2 }))
    );
    assert_eq!(
        stops(&[0x30, 0x88, 1, 0, 0, 0, 0, 0, 0, 0]),
        Some((0, WalkError::Absurd))
    );
    assert_eq!(stops(&[0x30, 0x80]), Some((2, WalkError::Unclosed)));
    assert_eq!(
        stops(&[0x04, 0x80]),
        Some((0, WalkError::IndefinitePrimitive))
    );
    assert_eq!(stops(&[0x05, 0, 1]), Some((2, WalkError::Trailing)));
    assert_eq!(
        stops(&[0x30, 6, 5, 0, 5, 0, 5, 0]),
        Some((6, WalkError::Limit))
    );
}

/// What is cut off is walked as far as it is there, and said to be cut off at its outermost.
#[test]
fn what_is_cut_off_is_walked() {
    let walked = walk(&[0x30, 20, 0x30, 9, 5, 0, 4, 3, 1], 9);
    let said = WalkError::TruncatedContent { said: 20, left: 7 };
    assert_eq!(walked.stopped, Some((0, said)));
    assert_eq!(shape(&walked), [(0, 16, 7), (1, 16, 5), (2, 5, 0)]);
}

/// A child says more than its parent has.
#[test]
fn nothing_reaches_beyond_what_it_lies_in() {
    let walked = walk(&[0x30, 2, 0x04, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9], 9);
    assert_eq!(
        walked.stopped,
        Some((2, WalkError::TruncatedContent { said: 9, left: 0 }))
    );
}

#[test]
fn nesting_has_no_bottom() {
    let deep = [0x30, 0x80].repeat(200_000);
    let walked = walk(&deep, usize::MAX);
    assert_eq!(walked.elements.len(), 200_000);
    assert_eq!(walked.stopped, Some((400_000, WalkError::Unclosed)));
}
