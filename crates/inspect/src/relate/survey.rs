use std::collections::BTreeMap;

use formats::{Content, Item};
use x509_parser::certificate::{X509Certificate, X509CertificateParser};
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::extensions::{
    AuthorityKeyIdentifier, BasicConstraints, KeyIdentifier, X509Extension,
};
use x509_parser::nom::Parser;
use x509_parser::prelude::FromDer;
use x509_parser::revocation_list::CertificateRevocationList;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::KeyGroup;
use super::names::{NameId, Names};

/// The items, read once and found by what they have in common.
pub(super) struct Survey<'a> {
    /// Each different certificate once.
    pub(super) certificates: Vec<Certificate<'a>>,
    /// Each different revocation list once.
    pub(super) lists: Vec<Signed<'a>>,
    /// Items that are equal.
    pub(super) duplicates: Vec<Vec<usize>>,
    /// All keys.
    pub(super) keys: Vec<KeyGroup>,
    /// How many names there are.
    pub(super) names: usize,
    /// For each item: its place among the certificates, which it shares with its duplicates.
    certificate_of: Vec<Option<usize>>,
    /// For each item: its place among the keys.
    key_of: Vec<Option<usize>>,
}

impl Survey<'_> {
    /// The certificate that this item is.
    pub(super) fn certificate(&self, item: usize) -> Option<&Certificate<'_>> {
        let index = *self.certificate_of.get(item)?;
        self.certificates.get(index?)
    }

    /// Whose key this item has: the place in `keys`.
    pub(super) fn key(&self, item: usize) -> Option<usize> {
        *self.key_of.get(item)?
    }
}

/// Something that an issuer has signed.
#[derive(Clone, Debug)]
pub(super) struct Signed<'a> {
    pub(super) item: usize,
    pub(super) der: &'a [u8],
    pub(super) issuer: Option<NameId>,
    /// The key identifier of the authority key identifier.
    pub(super) authority_key: Option<Vec<u8>>,
    /// Whether the signed and the unsigned mention of the algorithm are equal, as RFC 5280, 4.1.1.2 demands.
    pub(super) agrees: bool,
}

/// What of a certificate relates it to others.
#[derive(Clone, Debug)]
pub(super) struct Certificate<'a> {
    pub(super) signed: Signed<'a>,
    pub(super) subject: Option<NameId>,
    /// The names as they are encoded.
    pub(super) subject_der: &'a [u8],
    pub(super) issuer_der: &'a [u8],
    pub(super) spki: &'a [u8],
    /// Its place among the keys.
    pub(super) key: usize,
    pub(super) subject_key: Option<Vec<u8>>,
    pub(super) serial: &'a [u8],
    pub(super) authority: Authority,
    /// Whether it is what a transparency log was shown before the certificate (RFC 6962, 3.1): the same serial twice.
    pub(super) precertificate: bool,
}

/// Whether a certificate may issue others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Authority {
    /// It says so.
    Yes,
    /// It says nothing, as those of version 1 cannot.
    Unsaid,
    /// It says that it may not, or, as version 3, does not say that it may.
    No,
}

impl Certificate<'_> {
    pub(super) fn item(&self) -> usize {
        self.signed.item
    }

    pub(super) fn self_issued(&self) -> bool {
        self.subject.is_some() && self.subject == self.signed.issuer
    }
}

impl<'a> Survey<'a> {
    pub(super) fn new(items: &'a [Item]) -> Self {
        let mut reader = Reader {
            survey: Survey {
                certificates: Vec::new(),
                lists: Vec::new(),
                duplicates: Vec::new(),
                keys: Vec::new(),
                names: 0,
                certificate_of: vec![None; items.len()],
                key_of: vec![None; items.len()],
            },
            names: Names::default(),
            equal: BTreeMap::new(),
            keys: BTreeMap::new(),
        };
        for (index, item) in items.iter().enumerate() {
            reader.read(index, &item.content);
        }
        let mut survey = reader.survey;
        survey.names = reader.names.len();
        let mut equal: Vec<_> = reader
            .equal
            .into_values()
            .filter(|all| all.len() > 1)
            .collect();
        equal.sort();
        survey.duplicates = equal;
        survey
    }
}

