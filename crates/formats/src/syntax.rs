//! The ASN.1 that the containers share. Nothing here is judged; that is for those who read it.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Encode as _, Sequence, SliceReader, Tag, TagNumber};
use pkcs8::spki::AlgorithmIdentifierRef;

use crate::oid;

/// `AlgorithmIdentifier` (RFC 5280, 4.1.1.2).
pub(crate) type Algorithm<'a> = AlgorithmIdentifierRef<'a>;

/// `EncryptedPrivateKeyInfo` (RFC 5958, 3).
#[derive(Sequence)]
pub(crate) struct EncryptedKey<'a> {
    pub(crate) algorithm: Algorithm<'a>,
    pub(crate) data: &'a OctetStringRef,
}

/// `ContentInfo` (RFC 5652, 3).
#[derive(Sequence)]
pub(crate) struct ContentInfo<'a> {
    pub(crate) content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    pub(crate) content: Option<AnyRef<'a>>,
}

impl<'a> ContentInfo<'a> {
    /// The octets of the content type `data` (RFC 5652, 4).
    pub(crate) fn data(&self) -> Option<&'a [u8]> {
        let content = self.content.filter(|_| self.content_type == oid::DATA)?;
        let octets: &OctetStringRef = content.decode_as().ok()?;
        Some(octets.as_bytes())
    }
}

/// An element of these parts, each with its header.
pub(crate) fn element(tag: Tag, parts: &[&[u8]]) -> der::Result<Vec<u8>> {
    AnyRef::new(tag, &parts.concat())?.to_der()
}

/// The explicit tag `[0]` around an element.
pub(crate) fn explicit(inner: &[u8]) -> der::Result<Vec<u8>> {
    let tag = Tag::ContextSpecific {
        constructed: true,
        number: TagNumber(0),
    };
    element(tag, &[inner])
}

/// The elements one after the other in the content of a constructed element; what follows a broken one is left
/// out, and so are those beyond what a file can hold.
pub(crate) struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    pub(crate) fn of(content: &'a [u8]) -> Self {
        Self { rest: content }
    }
}

impl<'a> Iterator for Elements<'a> {
    /// Each with its header.
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        use der::Reader as _;
        let mut reader = SliceReader::new(self.rest).ok()?;
        let element = reader.tlv_bytes().ok()?;
        self.rest = self.rest.get(element.len()..)?;
        Some(element)
    }
}

/// The content of an octet string that may be tagged anew, and may then be in pieces.
pub(crate) fn octets_of(any: AnyRef<'_>) -> Option<Vec<u8>> {
    use der::{Decode as _, Tagged as _};
    if !any.tag().is_constructed() {
        return Some(any.value().to_vec());
    }
    let pieces = Elements::of(any.value()).map(|piece| {
        let string = <&OctetStringRef>::from_der(piece).ok()?;
        Some(string.as_bytes())
    });
    Some(pieces.collect::<Option<Vec<_>>>()?.concat())
}
