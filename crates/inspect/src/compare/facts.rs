use sha1::Sha1;
use sha2::{Digest, Sha256};
use x509_parser::certificate::{Validity, X509Certificate};
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::cri_attributes::ParsedCriAttribute;
use x509_parser::extensions::{ParsedExtension, X509Extension};
use x509_parser::prelude::FromDer;
use x509_parser::time::ASN1Time;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::x509::{self, GeneralName, PublicKey};
use crate::{InspectError, distinguished_name, hex, objects, text};

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
    validity: Option<Validity>,
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
        let read = match X509Certificate::from_der(der) {
            Ok(([], certificate)) => Self::certificate(&certificate),
            _ => match X509CertificationRequest::from_der(der) {
                Ok(([], request)) => Self::request(&request),
                _ => return Err(InspectError::Certificate),
            },
        };
        Ok(Self {
            sha1: hex::upper(&Sha1::digest(der)),
            sha256: hex::lower(&Sha256::digest(der)),
            ..read
        })
    }

    fn certificate(certificate: &X509Certificate<'_>) -> Self {
        let mut facts = Self {
            kind: format!(
                "certificate, version {}",
                certificate.version().0.saturating_add(1)
            ),
            subject: distinguished_name::oneline(certificate.subject()),
            issuer: Some(distinguished_name::oneline(certificate.issuer())),
            serial: Some(hex::upper(certificate.raw_serial())),
            validity: Some(certificate.validity().clone()),
            algorithm: objects::algorithm(&certificate.signature_algorithm.algorithm),
            ..Self::default()
        };
        facts.set_key(certificate.public_key());
        certificate
            .extensions()
            .iter()
            .for_each(|one| facts.add(one));
        facts
    }

    fn request(request: &X509CertificationRequest<'_>) -> Self {
        let info = &request.certification_request_info;
        let mut facts = Self {
            kind: "certificate request".into(),
            subject: distinguished_name::oneline(&info.subject),
            algorithm: objects::algorithm(&request.signature_algorithm.algorithm),
            ..Self::default()
        };
        facts.set_key(&info.subject_pki);
        for attribute in info.iter_attributes() {
            if let ParsedCriAttribute::ExtensionRequest(requested) = attribute.parsed_attribute() {
                requested.extensions.iter().for_each(|one| facts.add(one));
            }
        }
        facts
    }

    fn set_key(&mut self, key: &SubjectPublicKeyInfo<'_>) {
        self.key = PublicKey::of(key.raw).map_or_else(String::new, |key| key.title());
        self.key_hash = hex::lower(&Sha256::digest(key.raw));
    }

    fn add(&mut self, extension: &X509Extension<'_>) {
        let found = x509::Extension::from(extension);
        match extension.parsed_extension() {
            ParsedExtension::SubjectAlternativeName(_) => {
                let names = found.general_names();
                self.names.extend(names.iter().map(GeneralName::display));
                return;
            }
            ParsedExtension::ExtendedKeyUsage(_) => {
                let oids = found.purposes().unwrap_or_default();
                self.purposes
                    .extend(oids.iter().map(|oid| objects::name(oid)));
                return;
            }
            ParsedExtension::BasicConstraints(constraints) => self.authority = constraints.ca,
            ParsedExtension::AuthorityKeyIdentifier(identifier) => {
                self.issuer_key = identifier.key_identifier.as_ref().map(|key| key.0.to_vec());
            }
            _ => {}
        }
        let critical = extension.critical.then(|| "critical".to_owned());
        let value = text::known_extension(&found);
        let value = value.unwrap_or_else(|| vec![hex::lower(extension.value)]);
        let lines = critical.into_iter().chain(value);
        self.extensions.push(Extension {
            label: objects::name(found.id),
            value: lines.collect::<Vec<_>>().join("\n"),
        });
    }

    pub(super) fn from(&self) -> Option<String> {
        self.validity
            .as_ref()
            .map(|validity| date(&validity.not_before))
    }

    pub(super) fn until(&self) -> Option<String> {
        self.validity
            .as_ref()
            .map(|validity| date(&validity.not_after))
    }

    pub(super) fn days(&self) -> Option<String> {
        let (start, end) = self.span()?;
        Some(end.saturating_sub(start).div_euclid(DAY).to_string())
    }

    /// Start and end, in seconds since the Unix epoch.
    pub(super) fn span(&self) -> Option<(i64, i64)> {
        let validity = self.validity.as_ref()?;
        Some((
            validity.not_before.timestamp(),
            validity.not_after.timestamp(),
        ))
    }
}

/// `2026-01-01 00:00:00 UTC`.
fn date(time: &ASN1Time) -> String {
    let date = time.to_datetime();
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC",
        date.year(),
        u8::from(date.month()),
        date.day(),
        date.hour(),
        date.minute(),
        date.second()
    )
}