struct Reader<'a> {
    survey: Survey<'a>,
    names: Names<'a>,
    equal: BTreeMap<&'a [u8], Vec<usize>>,
    keys: BTreeMap<(bool, &'a [u8]), usize>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, item: usize, content: &'a Content) {
        match content {
            Content::Certificate(der) => self.certificate(item, der),
            Content::Request(der) => self.request(item, der),
            Content::RevocationList(der) => self.list(item, der),
            Content::PublicKey(spki) => {
                self.key(item, spki, |group| &mut group.public_keys);
            }
            Content::PrivateKey(key) => {
                if let Some(spki) = &key.spki {
                    self.key(item, spki, |group| &mut group.private_keys);
                }
            }
            Content::Locked(_)
            | Content::Container(_)
            | Content::Named(_)
            | Content::Unknown(_) => {}
        }
    }

    /// The first item with these octets, if this is not the first.
    fn first(&mut self, item: usize, der: &'a [u8]) -> Option<usize> {
        let all = self.equal.entry(der).or_default();
        all.push(item);
        all.first().copied().filter(|first| *first != item)
    }

    fn certificate(&mut self, item: usize, der: &'a [u8]) {
        if let Some(first) = self.first(item, der) {
            let index = self.survey.certificate_of.get(first).copied().flatten();
            set(&mut self.survey.certificate_of, item, index);
            if let Some(spki) = self.survey.certificate(item).map(|found| found.key) {
                set(&mut self.survey.key_of, item, Some(spki));
                if let Some(group) = self.survey.keys.get_mut(spki) {
                    group.certificates.push(item);
                }
            }
            return;
        }
        let mut parser = X509CertificateParser::new().with_deep_parse_extensions(false);
        let Ok(([], certificate)) = parser.parse(der) else {
            return;
        };
        let spki = certificate.tbs_certificate.subject_pki.raw;
        let key = self.key(item, spki, |group| &mut group.certificates);
        let read = self.facts(item, der, &certificate, key);
        let index = self.survey.certificates.len();
        set(&mut self.survey.certificate_of, item, Some(index));
        self.survey.certificates.push(read);
    }

    fn facts(
        &mut self,
        item: usize,
        der: &'a [u8],
        certificate: &X509Certificate<'a>,
        key: usize,
    ) -> Certificate<'a> {
        let tbs = &certificate.tbs_certificate;
        let extensions = tbs.extensions();
        Certificate {
            signed: Signed {
                item,
                der,
                issuer: self.names.id(&tbs.issuer),
                authority_key: authority_key(extensions),
                agrees: tbs.signature == certificate.signature_algorithm,
            },
            subject: self.names.id(&tbs.subject),
            subject_der: tbs.subject.as_raw(),
            issuer_der: tbs.issuer.as_raw(),
            spki: tbs.subject_pki.raw,
            key,
            subject_key: extension(extensions, SUBJECT_KEY)
                .and_then(|value| KeyIdentifier::from_der(value).ok())
                .map(|(_, identifier)| identifier.0.to_vec()),
            serial: tbs.raw_serial(),
            authority: authority(certificate),
            precertificate: extension(extensions, POISON).is_some(),
        }
    }

    fn request(&mut self, item: usize, der: &'a [u8]) {
        // Requests are few: their duplicates are read again.
        self.first(item, der);
        if let Ok(([], request)) = X509CertificationRequest::from_der(der) {
            let spki = request.certification_request_info.subject_pki.raw;
            self.key(item, spki, |group| &mut group.requests);
        }
    }

    fn list(&mut self, item: usize, der: &'a [u8]) {
        if self.first(item, der).is_some() {
            return;
        }
        let Ok(([], list)) = CertificateRevocationList::from_der(der) else {
            return;
        };
        let tbs = &list.tbs_cert_list;
        self.survey.lists.push(Signed {
            item,
            der,
            issuer: self.names.id(&tbs.issuer),
            authority_key: authority_key(tbs.extensions()),
            agrees: tbs.signature == list.signature_algorithm,
        });
    }

    fn key(
        &mut self,
        item: usize,
        spki: &'a [u8],
        list: impl Fn(&mut KeyGroup) -> &mut Vec<usize>,
    ) -> usize {
        let next = self.survey.keys.len();
        let key = *self.keys.entry(key_form(spki)).or_insert(next);
        if key == next {
            self.survey.keys.push(KeyGroup::default());
        }
        if let Some(group) = self.survey.keys.get_mut(key) {
            list(group).push(item);
        }
        set(&mut self.survey.key_of, item, Some(key));
        key
    }
}

fn set<T>(list: &mut [T], index: usize, value: T) {
    if let Some(place) = list.get_mut(index) {
        *place = value;
    }
}

/// What keys are compared by. RSA keys are written with and without NULL parameters, and as keys for PSS alone: what
/// counts is the modulus and the exponent. All others are equal as they stand.
fn key_form(spki: &[u8]) -> (bool, &[u8]) {
    let whole = (false, spki);
    let Ok(([], key)) = SubjectPublicKeyInfo::from_der(spki) else {
        return whole;
    };
    match key.algorithm.algorithm.to_id_string().as_str() {
        "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => {
            // The bit string is the last of it.
            let length = key.subject_public_key.data.len();
            (true, spki.get(spki.len() - length..).unwrap_or(spki))
        }
        _ => whole,
    }
}

/// Identifiers as they are encoded, because there are many to compare.
const SUBJECT_KEY: &[u8] = &[0x55, 0x1d, 14];
const AUTHORITY_KEY: &[u8] = &[0x55, 0x1d, 35];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
/// 1.3.6.1.4.1.11129.2.4.3.
const POISON: &[u8] = &[0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 3];

fn extension<'a>(extensions: &[X509Extension<'a>], identifier: &[u8]) -> Option<&'a [u8]> {
    let mut found = extensions.iter();
    let found = found.find(|extension| extension.oid.as_bytes() == identifier)?;
    Some(found.value)
}

fn authority_key(extensions: &[X509Extension<'_>]) -> Option<Vec<u8>> {
    let value = extension(extensions, AUTHORITY_KEY)?;
    let (_, identifier) = AuthorityKeyIdentifier::from_der(value).ok()?;
    identifier.key_identifier.map(|key| key.0.to_vec())
}

fn authority(certificate: &X509Certificate<'_>) -> Authority {
    let constraints = extension(certificate.extensions(), BASIC_CONSTRAINTS);
    let constraints = constraints.and_then(|value| BasicConstraints::from_der(value).ok());
    match constraints {
        Some((_, constraints)) if constraints.ca => Authority::Yes,
        None if certificate.version().0 < 2 => Authority::Unsaid,
        _ => Authority::No,
    }
}
