use std::fmt;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::DnsName;

/// One entry of the `subjectAltName` extension (RFC 5280, 4.2.1.6).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectAltName {
    /// `dNSName`, perhaps with a wildcard.
    Dns(DnsName),
    /// `iPAddress`.
    Ip(IpAddr),
    /// `rfc822Name`.
    Email(String),
    /// `uniformResourceIdentifier`, such as a SPIFFE id.
    Uri(String),
}

impl fmt::Display for SubjectAltName {
    /// As openssl prints it: `DNS:name`, `IP Address:address`, `email:address`, `URI:uri`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(name) => write!(f, "DNS:{name}"),
            Self::Ip(address) => write!(f, "IP Address:{address}"),
            Self::Email(address) => write!(f, "email:{address}"),
            Self::Uri(uri) => write!(f, "URI:{uri}"),
        }
    }
}
