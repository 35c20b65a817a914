use std::collections::BTreeMap;

use formats::{Content, Item};

use super::KeyGroup;
use super::names::{NameId, Names};
use crate::der::{self, SEQUENCE};
use crate::x509::{self, Extension, PublicKey, Request, RevocationList, id};

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
        let equal = reader.equal.into_values().filter(|all| all.len() > 1);
        let mut by_first = BTreeMap::new();
        by_first.extend(equal.map(|all| (all.first().copied(), all)));
        survey.duplicates = by_first.into_values().collect();
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
        let Some(certificate) = x509::Certificate::read(der) else {
            return;
        };
        let spki = certificate.key.spki;
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
        certificate: &x509::Certificate<'a>,
        key: usize,
    ) -> Certificate<'a> {
        let extensions = &certificate.extensions;
        Certificate {
            signed: Signed {
                item,
                der,
                issuer: self.names.id(certificate.issuer),
                authority_key: authority_key(extensions),
                agrees: certificate.inner_algorithm.raw == certificate.algorithm.raw,
            },
            subject: self.names.id(certificate.subject),
            subject_der: certificate.subject.0,
            issuer_der: certificate.issuer.0,
            spki: certificate.key.spki,
            key,
            subject_key: extension(extensions, id::SUBJECT_KEY_ID)
                .and_then(Extension::octets)
                .map(<[u8]>::to_vec),
            serial: certificate.serial,
            authority: authority(certificate),
            precertificate: extension(extensions, POISON).is_some(),
        }
    }

    fn request(&mut self, item: usize, der: &'a [u8]) {
        // Requests are few: their duplicates are read again.
        self.first(item, der);
        if let Some(request) = Request::read(der) {
            self.key(item, request.key.spki, |group| &mut group.requests);
        }
    }

    fn list(&mut self, item: usize, der: &'a [u8]) {
        if self.first(item, der).is_some() {
            return;
        }
        let Some(list) = RevocationList::read(der) else {
            return;
        };
        self.survey.lists.push(Signed {
            item,
            der,
            issuer: self.names.id(list.issuer),
            authority_key: authority_key(&list.extensions),
            agrees: list.inner_algorithm.raw == list.algorithm.raw,
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
    let Some(key) = PublicKey::of(spki) else {
        return whole;
    };
    match der::dotted(key.algorithm.oid).as_str() {
        "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => (true, key.bits),
        _ => whole,
    }
}

/// 1.3.6.1.4.1.11129.2.4.3.
const POISON: &[u8] = &[0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 3];

fn extension<'e, 'a>(extensions: &'e [Extension<'a>], id: &[u8]) -> Option<&'e Extension<'a>> {
    extensions.iter().find(|extension| extension.id == id)
}

fn authority_key(extensions: &[Extension<'_>]) -> Option<Vec<u8>> {
    let value = extension(extensions, id::AUTHORITY_KEY_ID)?.value;
    let mut fields = der::whole(value, SEQUENCE)?.children();
    let key = fields.find(|field| field.tag == 0x80)?;
    Some(key.content.to_vec())
}

fn authority(certificate: &x509::Certificate<'_>) -> Authority {
    let constraints = extension(&certificate.extensions, id::BASIC_CONSTRAINTS);
    match constraints.and_then(Extension::basic_constraints) {
        Some(constraints) if constraints.authority => Authority::Yes,
        None if certificate.version < 2 => Authority::Unsaid,
        _ => Authority::No,
    }
}
