//! Reads certificates and requests back and says what is in them, as plain data and as
//! OpenSSL-like text.

mod acceptance;
pub mod codes;
mod context;
mod der;
mod describe;
mod distinguished_name;
mod error;
mod facts;
mod findings;
mod hex;
mod objects;
mod punycode;
mod report;
#[cfg(test)]
mod samples;
mod summary;
mod text;
mod words;
mod x509;

pub mod compare;
pub mod relate;
pub mod terms;
pub mod tree;
pub mod verify;

pub use describe::{report, report_among};
pub use error::InspectError;
pub use facts::{CertificateFacts, certificate_facts, public_key_of};
pub use report::{Answer, Evidence, Kind, Report, Row, Section, Summary, Validity, Verdict};
pub use summary::summary;
pub use text::{certificate_text, request_text, text};
