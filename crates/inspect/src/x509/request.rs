use crate::der::{self, INTEGER, OID, Reader, SEQUENCE, SET, Value};

use super::{Algorithm, Extension, Name, PublicKey, Signed, extension};

/// `extensionRequest` (RFC 2985, 5.4.2).
const EXTENSION_REQUEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14];
/// The same by Microsoft.
const MICROSOFT_EXTENSION_REQUEST: &[u8] = &[0x2b, 6, 1, 4, 1, 0x82, 0x37, 2, 1, 14];

/// A `CertificationRequest` (RFC 2986, 4).
#[derive(Debug)]
pub(crate) struct Request<'a> {
    /// The content of the INTEGER.
    pub(crate) version: &'a [u8],
    pub(crate) subject: Name<'a>,
    pub(crate) key: PublicKey<'a>,
    /// The attributes, identifier and set of values.
    pub(crate) attributes: Vec<(&'a [u8], Reader<'a>)>,
    pub(crate) algorithm: Algorithm<'a>,
    pub(crate) signature: &'a [u8],
}

impl<'a> Request<'a> {
    /// None where the octets are not one request.
    pub(crate) fn read(der: &'a [u8]) -> Option<Self> {
        let signed = Signed::read(der)?;
        let mut fields = signed.content.children();
        let version = fields.read(INTEGER)?.content;
        let subject = Name(fields.read(SEQUENCE)?.content);
        let key = PublicKey::read(&fields.read(SEQUENCE)?)?;
        let attributes = match fields.read(0xa0) {
            Some(set) => set
                .children()
                .map(|value| attribute(&value))
                .collect::<Option<_>>()?,
            None => Vec::new(),
        };
        fields.is_empty().then_some(Self {
            version,
            subject,
            key,
            attributes,
            algorithm: signed.algorithm,
            signature: signed.signature.bits(),
        })
    }

    /// The extensions that are asked for; empty where they are malformed.
    pub(crate) fn extensions(&self) -> Vec<Extension<'a>> {
        let asked = self
            .attributes
            .iter()
            .find(|(id, _)| is_extension_request(id));
        let value = asked.and_then(|(_, values)| values.clone().next());
        value
            .and_then(|value| extension::parse_all(value.raw))
            .unwrap_or_default()
    }
}

/// Whether an attribute asks for extensions.
pub(crate) fn is_extension_request(id: &[u8]) -> bool {
    id == EXTENSION_REQUEST || id == MICROSOFT_EXTENSION_REQUEST
}

fn attribute<'a>(value: &Value<'a>) -> Option<(&'a [u8], Reader<'a>)> {
    let mut fields = der::whole(value.raw, SEQUENCE)?.children();
    Some((fields.read(OID)?.content, fields.read(SET)?.children()))
}
