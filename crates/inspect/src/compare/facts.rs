use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::text::{GLUE, known_extension};
use crate::x509::{self, Certificate, GeneralName, PublicKey, Request, calendar, id};
use crate::{InspectError, der, distinguished_name, hex, objects};

const DAY: i64 = 86_400;

/// What a certificate or request says, as far as it can be set beside another.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) issuer: Option<String>,
    /// The key identifier of the issuer.
    pub(super) issuer_key: Option<Vec<u8>>,
    pub(super) serial: Option<String>,
    /// Start and end, in seconds since the Unix epoch.
    validity: Option<(i64, i64)>,
    pub(super) names: Vec<String>,
    pub(super) key: String,
    pub(super) key_hash: String,
    pub(super) purposes: Vec<String>,
    pub(super) authority: bool,
    /// All but the alternative names and the extended key usage.
    pub(super) extensions: Vec<Extension>,
    pub(super) algorithm: String,
    pub(super) sha1: String,
    pub(super) sha256: String,
}

pub(super) struct Extension {
    pub(super) label: String,
    pub(super) value: String,
}

impl Facts {
    pub(super) fn read(der: &[u8]) -> Result<Self, InspectError> {
        let certificate = Certificate::read(der).map(|one| Self::certificate(&one));
        let read = certificate.or_else(|| Request::read(der).map(|one| Self::request(&one)));
        let read = read.ok_or(InspectError::Certificate)?;
        Ok(Self {
            sha1: hex::upper(&Sha1::digest(der)),
            sha256: hex::lower(&Sha256::digest(der)),
            ..read
        })
    }

    fn certificate(certificate: &Certificate<'_>) -> Self {
        let moment = |time: &x509::Time<'_>| time.unix;
        let mut facts = Self {
            kind: format!(
                "certificate, version {}",
                certificate.version.saturating_add(1)
            ),
            subject: distinguished_name::oneline(certificate.subject.0),
            issuer: Some(distinguished_name::oneline(certificate.issuer.0)),
            serial: Some(hex::upper(certificate.serial)),
            validity: moment(&certificate.not_before).zip(moment(&certificate.not_after)),
            algorithm: objects::name(certificate.algorithm.oid),
            ..Self::default()
        };
        facts.set_key(&certificate.key);
        certificate.extensions.iter().for_each(|one| facts.add(one));
        facts
    }

    fn request(request: &Request<'_>) -> Self {
        let mut facts = Self {
            kind: "certificate request".into(),
            subject: distinguished_name::oneline(request.subject.0),
            algorithm: objects::name(request.algorithm.oid),
            ..Self::default()
        };
        facts.set_key(&request.key);
        request.extensions().iter().for_each(|one| facts.add(one));
        facts
    }

    fn set_key(&mut self, key: &PublicKey<'_>) {
        self.key = key.title();
        self.key_hash = hex::lower(&Sha256::digest(key.spki));
    }

    fn add(&mut self, extension: &x509::Extension<'_>) {
        match extension.id {
            id::SUBJECT_ALT_NAME => {
                let names = extension.general_names();
                self.names.extend(names.iter().map(GeneralName::display));
                return;
            }
            id::EXTENDED_KEY_USAGE => {
                let purposes = extension.purposes().unwrap_or_default();
                self.purposes
                    .extend(purposes.into_iter().map(objects::name));
                return;
            }
            id::BASIC_CONSTRAINTS => {
                self.authority = extension
                    .basic_constraints()
                    .is_some_and(|one| one.authority);
            }
            id::AUTHORITY_KEY_ID => {
                let fields = der::whole(extension.value, der::SEQUENCE);
                let key = fields.and_then(|fields| fields.children().find(|one| one.tag == 0x80));
                self.issuer_key = key.map(|key| key.content.to_vec());
            }
            _ => {}
        }
        let critical = extension.critical.then(|| "critical".to_owned());
        let known = known_extension(extension);
        let value = known.unwrap_or_else(|| vec![hex::lower(extension.value)]);
        let value = value.iter().map(|line| line.replace(GLUE, ""));
        let lines = critical.into_iter().chain(value);
        self.extensions.push(Extension {
            label: objects::name(extension.id),
            value: lines.collect::<Vec<_>>().join("\n"),
        });
    }

    pub(super) fn from(&self) -> Option<String> {
        self.validity.map(|(start, _)| calendar::moment(start))
    }

    pub(super) fn until(&self) -> Option<String> {
        self.validity.map(|(_, end)| calendar::moment(end))
    }

    pub(super) fn days(&self) -> Option<String> {
        let (start, end) = self.span()?;
        Some(end.saturating_sub(start).div_euclid(DAY).to_string())
    }

    /// Start and end, in seconds since the Unix epoch.
    pub(super) fn span(&self) -> Option<(i64, i64)> {
        self.validity
    }
}
