use std::fmt;

use crate::{KeyError, Role};

/// Why nothing was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IssueError {
    /// A key could not be made or used.
    Key(KeyError),
    /// The issuer of this role is not in the spec before it.
    IssuerMissing(Role),
    /// The role stands in the spec twice.
    RoleTwice(Role),
    /// The prepared key of this role is of another algorithm than the spec asks for.
    PreparedAlgorithm(Role),
    /// The public key of this role is no `SubjectPublicKeyInfo`.
    PublicKey(Role),
    /// The serial number of this role is zero (RFC 5280, 4.1.2.2 wants a positive one).
    SerialNumber(Role),
    /// The validity of this role does not lie within the years 0 to 9999 (RFC 5280, 4.1.2.5.2).
    Validity(Role),
    /// A name of this role has characters that its ASN.1 type cannot hold: the attribute or the SAN.
    Name(Role, String),
    /// The encoder's own words.
    Encoding(Role, String),
    /// Two encodings of the same content differ, so that a signature made for one would not fit the other.
    NotRepeatable(Role),
}

impl fmt::Display for IssueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(error) => error.fmt(f),
            Self::IssuerMissing(role) => write!(f, "the issuer of the {role} is missing"),
            Self::RoleTwice(role) => write!(f, "the {role} is asked for twice"),
            Self::PreparedAlgorithm(role) => {
                write!(f, "the prepared key of the {role} is of another algorithm")
            }
            Self::PublicKey(role) => write!(f, "the public key of the {role} cannot be read"),
            Self::SerialNumber(role) => write!(f, "the serial number of the {role} is zero"),
            Self::Validity(role) => {
                write!(f, "the {role} would be valid outside the years 0 to 9999")
            }
            Self::Name(role, name) => {
                write!(f, "{name} of the {role} has characters it may not have")
            }
            Self::Encoding(role, reason) => write!(f, "the {role} cannot be encoded: {reason}"),
            Self::NotRepeatable(role) => write!(f, "the {role} does not encode the same way twice"),
        }
    }
}

impl std::error::Error for IssueError {}

impl From<KeyError> for IssueError {
    fn from(error: KeyError) -> Self {
        Self::Key(error)
    }
}
