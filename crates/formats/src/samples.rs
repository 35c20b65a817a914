//! What the tests of this crate read and pack.

use pki::{
    Algorithm, CertificateSpec, DistinguishedName, DnsName, Issued, LeafUsage, Profile, Role,
    SerialNumber, SoftwareKeys, Spec, SubjectAltName,
};
use zeroize::Zeroizing;

/// Keys that are the same each time.
pub(crate) fn keys() -> SoftwareKeys {
    SoftwareKeys::new(&Zeroizing::new([1; 32]))
}

/// A certificate, its key and its request. The leaf is its own issuer, which is nothing to the reader.
pub(crate) fn issued() -> Issued {
    let certificate = CertificateSpec {
        role: Role::Server,
        issuer: Role::Server,
        profile: Profile::Leaf(LeafUsage::Both),
        subject: DistinguishedName {
            common_name: "name".into(),
            ..DistinguishedName::default()
        },
        subject_alt_names: vec![SubjectAltName::Dns(
            DnsName::parse("api.contoso.example").unwrap(),
        )],
        algorithm: Algorithm::EcdsaP256,
        days: 1,
        backdate_minutes: 0,
        serial: SerialNumber::Fixed(1),
    };
    let spec = Spec {
        certificates: vec![certificate],
    };
    let keys = keys();
    let issue = pki::issue(&spec, Vec::new(), &keys, 0, &|_| ());
    pollster::block_on(issue).unwrap().remove(0)
}

/// The certificate.
pub(crate) fn der() -> Vec<u8> {
    issued().certificate
}

/// The certificate.
pub(crate) fn pem() -> String {
    crate::certificate_pem(&der())
}
