use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Algorithm, DistinguishedName, SubjectAltName};

/// Which certificate of the set it is. The order is the order of issuance: an
/// issuer comes before what it signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The one CA that signs both sides.
    Ca,
    /// The CA of the server side, where the sides are separate.
    ServerCa,
    /// The CA of the client side, where the sides are separate.
    ClientCa,
    /// What the ingress presents.
    Server,
    /// What the caller presents.
    Client,
}

impl Role {
    /// All, in order.
    pub const ALL: [Self; 5] = [
        Self::Ca,
        Self::ServerCa,
        Self::ClientCa,
        Self::Server,
        Self::Client,
    ];

    /// The name of its files without an ending: `ca`, `server-ca`, `client-ca`, `server`, `client`.
    pub fn file_stem(self) -> &'static str {
        match self {
            Self::Ca => "ca",
            Self::ServerCa => "server-ca",
            Self::ClientCa => "client-ca",
            Self::Server => "server",
            Self::Client => "client",
        }
    }

    /// Whether it signs others.
    pub fn is_authority(self) -> bool {
        matches!(self, Self::Ca | Self::ServerCa | Self::ClientCa)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ca => "CA",
            Self::ServerCa => "server CA",
            Self::ClientCa => "client CA",
            Self::Server => "server certificate",
            Self::Client => "client certificate",
        })
    }
}

/// Whether one CA signs both sides, or each side has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authorities {
    /// One CA for both sides.
    Single,
    /// A server CA and a client CA: each side trusts only what it must.
    Separate,
}

impl Authorities {
    /// The CA that signs server certificates.
    pub fn of_servers(self) -> Role {
        match self {
            Self::Single => Role::Ca,
            Self::Separate => Role::ServerCa,
        }
    }

    /// The CA that signs client certificates, and that the ingress trusts for them.
    pub fn of_clients(self) -> Role {
        match self {
            Self::Single => Role::Ca,
            Self::Separate => Role::ClientCa,
        }
    }
}

/// What a leaf may be used for (`extendedKeyUsage`, RFC 5280, 4.2.1.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeafUsage {
    /// `serverAuth` alone.
    Server,
    /// `clientAuth` alone.
    Client,
    /// Both `serverAuth` and `clientAuth`: each leaf can stand in for the other side.
    Both,
}

/// What kind of certificate it is, which decides its extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// A self-signed root: critical `basicConstraints` CA:TRUE with path length 0, critical
    /// `keyUsage` keyCertSign and cRLSign, SKI.
    Authority,
    /// An end entity: critical `basicConstraints` CA:FALSE, critical `keyUsage` (digitalSignature, and
    /// keyEncipherment for RSA), `extendedKeyUsage`, SAN, SKI and AKI.
    Leaf(LeafUsage),
}

/// Where a serial number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SerialNumber {
    /// 128 random bits (a positive, non-zero integer; RFC 5280, 4.1.2.2).
    Random,
    /// This very number.
    Fixed(u64),
}

/// One certificate to issue. Everything in it has been checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateSpec {
    /// Which one it is.
    pub role: Role,
    /// Who signs it; itself for a root.
    pub issuer: Role,
    /// Its kind.
    pub profile: Profile,
    /// Its subject.
    pub subject: DistinguishedName,
    /// Its alternative names; empty for an authority.
    pub subject_alt_names: Vec<SubjectAltName>,
    /// The algorithm of its own key.
    pub algorithm: Algorithm,
    /// Days from now until it expires (1 or more).
    pub days: u32,
    /// Minutes before now at which it becomes valid, against skewed clocks.
    pub backdate_minutes: u32,
    /// Its serial number.
    pub serial: SerialNumber,
}

/// All certificates of a plan, issuers first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The certificates, in order of issuance.
    pub certificates: Vec<CertificateSpec>,
}

impl Spec {
    /// The certificate of this role, if the plan has it.
    pub fn get(&self, role: Role) -> Option<&CertificateSpec> {
        self.certificates
            .iter()
            .find(|certificate| certificate.role == role)
    }
}
