use crate::der::{self, INTEGER, Reader, SEQUENCE, Value};

use super::{Algorithm, Extension, Name, Signed, Time, extension};

/// A `CertificateList` (RFC 5280, 5.1).
#[derive(Debug)]
pub(crate) struct RevocationList<'a> {
    /// The number in `version`; none for version 1.
    pub(crate) version: Option<u64>,
    /// The algorithm as it is signed.
    pub(crate) inner_algorithm: Algorithm<'a>,
    pub(crate) issuer: Name<'a>,
    pub(crate) this_update: Time<'a>,
    pub(crate) next_update: Option<Time<'a>>,
    revoked: Reader<'a>,
    pub(crate) extensions: Vec<Extension<'a>>,
    pub(crate) algorithm: Algorithm<'a>,
    pub(crate) signature: &'a [u8],
}

/// A certificate that is revoked.
#[derive(Debug)]
pub(crate) struct Revoked<'a> {
    /// The content of the INTEGER.
    pub(crate) serial: &'a [u8],
    pub(crate) date: Time<'a>,
    pub(crate) extensions: Vec<Extension<'a>>,
}

impl<'a> RevocationList<'a> {
    /// None where the octets are not one revocation list.
    pub(crate) fn read(der: &'a [u8]) -> Option<Self> {
        let signed = Signed::read(der)?;
        let mut fields = signed.content.children();
        let version = fields
            .read(INTEGER)
            .and_then(|number| der::small(number.content));
        let inner_algorithm = Algorithm::read(&fields.read(SEQUENCE)?)?;
        let issuer = Name(fields.read(SEQUENCE)?.content);
        let this_update = Time::read(fields.next()?);
        let next_update = fields
            .read(0x17)
            .or_else(|| fields.read(0x18))
            .map(Time::read);
        let revoked = fields
            .read(SEQUENCE)
            .map_or(Reader(&[]), |list| list.children());
        let extensions = match fields.read(0xa0) {
            Some(extensions) => extension::parse_all(extensions.content)?,
            None => Vec::new(),
        };
        fields.is_empty().then_some(Self {
            version,
            inner_algorithm,
            issuer,
            this_update,
            next_update,
            revoked,
            extensions,
            algorithm: signed.algorithm,
            signature: signed.signature.bits(),
        })
    }

    /// What is revoked, in order.
    pub(crate) fn revoked(&self) -> impl Iterator<Item = Revoked<'a>> + use<'a> {
        self.revoked.map_while(|entry| revoked(&entry))
    }

    pub(crate) fn extension(&self, id: &[u8]) -> Option<&Extension<'a>> {
        self.extensions.iter().find(|extension| extension.id == id)
    }
}

fn revoked<'a>(entry: &Value<'a>) -> Option<Revoked<'a>> {
    let mut fields = entry.children();
    Some(Revoked {
        serial: fields.read(INTEGER)?.content,
        date: Time::read(fields.next()?),
        extensions: fields
            .next()
            .and_then(|extensions| extension::parse_all(extensions.raw))
            .unwrap_or_default(),
    })
}
