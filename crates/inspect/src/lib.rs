//! Reads certificates and requests back and says what is in them, as plain data and as
//! OpenSSL-like text.

mod distinguished_name;
mod error;
mod facts;
mod hex;
mod objects;
mod report;
mod text;

pub mod compare;
pub mod relate;
pub mod tree;
pub mod verify;

pub use error::InspectError;
pub use facts::{CertificateFacts, certificate_facts};
pub use report::{Answer, Evidence, Kind, Report, Row, Section, Summary, Validity, Verdict};
pub use text::{certificate_text, request_text};
