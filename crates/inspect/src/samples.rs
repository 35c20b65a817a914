//! What the tests of this crate read.

use pki::{
    Algorithm, CertificateSpec, DistinguishedName, DnsName, LeafUsage, Profile, Role, SerialNumber,
    SoftwareKeys, Spec, SubjectAltName,
};
use zeroize::Zeroizing;

/// A certificate and its request. The leaf is its own issuer, which is nothing to the reader.
pub(crate) fn issued() -> (Vec<u8>, Vec<u8>) {
    let certificate = CertificateSpec {
        role: Role::Server,
        issuer: Role::Server,
        profile: Profile::Leaf(LeafUsage::Both),
        subject: DistinguishedName {
            common_name: "Contoso, Ltd.".into(),
            country: "US".into(),
            ..DistinguishedName::default()
        },
        subject_alt_names: vec![
            SubjectAltName::Dns(DnsName::parse("api.contoso.example").unwrap()),
            SubjectAltName::Ip("2001:db8::1".parse().unwrap()),
        ],
        algorithm: Algorithm::EcdsaP256,
        days: 1,
        backdate_minutes: 0,
        serial: SerialNumber::Fixed(0x80),
    };
    let spec = Spec {
        certificates: vec![certificate],
    };
    let keys = SoftwareKeys::new(&Zeroizing::new([1; 32]));
    let issue = pki::issue(&spec, Vec::new(), &keys, 0, &|_| ());
    let issued = pollster::block_on(issue).unwrap().remove(0);
    (issued.certificate, issued.request.unwrap())
}
