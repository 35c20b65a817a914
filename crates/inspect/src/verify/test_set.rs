//! Certificates for the tests of what is here and of what relates and compares.

use pki::{
    Algorithm, CertificateSpec, DistinguishedName, DnsName, Issued, LeafUsage, Profile, Role,
    SerialNumber, SoftwareKeys, Spec, SubjectAltName,
};
use zeroize::Zeroizing;

/// What was issued at once.
pub(crate) struct Set(Vec<Issued>);

impl Set {
    pub(crate) fn of(&self, role: Role) -> &Issued {
        self.0.iter().find(|issued| issued.role == role).unwrap()
    }

    pub(crate) fn certificate(&self, role: Role) -> Vec<u8> {
        self.of(role).certificate.clone()
    }
}

/// How a set differs from others.
#[derive(Clone)]
pub(crate) struct Wish {
    /// Other seeds give other keys.
    pub(crate) seed: u8,
    pub(crate) authority: Algorithm,
    pub(crate) leaf: Algorithm,
    pub(crate) names: Vec<&'static str>,
    pub(crate) days: u32,
    pub(crate) usage: LeafUsage,
    pub(crate) serial: u64,
}

impl Wish {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            seed,
            authority: Algorithm::EcdsaP256,
            leaf: Algorithm::EcdsaP256,
            names: vec!["api.contoso.example"],
            days: 90,
            usage: LeafUsage::Server,
            serial: u64::from(seed),
        }
    }
}

/// A CA and a server certificate, each with a key of this algorithm.
pub(crate) fn issue(algorithm: Algorithm) -> Set {
    issue_as(&Wish {
        authority: algorithm,
        leaf: algorithm,
        ..Wish::new(1)
    })
}

/// A CA, a server and a client certificate.
pub(crate) fn issue_as(wish: &Wish) -> Set {
    let authority = CertificateSpec {
        role: Role::Ca,
        issuer: Role::Ca,
        profile: Profile::Authority,
        subject: name("Contoso CA"),
        subject_alt_names: Vec::new(),
        algorithm: wish.authority,
        days: 3650,
        backdate_minutes: 0,
        serial: SerialNumber::Fixed(1000 + wish.serial),
    };
    let leaf = CertificateSpec {
        role: Role::Server,
        profile: Profile::Leaf(wish.usage),
        subject: name("api"),
        subject_alt_names: wish.names.iter().map(|name| dns(name)).collect(),
        algorithm: wish.leaf,
        days: wish.days,
        serial: SerialNumber::Fixed(wish.serial),
        ..authority.clone()
    };
    let client = CertificateSpec {
        role: Role::Client,
        profile: Profile::Leaf(LeafUsage::Client),
        subject: name("apim"),
        serial: SerialNumber::Fixed(2000 + wish.serial),
        ..leaf.clone()
    };
    let spec = Spec {
        certificates: vec![authority, leaf, client],
    };
    let keys = SoftwareKeys::new(&Zeroizing::new([wish.seed; 32]));
    let issue = pki::issue(&spec, Vec::new(), &keys, 0, &|_| ());
    Set(pollster::block_on(issue).unwrap())
}

fn name(common_name: &str) -> DistinguishedName {
    DistinguishedName {
        common_name: common_name.into(),
        ..DistinguishedName::default()
    }
}

fn dns(name: &str) -> SubjectAltName {
    SubjectAltName::Dns(DnsName::parse(name).unwrap())
}
