use serde::{Deserialize, Serialize};

/// The attributes of a subject or issuer (RFC 5280, 4.1.2.4). Empty attributes are left out
/// of the certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DistinguishedName {
    /// CN; at most 64 characters (RFC 5280, ub-common-name).
    pub common_name: String,
    /// `emailAddress` (PKCS#9); deprecated by RFC 5280 in favour of a SAN, but the article's own choice.
    pub email: String,
    /// O.
    pub organization: String,
    /// OU.
    pub organizational_unit: String,
    /// L.
    pub locality: String,
    /// ST.
    pub state: String,
    /// C; two letters (ISO 3166), a `PrintableString`.
    pub country: String,
}
