//! Certificates to issue, without a plan around them.

use pki::{
    Algorithm, Authorities, CertificateSpec, DistinguishedName, DnsName, Issued, LeafUsage,
    Profile, Role, SerialNumber, Spec, SubjectAltName,
};

use crate::keys::FixedKeys;

/// 2026-01-01T00:00:00Z, when everything here is issued.
pub const NOW: i64 = 1_767_225_600;

/// The host name of the server certificate.
pub const HOST: &str = "api.contoso.example";

/// The mailbox in the subject of both leaves.
pub const EMAIL: &str = "ops@contoso.example";

/// A set with full subjects for the leaves, and the SAN that their `emailAddress` demands (RFC 5280, 4.1.2.6); `both` makes each leaf usable on both sides.
pub fn spec(authorities: Authorities, algorithm: Algorithm, both: bool) -> Spec {
    let usage = |own| if both { LeafUsage::Both } else { own };
    let mut certificates = match authorities {
        Authorities::Single => vec![authority(Role::Ca, algorithm)],
        Authorities::Separate => vec![
            authority(Role::ServerCa, algorithm),
            authority(Role::ClientCa, algorithm),
        ],
    };
    certificates.push(CertificateSpec {
        issuer: authorities.of_servers(),
        profile: Profile::Leaf(usage(LeafUsage::Server)),
        subject_alt_names: vec![
            SubjectAltName::Dns(DnsName::parse(HOST).unwrap()),
            SubjectAltName::Dns(DnsName::parse("*.apps.contoso.example").unwrap()),
            SubjectAltName::Ip("10.0.0.1".parse().unwrap()),
            SubjectAltName::Ip("2001:db8::1".parse().unwrap()),
            SubjectAltName::Email(EMAIL.into()),
        ],
        ..leaf(Role::Server, algorithm, HOST)
    });
    certificates.push(CertificateSpec {
        issuer: authorities.of_clients(),
        profile: Profile::Leaf(usage(LeafUsage::Client)),
        subject_alt_names: vec![
            SubjectAltName::Dns(DnsName::parse("apim").unwrap()),
            SubjectAltName::Email(EMAIL.into()),
            SubjectAltName::Uri("spiffe://contoso.example/apim".into()),
        ],
        ..leaf(Role::Client, algorithm, "apim")
    });
    Spec { certificates }
}

/// Issues it with fixed keys.
pub fn issue(spec: &Spec) -> Vec<Issued> {
    let keys = FixedKeys::new(1);
    pollster::block_on(pki::issue(spec, Vec::new(), &keys, NOW, &|_| ())).unwrap()
}

/// The one of this role.
pub fn of(issued: &[Issued], role: Role) -> &Issued {
    issued.iter().find(|issued| issued.role == role).unwrap()
}

fn authority(role: Role, algorithm: Algorithm) -> CertificateSpec {
    CertificateSpec {
        role,
        issuer: role,
        profile: Profile::Authority,
        subject: DistinguishedName {
            common_name: role.file_stem().into(),
            ..DistinguishedName::default()
        },
        subject_alt_names: Vec::new(),
        algorithm,
        days: 3650,
        backdate_minutes: 5,
        serial: SerialNumber::Random,
    }
}

fn leaf(role: Role, algorithm: Algorithm, common_name: &str) -> CertificateSpec {
    CertificateSpec {
        days: 397,
        subject: subject(common_name),
        ..authority(role, algorithm)
    }
}

fn subject(common_name: &str) -> DistinguishedName {
    DistinguishedName {
        common_name: common_name.into(),
        email: EMAIL.into(),
        organization: "Contoso".into(),
        organizational_unit: "Platform".into(),
        locality: "Chicago".into(),
        state: "IL".into(),
        country: "US".into(),
    }
}
