/// One element: where it lies and what its header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Elements around it.
    pub depth: u32,
    /// Where its identifier octet lies.
    pub start: usize,
    /// Octets of identifier and length.
    pub header: usize,
    /// Octets of content, without the end-of-contents octets of an indefinite length.
    pub length: usize,
    /// The class of its tag.
    pub class: Class,
    /// Whether it is made of elements.
    pub constructed: bool,
    /// The number of its tag.
    pub tag: u32,
    /// Whether its length is indefinite, which DER forbids (X.690, 10.1).
    pub indefinite: bool,
    /// Whether elements follow that its octet or bit string holds.
    pub encapsulates: bool,
}

impl Element {
    /// Where the content begins.
    pub fn content(&self) -> usize {
        self.start + self.header
    }

    /// Where the content ends.
    pub fn end(&self) -> usize {
        self.content() + self.length
    }

    /// Whether it is of the universal class and has this tag.
    pub fn is(&self, tag: u32) -> bool {
        self.class == Class::Universal && self.tag == tag
    }
}

/// The class of a tag (X.690, 8.1.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Types of ASN.1 itself.
    Universal,
    /// Of an application.
    Application,
    /// Of the structure around it.
    ContextSpecific,
    /// Private.
    Private,
}

impl Class {
    pub(super) fn of(identifier: u8) -> Self {
        match identifier >> 6 {
            0 => Self::Universal,
            1 => Self::Application,
            2 => Self::ContextSpecific,
            _ => Self::Private,
        }
    }
}

/// What stands before the content of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) class: Class,
    pub(super) constructed: bool,
    pub(super) tag: u32,
    /// Octets of the header itself.
    pub(super) octets: usize,
    /// Octets of content; none where the length is indefinite.
    pub(super) length: Option<usize>,
}

/// Why a header cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderError {
    /// The octets end inside it.
    Truncated,
    /// A tag number beyond 2^28, or a length of more octets than any file has.
    Absurd,
}

impl Header {
    /// The header at the start of `octets`.
    pub(super) fn read(octets: &[u8]) -> Result<Self, HeaderError> {
        let identifier = *octets.first().ok_or(HeaderError::Truncated)?;
        let mut at = 1;
        let mut tag = u32::from(identifier & 0x1f);
        if tag == 0x1f {
            tag = 0;
            loop {
                let octet = *octets.get(at).ok_or(HeaderError::Truncated)?;
                at += 1;
                if tag >= 1 << 21 {
                    return Err(HeaderError::Absurd);
                }
                tag = tag << 7 | u32::from(octet & 0x7f);
                if octet & 0x80 == 0 {
                    break;
                }
            }
        }
        let first = *octets.get(at).ok_or(HeaderError::Truncated)?;
        at += 1;
        let length = match first {
            0x80 => None,
            short if short < 0x80 => Some(usize::from(short)),
            long => {
                let count = usize::from(long & 0x7f);
                let digits = octets.get(at..at + count).ok_or(HeaderError::Truncated)?;
                at += count;
                let value = digits.iter().try_fold(0_u64, |value, digit| {
                    (value >> 40 == 0).then(|| value << 8 | u64::from(*digit))
                });
                let value = value.and_then(|value| usize::try_from(value).ok());
                Some(value.ok_or(HeaderError::Absurd)?)
            }
        };
        Ok(Self {
            class: Class::of(identifier),
            constructed: identifier & 0x20 != 0,
            tag,
            octets: at,
            length,
        })
    }
}
