use crate::der::{self, BIT_STRING, INTEGER, OID, Reader, SEQUENCE, Value};

use super::extension;
use super::{Extension, Name, PublicKey, Time};

/// What `authorityInfoAccess` leads to, as DER content (RFC 5280, 4.2.2.1).
pub(crate) mod access {
    pub(crate) const EXTENSION: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
    pub(crate) const OCSP: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1];
    pub(crate) const ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 2];
}

/// A `Certificate` (RFC 5280, 4.1).
#[derive(Debug)]
pub(crate) struct Certificate<'a> {
    /// The number in `version`, 0 for version 1.
    pub(crate) version: u64,
    /// The content of the INTEGER.
    pub(crate) serial: &'a [u8],
    /// The algorithm as it is signed.
    pub(crate) inner_algorithm: Algorithm<'a>,
    pub(crate) issuer: Name<'a>,
    pub(crate) not_before: Time<'a>,
    pub(crate) not_after: Time<'a>,
    pub(crate) subject: Name<'a>,
    pub(crate) key: PublicKey<'a>,
    pub(crate) issuer_unique_id: Option<&'a [u8]>,
    pub(crate) subject_unique_id: Option<&'a [u8]>,
    pub(crate) extensions: Vec<Extension<'a>>,
    /// The algorithm as it stands beside the signature.
    pub(crate) algorithm: Algorithm<'a>,
    pub(crate) signature: &'a [u8],
}

/// An `AlgorithmIdentifier`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Algorithm<'a> {
    pub(crate) raw: &'a [u8],
    pub(crate) oid: &'a [u8],
    pub(crate) parameters: Option<Value<'a>>,
}

impl<'a> Algorithm<'a> {
    pub(crate) fn of(der: &'a [u8]) -> Option<Self> {
        Self::read(&der::whole(der, SEQUENCE)?)
    }

    pub(crate) fn read(value: &Value<'a>) -> Option<Self> {
        let mut fields = value.children();
        Some(Self {
            raw: value.raw,
            oid: fields.read(OID)?.content,
            parameters: fields.next(),
        })
    }
}

/// What certificates, requests and revocation lists are alike (`SIGNED` of X.509).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signed<'a> {
    /// What is signed.
    pub(crate) content: Value<'a>,
    pub(crate) algorithm: Algorithm<'a>,
    /// A `BIT STRING`.
    pub(crate) signature: Value<'a>,
}

impl<'a> Signed<'a> {
    /// None where the octets are not one such structure.
    pub(crate) fn read(der: &'a [u8]) -> Option<Self> {
        let mut parts = der::whole(der, SEQUENCE)?.children();
        let content = parts.read(SEQUENCE)?;
        let algorithm = Algorithm::read(&parts.read(SEQUENCE)?)?;
        let signature = parts.read(BIT_STRING)?;
        parts.is_empty().then_some(Self {
            content,
            algorithm,
            signature,
        })
    }
}

impl<'a> Certificate<'a> {
    /// None where the octets are not one certificate.
    pub(crate) fn read(der: &'a [u8]) -> Option<Self> {
        let signed = Signed::read(der)?;
        let mut fields = signed.content.children();
        let version = fields.read(0xa0).and_then(|version| {
            let number = version.children().read(INTEGER)?;
            der::small(number.content)
        });
        let serial = fields.read(INTEGER)?.content;
        let inner_algorithm = Algorithm::read(&fields.read(SEQUENCE)?)?;
        let issuer = Name(fields.read(SEQUENCE)?.content);
        let mut validity = fields.read(SEQUENCE)?.children();
        let (not_before, not_after) = (Time::read(validity.next()?), Time::read(validity.next()?));
        let subject = Name(fields.read(SEQUENCE)?.content);
        let key = PublicKey::read(&fields.read(SEQUENCE)?)?;
        let unique_id = |fields: &mut Reader<'a>, tag| fields.read(tag).map(|id| id.bits());
        let issuer_unique_id = unique_id(&mut fields, 0x81);
        let subject_unique_id = unique_id(&mut fields, 0x82);
        let extensions = match fields.read(0xa3) {
            Some(extensions) => extension::parse_all(extensions.content)?,
            None => Vec::new(),
        };
        fields.is_empty().then_some(Self {
            version: version.unwrap_or(0),
            serial,
            inner_algorithm,
            issuer,
            not_before,
            not_after,
            subject,
            key,
            issuer_unique_id,
            subject_unique_id,
            extensions,
            algorithm: signed.algorithm,
            signature: signed.signature.bits(),
        })
    }

    /// The value of the first extension of this kind.
    pub(crate) fn extension(&self, id: &[u8]) -> Option<&Extension<'a>> {
        self.extensions.iter().find(|extension| extension.id == id)
    }

    /// Whether `basicConstraints` say so.
    pub(crate) fn is_authority(&self) -> bool {
        self.extension(extension::id::BASIC_CONSTRAINTS)
            .and_then(Extension::basic_constraints)
            .is_some_and(|constraints| constraints.authority)
    }

    /// Whether it names itself as its issuer.
    pub(crate) fn is_self_issued(&self) -> bool {
        self.issuer.0 == self.subject.0
    }

    /// Whether its authority key identifier has that of a key (RFC 5280, 4.2.1.1).
    pub(crate) fn names_authority_key(&self) -> bool {
        let extension = self.extension(extension::id::AUTHORITY_KEY_ID);
        let fields = extension.and_then(|found| der::whole(found.value, SEQUENCE));
        fields.is_some_and(|fields| fields.children().any(|field| field.tag == 0x80))
    }

    /// The URLs where what is `wanted` is to be had (RFC 5280, 4.2.2.1).
    pub(crate) fn access(&self, wanted: &[u8]) -> impl Iterator<Item = String> {
        let extension = self.extension(access::EXTENSION);
        let list = extension.and_then(|found| der::whole(found.value, SEQUENCE));
        let list = list.into_iter().flat_map(|list| list.children());
        list.filter_map(move |description| {
            let mut fields = description.children();
            let method = fields.read(OID)?.content;
            let place = fields.read(0x86)?;
            (method == wanted).then(|| super::latin(place.content))
        })
    }

    /// The alternative names of the subject.
    pub(crate) fn alternative_names(&self) -> Vec<super::GeneralName<'a>> {
        self.extension(extension::id::SUBJECT_ALT_NAME)
            .map_or_else(Vec::new, Extension::general_names)
    }
}
