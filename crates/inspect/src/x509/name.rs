use crate::der::{OID, Reader, SEQUENCE, Value};
use crate::words::shown;

const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ORGANIZATION: &[u8] = &[0x55, 4, 10];
const ORGANIZATIONAL_UNIT: &[u8] = &[0x55, 4, 11];

/// The content of a `Name` (RFC 5280, 4.1.2.4).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a>(pub(crate) &'a [u8]);

/// An `AttributeTypeAndValue`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attribute<'a> {
    /// The DER content of its type.
    pub(crate) kind: &'a [u8],
    pub(crate) value: Value<'a>,
}

impl<'a> Name<'a> {
    /// The attributes, set by set.
    pub(crate) fn relative(self) -> impl Iterator<Item = Vec<Attribute<'a>>> {
        Reader(self.0).map(|set| set.children().filter_map(attribute).collect())
    }

    /// All attributes.
    pub(crate) fn attributes(self) -> impl Iterator<Item = Attribute<'a>> {
        Reader(self.0).flat_map(|set| set.children().filter_map(attribute))
    }

    /// The last common name, which is the one that programs take.
    pub(crate) fn common_name(self) -> Option<String> {
        self.last(COMMON_NAME)
    }

    /// What people call it: the common name, or else the unit or the organization, with what cannot be seen in it
    /// spelled out.
    pub(crate) fn title(self) -> Option<String> {
        let kinds = [COMMON_NAME, ORGANIZATIONAL_UNIT, ORGANIZATION];
        let mut texts = kinds.iter().filter_map(|kind| self.last(kind));
        let found = texts.find(|text| !text.is_empty())?;
        Some(shown(&found))
    }

    fn last(self, kind: &[u8]) -> Option<String> {
        let found = self
            .attributes()
            .filter(|attribute| attribute.kind == kind)
            .last()?;
        found.text()
    }
}

impl Attribute<'_> {
    /// The value; none where it is no string.
    pub(crate) fn text(&self) -> Option<String> {
        self.utf8()
            .map(|octets| String::from_utf8_lossy(&octets).into_owned())
    }

    /// The value in UTF-8; none where it is no string.
    pub(crate) fn utf8(&self) -> Option<Vec<u8>> {
        let data = self.value.content;
        let wide = |width: usize| {
            data.chunks(width)
                .map(|octets| octets.iter().fold(0, |c, o| (c << 8) | u32::from(*o)))
                .filter_map(char::from_u32)
                .collect::<String>()
                .into_bytes()
        };
        match self.value.tag {
            // UTF8String; BMPString; UniversalString; then Numeric-, Printable-, T61-, IA5-, VisibleString.
            0x0c => Some(data.to_vec()),
            0x1e => Some(wide(2)),
            0x1c => Some(wide(4)),
            0x12 | 0x13 | 0x14 | 0x16 | 0x1a => Some(wide(1)),
            _ => None,
        }
    }
}

fn attribute(value: Value<'_>) -> Option<Attribute<'_>> {
    if value.tag != SEQUENCE {
        return None;
    }
    let mut fields = value.children();
    let kind = fields.read(OID)?.content;
    Some(Attribute {
        kind,
        value: fields.next()?,
    })
}
