//! The names a certificate carries: DNS names, alternative names, distinguished names.

mod distinguished_name;
mod dns_name;
mod international;
mod subject_alt_name;

pub use distinguished_name::DistinguishedName;
pub use dns_name::{DnsName, DnsNameError};
pub use international::use_international;
pub use subject_alt_name::SubjectAltName;
