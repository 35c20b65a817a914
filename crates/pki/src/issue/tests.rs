//! Specs to issue, and what must come of them.

mod content;
mod keys;

use pollster::block_on;
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;
use zeroize::Zeroizing;

use super::*;
use crate::{
    DistinguishedName, DnsName, LeafUsage, Profile, SerialNumber, SoftwareKeys, SubjectAltName,
};

/// 2026-01-01T00:00:00Z.
const NOW: i64 = 1_767_225_600;

fn name(common_name: &str) -> DistinguishedName {
    DistinguishedName {
        common_name: common_name.into(),
        email: "ops@contoso.example".into(),
        organization: "Contoso".into(),
        organizational_unit: "Platform".into(),
        locality: "Chicago".into(),
        state: "IL".into(),
        country: "US".into(),
    }
}

fn authority(role: Role) -> CertificateSpec {
    CertificateSpec {
        role,
        issuer: role,
        profile: Profile::Authority,
        subject: name("Authority"),
        subject_alt_names: Vec::new(),
        algorithm: Algorithm::EcdsaP256,
        days: 3650,
        backdate_minutes: 5,
        serial: SerialNumber::Random,
    }
}

fn leaf(role: Role, issuer: Role, usage: LeafUsage) -> CertificateSpec {
    CertificateSpec {
        role,
        issuer,
        profile: Profile::Leaf(usage),
        subject: name("leaf"),
        subject_alt_names: vec![
            SubjectAltName::Dns(DnsName::parse("api.contoso.example").unwrap()),
            SubjectAltName::Ip("10.0.0.1".parse().unwrap()),
            SubjectAltName::Email("ops@contoso.example".into()),
            SubjectAltName::Uri("spiffe://contoso/api".into()),
        ],
        algorithm: Algorithm::EcdsaP256,
        days: 397,
        backdate_minutes: 5,
        serial: SerialNumber::Random,
    }
}

fn single() -> Spec {
    Spec {
        certificates: vec![
            authority(Role::Ca),
            leaf(Role::Server, Role::Ca, LeafUsage::Server),
            leaf(Role::Client, Role::Ca, LeafUsage::Client),
        ],
    }
}

fn only(certificate: CertificateSpec) -> Spec {
    Spec {
        certificates: vec![certificate],
    }
}

fn software_keys() -> SoftwareKeys {
    SoftwareKeys::new(&Zeroizing::new([7; 32]))
}

fn run(spec: &Spec) -> Result<Vec<Issued>, IssueError> {
    block_on(issue(spec, Vec::new(), &software_keys(), NOW, &|_| ()))
}

fn parse(der: &[u8]) -> X509Certificate<'_> {
    X509Certificate::from_der(der).unwrap().1
}
