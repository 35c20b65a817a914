use super::element::{Class, Element, Header, HeaderError};
use super::encapsulated::is_one_structure;

/// Strings that hold elements are looked into this deep: each level is read once more to be sure of it.
const ENCAPSULATION_DEPTH: u32 = 32;

/// The elements of some octets, in the order they lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// All that could be read; each stands before those in it. What is cut off is as long as what is left of it.
    pub elements: Vec<Element>,
    /// Where it breaks before the end, and why.
    pub stopped: Option<(usize, WalkError)>,
}

/// Why a walk stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkError {
    /// The octets end inside a header.
    TruncatedHeader,
    /// The content is to be longer than what is left.
    TruncatedContent {
        /// Octets it is said to have.
        said: usize,
        /// Octets that are left.
        left: usize,
    },
    /// A tag or length beyond all sense.
    Absurd,
    /// A primitive element of indefinite length (X.690, 8.1.3.2).
    IndefinitePrimitive,
    /// No end-of-contents octets close an indefinite length.
    Unclosed,
    /// Octets follow the last element.
    Trailing,
    /// As many elements as were asked for have been read.
    Limit,
}

/// Walks the first element in `octets` and all in it, at most `limit` elements. It takes one step for each octet
/// at most and no stack of its own, however deep they are nested.
pub fn walk(octets: &[u8], limit: usize) -> Walked {
    let mut walker = Walker {
        octets,
        elements: Vec::new(),
        open: Vec::new(),
        at: 0,
        cut: None,
    };
    let stopped = walker.run(limit).err();
    walker.close_at_end();
    Walked {
        elements: walker.elements,
        stopped: walker.cut.or(stopped.map(|error| (walker.at, error))),
    }
}

struct Walker<'a> {
    octets: &'a [u8],
    elements: Vec<Element>,
    /// The elements that are not yet over.
    open: Vec<Open>,
    at: usize,
    /// The first element made of elements that is longer than what is left of it; those are walked all the same.
    cut: Option<(usize, WalkError)>,
}

/// An element that is not yet over.
struct Open {
    /// Its index.
    index: usize,
    /// Where it ends at the latest: at its own end, or that of the innermost element around it that has one.
    bound: usize,
    /// Whether end-of-contents octets end it.
    indefinite: bool,
}

impl Walker<'_> {
    fn run(&mut self, limit: usize) -> Result<(), WalkError> {
        loop {
            self.leave();
            if self.open.is_empty() && !self.elements.is_empty() {
                return if self.at == self.octets.len() {
                    Ok(())
                } else {
                    Err(WalkError::Trailing)
                };
            }
            if self.elements.len() >= limit {
                return Err(WalkError::Limit);
            }
            if self.closes() {
                self.at += 2;
                continue;
            }
            self.enter()?;
        }
    }

    /// Where what lies here ends at the latest.
    fn bound(&self) -> usize {
        self.open
            .last()
            .map_or(self.octets.len(), |open| open.bound)
    }

    /// Leaves the elements whose end has been reached.
    fn leave(&mut self) {
        while let Some(open) = self.open.last() {
            if open.indefinite || self.at < open.bound {
                return;
            }
            self.open.pop();
        }
    }

    /// Whether end-of-contents octets lie here and close an element, which is then over.
    fn closes(&mut self) -> bool {
        let Some(&Open {
            index,
            indefinite: true,
            ..
        }) = self.open.last()
        else {
            return false;
        };
        if self.octets.get(self.at..self.at + 2) != Some(&[0, 0]) {
            return false;
        }
        let element = &mut self.elements[index];
        element.length = self.at - element.content();
        self.open.pop();
        true
    }

    fn enter(&mut self) -> Result<(), WalkError> {
        let bound = self.bound();
        let rest = self.octets.get(self.at..bound).unwrap_or_default();
        if rest.is_empty() {
            return Err(WalkError::Unclosed);
        }
        let header = Header::read(rest).map_err(|error| match error {
            HeaderError::Truncated => WalkError::TruncatedHeader,
            HeaderError::Absurd => WalkError::Absurd,
        })?;
        let left = rest.len() - header.octets;
        let length = header.length.unwrap_or(0);
        if length > left {
            let error = WalkError::TruncatedContent { said: length, left };
            if !header.constructed || left == 0 {
                return Err(error);
            }
            self.cut.get_or_insert((self.at, error));
        }
        if header.length.is_none() && !header.constructed {
            return Err(WalkError::IndefinitePrimitive);
        }
        self.push(header, length.min(left));
        Ok(())
    }

    fn push(&mut self, header: Header, length: usize) {
        let start = self.at;
        let content = start + header.octets;
        let mut element = Element {
            depth: u32::try_from(self.open.len()).unwrap_or(u32::MAX),
            start,
            header: header.octets,
            length,
            class: header.class,
            constructed: header.constructed,
            tag: header.tag,
            indefinite: header.length.is_none(),
            encapsulates: false,
        };
        let inner = self.encapsulated(&element);
        element.encapsulates = inner.is_some();
        let index = self.elements.len();
        self.elements.push(element);
        match inner {
            Some(inner) => {
                self.open(index, Some(content + length));
                self.at = inner;
            }
            None if header.constructed => {
                let end = header.length.map(|_| content + length);
                self.open(index, end);
                self.at = content;
            }
            None => self.at = content + length,
        }
    }

    fn open(&mut self, index: usize, end: Option<usize>) {
        let bound = end.unwrap_or_else(|| self.bound());
        self.open.push(Open {
            index,
            bound,
            indefinite: end.is_none(),
        });
    }

    /// Where the elements begin that a string holds; none where it holds anything else.
    fn encapsulated(&self, element: &Element) -> Option<usize> {
        if element.constructed || element.depth >= ENCAPSULATION_DEPTH {
            return None;
        }
        let from = match (element.class, element.tag) {
            (Class::Universal, 4) => element.content(),
            // A bit string that is a whole number of octets.
            (Class::Universal, 3) if self.octets.get(element.content()) == Some(&0) => {
                element.content() + 1
            }
            _ => return None,
        };
        let inner = self.octets.get(from..element.end())?;
        is_one_structure(inner).then_some(from)
    }

    /// Elements that are still open when the walk stops reach as far as it came.
    fn close_at_end(&mut self) {
        for open in std::mem::take(&mut self.open) {
            if open.indefinite {
                let element = &mut self.elements[open.index];
                element.length = self.at.saturating_sub(element.content());
            }
        }
    }
}

#[cfg(test)]
mod tests;
