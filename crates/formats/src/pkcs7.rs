//! Certificates and revocation lists in PKCS#7, now CMS (RFC 5652): what Windows calls P7B.

use der::asn1::AnyRef;
use der::{Decode as _, Encode as _, Tag, Tagged as _};
use diagnostics::Finding;

use crate::asn1::normalize;
use crate::syntax::{ContentInfo, Elements, element, explicit};
use crate::{Container, Content, EncodeError, Item, Limits, oid};

/// Reads a `SignedData`, BER or DER, with the certificates and revocation lists in it, or names any other kind of CMS; none where it is none. The
/// first item is the container; more than `limits` allow are left out. Nothing of what it signs is verified or shown.
pub fn read(octets: &[u8], limits: &Limits) -> Option<Vec<Item>> {
    let normal = normalize(octets)?;
    let info = ContentInfo::from_der(&normal.der).ok()?;
    if let Some(name) = other_kind(&info) {
        return Some(vec![Item::new(None, "", Content::Named(name.to_owned()))]);
    }
    let signed = info
        .content
        .filter(|_| info.content_type == oid::SIGNED_DATA)?;
    let mut items = vec![Item::new(None, "", Content::Container(Container::Pkcs7))];
    for field in Elements::of(signed.value()) {
        let Ok(field) = AnyRef::from_der(field) else {
            continue;
        };
        // Implicitly tagged sets (RFC 5652, 5.1).
        let tag = field.tag();
        let (name, of): (_, fn(&[u8]) -> Content) = match tag.number() {
            _ if !tag.is_context_specific() => continue,
            der::TagNumber(0) => ("certificate", certificate),
            der::TagNumber(1) => ("CRL", revocation_list),
            _ => continue,
        };
        let room = limits.items.saturating_sub(items.len());
        for (index, element) in Elements::of(field.value()).enumerate().take(room) {
            let label = format!("{name} {}", index + 1);
            items.push(Item::new(Some(0), label, of(element)));
        }
    }
    let is_empty = items.len() == 1;
    if let Some(container) = items.first_mut() {
        container.findings = findings(normal.trailing);
        container
            .findings
            .extend(is_empty.then(without_certificates));
    }
    Some(items)
}

/// Kinds of CMS (RFC 5652, RFC 5083) that hold nothing to read here.
fn other_kind(info: &ContentInfo<'_>) -> Option<&'static str> {
    info.content?;
    Some(match info.content_type {
        oid::ENVELOPED_DATA => "CMS EnvelopedData: encrypted for whoever holds a private key",
        oid::ENCRYPTED_DATA => "CMS EncryptedData: encrypted with a key of its own",
        oid::AUTH_ENVELOPED_DATA => {
            "CMS AuthEnvelopedData: encrypted for whoever holds a private key"
        }
        oid::DIGESTED_DATA => "CMS DigestedData: content with its hash",
        _ => return None,
    })
}

/// Certificates in the order given, signed by nobody: `SignedData` without signers (RFC 5652, 5.1).
///
/// # Errors
///
/// [`EncodeError::CertificateMissing`], or the encoder's own words.
pub fn write(certificates: &[&[u8]]) -> Result<Vec<u8>, EncodeError> {
    if certificates.is_empty() {
        return Err(EncodeError::CertificateMissing);
    }
    let empty = element(Tag::Set, &[])?;
    let data = element(Tag::Sequence, &[&oid::DATA.to_der()?])?;
    // The implicit tag of a set is that of an explicit element.
    let certificates = explicit(&certificates.concat())?;
    let parts = [&1_u8.to_der()?, &empty, &data, &certificates, &empty];
    let signed = element(Tag::Sequence, &parts.map(Vec::as_slice))?;
    let parts = [&oid::SIGNED_DATA.to_der()?, &explicit(&signed)?];
    Ok(element(Tag::Sequence, &parts.map(Vec::as_slice))?)
}

/// Other choices than a plain certificate are tagged (RFC 5652, 10.2.2).
fn certificate(der: &[u8]) -> Content {
    match der.first() {
        Some(0x30) => Content::Certificate(der.to_vec()),
        _ => Content::Named("Certificate that is not X.509".to_owned()),
    }
}

fn revocation_list(der: &[u8]) -> Content {
    match der.first() {
        Some(0x30) => Content::RevocationList(der.to_vec()),
        _ => Content::Named("Revocation information that is not a CRL".to_owned()),
    }
}

fn without_certificates() -> Finding {
    Finding::warning(
        "pkcs7-without-certificates",
        "pkcs7",
        "The PKCS#7 structure is signed data without a certificate or revocation list.",
        "Export it with the certificates, or ask for those of who signed it.",
    )
}

fn findings(trailing: usize) -> Vec<Finding> {
    if trailing == 0 {
        return Vec::new();
    }
    vec![Finding::warning(
        "pkcs7-trailing-octets",
        "pkcs7",
        format!("{trailing} octets follow the end of the PKCS#7 structure."),
        "Cut them off: OpenSSL ignores them, other programs refuse the file.",
    )]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_kinds_of_cms_are_named() {
        let empty = element(Tag::Sequence, &[]).unwrap();
        let of = |kind: der::asn1::ObjectIdentifier| {
            let parts = [&kind.to_der().unwrap(), &explicit(&empty).unwrap()];
            let info = element(Tag::Sequence, &parts.map(Vec::as_slice)).unwrap();
            let items = read(&info, &Limits::default())?;
            Some(format!("{:?}", items[0].content))
        };
        assert!(of(oid::ENVELOPED_DATA).unwrap().contains("EnvelopedData"));
        assert!(
            of(oid::AUTH_ENVELOPED_DATA)
                .unwrap()
                .contains("AuthEnveloped")
        );
        assert_eq!(of(oid::DATA), None);
    }

    #[test]
    fn what_is_written_is_read_in_its_order() {
        let certificates = [9, 5, 7].map(|number| [0x30, 3, 2, 1, number]);
        let written = write(&certificates.each_ref().map(|der| &der[..])).unwrap();
        let items = read(&written, &Limits::default()).unwrap();
        let found = items.iter().filter_map(|item| match &item.content {
            Content::Certificate(der) => Some(der.as_slice()),
            _ => None,
        });
        assert!(found.eq(certificates.each_ref().map(|der| &der[..])));
        assert_eq!(items[3].label, "certificate 3");
        let trailing = [&written[..], &[0]].concat();
        let items = read(&trailing, &Limits::default()).unwrap();
        assert_eq!(items[0].findings[0].code, "pkcs7-trailing-octets");
        for length in 0..written.len() {
            assert!(read(&written[..length], &Limits::default()).is_none());
        }
        assert_eq!(write(&[]), Err(EncodeError::CertificateMissing));
    }
}
