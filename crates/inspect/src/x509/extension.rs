use crate::der::{self, BIT_STRING, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE};

use super::GeneralName;

/// No more names are read: each takes memory many times its octets.
const NAMES: usize = 10_000;

/// Identifiers of extensions, as their DER content.
pub(crate) mod id {
    pub(crate) const SUBJECT_KEY_ID: &[u8] = &[0x55, 0x1d, 14];
    pub(crate) const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
    pub(crate) const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 17];
    pub(crate) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
    pub(crate) const CRL_NUMBER: &[u8] = &[0x55, 0x1d, 20];
    pub(crate) const CRL_REASON: &[u8] = &[0x55, 0x1d, 21];
    pub(crate) const AUTHORITY_KEY_ID: &[u8] = &[0x55, 0x1d, 35];
    pub(crate) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
}

/// An `Extension` (RFC 5280, 4.1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extension<'a> {
    /// The DER content of its identifier.
    pub(crate) id: &'a [u8],
    pub(crate) critical: bool,
    pub(crate) value: &'a [u8],
}

/// `BasicConstraints` (RFC 5280, 4.2.1.9).
#[derive(Clone, Copy, Debug)]
pub(crate) struct BasicConstraints<'a> {
    pub(crate) authority: bool,
    /// The content of the INTEGER.
    pub(crate) path_length: Option<&'a [u8]>,
}

impl<'a> Extension<'a> {
    pub(crate) fn basic_constraints(&self) -> Option<BasicConstraints<'a>> {
        let mut fields = der::whole(self.value, SEQUENCE)?.children();
        let authority = fields
            .read(0x01)
            .is_some_and(|flag| flag.content.iter().any(|o| *o != 0));
        let path_length = fields.read(INTEGER).map(|number| number.content);
        fields.is_empty().then_some(BasicConstraints {
            authority,
            path_length,
        })
    }

    /// The bits of a `BIT STRING` of names, bit 0 of the type at bit 0 of the number (`KeyUsage`, `NSCertType`).
    pub(crate) fn named_bits(&self) -> Option<u32> {
        let bits = der::whole(self.value, BIT_STRING)?.bits();
        let octets = bits.iter().take(4).enumerate();
        Some(octets.fold(0, |n, (index, octet)| {
            n | u32::from(octet.reverse_bits()) << (8 * index)
        }))
    }

    /// The identifiers of a list of purposes; none where it is malformed.
    pub(crate) fn purposes(&self) -> Option<Vec<&'a [u8]>> {
        let mut list = der::whole(self.value, SEQUENCE)?.children();
        let mut purposes = Vec::new();
        while let Some(purpose) = list.read(OID) {
            purposes.push(purpose.content);
        }
        list.is_empty().then_some(purposes)
    }

    /// A list of names, its first ten thousand; empty where it is malformed.
    pub(crate) fn general_names(&self) -> Vec<GeneralName<'a>> {
        der::whole(self.value, SEQUENCE).map_or_else(Vec::new, |names| {
            names.children().take(NAMES).map(GeneralName).collect()
        })
    }

    /// An `OCTET STRING` (`subjectKeyIdentifier`).
    pub(crate) fn octets(&self) -> Option<&'a [u8]> {
        Some(der::whole(self.value, OCTET_STRING)?.content)
    }

    /// An `INTEGER` (`cRLNumber`), its content.
    pub(crate) fn integer(&self) -> Option<&'a [u8]> {
        Some(der::whole(self.value, INTEGER)?.content)
    }
}

/// The extensions in a DER `Extensions`; none where it is malformed.
pub(crate) fn parse_all(der: &[u8]) -> Option<Vec<Extension<'_>>> {
    let mut list = der::whole(der, SEQUENCE)?.children();
    let mut extensions = Vec::new();
    while !list.is_empty() {
        extensions.push(parse(list.read(SEQUENCE)?.children())?);
    }
    Some(extensions)
}

fn parse(mut fields: Reader<'_>) -> Option<Extension<'_>> {
    let id = fields.read(OID)?.content;
    let flag = fields.read(0x01);
    let value = fields.read(OCTET_STRING)?.content;
    let critical = flag.is_some_and(|flag| flag.content.iter().any(|octet| *octet != 0));
    fields.is_empty().then_some(Extension {
        id,
        critical,
        value,
    })
}
