use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode as _, Sequence, Tagged as _};

use crate::asn1::{Normalized, normalize};
use crate::oid;
use crate::password::MacData;
use crate::syntax::{Algorithm, ContentInfo, Elements};

/// As many safes as are looked at; programs write two or three.
const SAFES: usize = 1_000;

/// `PFX` (RFC 7292, 4).
#[derive(Sequence)]
pub(super) struct Pfx<'a> {
    pub(super) version: u64,
    pub(super) auth_safe: ContentInfo<'a>,
    #[asn1(optional = "true")]
    pub(super) mac: Option<MacData<'a>>,
}

/// `EncryptedData` (RFC 5652, 8).
#[derive(Sequence)]
pub(super) struct EncryptedData<'a> {
    pub(super) version: u64,
    pub(super) content: EncryptedContent<'a>,
    /// `unprotectedAttrs`.
    #[asn1(optional = "true")]
    pub(super) attributes: Option<AnyRef<'a>>,
}

/// `EncryptedContentInfo` (RFC 5652, 6.1).
#[derive(Sequence)]
pub(super) struct EncryptedContent<'a> {
    pub(super) content_type: ObjectIdentifier,
    pub(super) algorithm: Algorithm<'a>,
    /// An implicitly tagged octet string.
    #[asn1(optional = "true")]
    pub(super) data: Option<AnyRef<'a>>,
}

/// `CertBag`, `CRLBag` and `SecretBag` (RFC 7292, 4.2.3 to 4.2.5).
#[derive(Sequence)]
pub(super) struct TypedBag<'a> {
    pub(super) kind: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    pub(super) value: AnyRef<'a>,
}

/// A `SafeBag` (RFC 7292, 4.2).
pub(super) struct SafeBag<'a> {
    pub(super) kind: ObjectIdentifier,
    /// With its header.
    pub(super) value: &'a [u8],
    /// Identifier and first value of each attribute.
    pub(super) attributes: Vec<(ObjectIdentifier, &'a [u8])>,
}

impl<'a> SafeBag<'a> {
    pub(super) fn of(der: &'a [u8]) -> Option<Self> {
        let bag = AnyRef::from_der(der).ok()?;
        let mut elements = Elements::of(bag.value());
        let kind = ObjectIdentifier::from_der(elements.next()?).ok()?;
        let explicit = AnyRef::from_der(elements.next()?).ok()?;
        let attributes = elements.next().and_then(|set| AnyRef::from_der(set).ok());
        let attributes = attributes.map_or(&[][..], AnyRef::value);
        let context = explicit.tag().is_context_specific();
        (bag.tag() == der::Tag::Sequence && context).then(|| Self {
            kind,
            value: explicit.value(),
            attributes: Elements::of(attributes).filter_map(attribute).collect(),
        })
    }
}

fn attribute(der: &[u8]) -> Option<(ObjectIdentifier, &[u8])> {
    let mut elements = Elements::of(AnyRef::from_der(der).ok()?.value());
    let kind = ObjectIdentifier::from_der(elements.next()?).ok()?;
    let values = AnyRef::from_der(elements.next()?).ok()?;
    Some((kind, Elements::of(values.value()).next()?))
}

/// The octets of a PFX that its structures lie in.
pub(super) struct Layers {
    pub(super) outer: Normalized,
    /// What the MAC is of; none where it is not there or signed.
    pub(super) content: Option<zeroize::Zeroizing<Vec<u8>>>,
    /// The `AuthenticatedSafe`; none where it cannot be read.
    pub(super) safes: Option<Normalized>,
}

impl Layers {
    /// None where the octets are no PFX, broken or not.
    pub(super) fn of(octets: &[u8]) -> Option<Self> {
        let outer = normalize(octets)?;
        let pfx = Pfx::from_der(&outer.der).ok()?;
        let kind = pfx.auth_safe.content_type;
        if pfx.version != 3 || ![oid::DATA, oid::SIGNED_DATA].contains(&kind) {
            return None;
        }
        let content = pfx.auth_safe.data().map(<[u8]>::to_vec);
        let content = content.map(zeroize::Zeroizing::new);
        let safes = content.as_ref().and_then(|content| normalize(content));
        Some(Self {
            content,
            safes,
            outer,
        })
    }

    pub(super) fn pfx(&self) -> Option<Pfx<'_>> {
        Pfx::from_der(&self.outer.der).ok()
    }

    /// Each `ContentInfo` of the `AuthenticatedSafe`; none in place of one that is broken.
    pub(super) fn safes(&self) -> Vec<Option<ContentInfo<'_>>> {
        let any = self
            .safes
            .as_ref()
            .and_then(|safes| AnyRef::from_der(&safes.der).ok());
        let content = any.map_or(&[][..], AnyRef::value);
        Elements::of(content)
            .take(SAFES)
            .map(|element| ContentInfo::from_der(element).ok())
            .collect()
    }

    /// Whether a signature guards it.
    pub(super) fn is_signed(&self) -> bool {
        self.pfx()
            .is_some_and(|pfx| pfx.auth_safe.content_type == oid::SIGNED_DATA)
    }

    /// Whether anything was not DER.
    pub(super) fn is_ber(&self) -> bool {
        self.outer.changed || self.safes.as_ref().is_some_and(|safes| safes.changed)
    }
}
