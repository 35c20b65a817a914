//! Reads certificates and requests back and says what is in them, as plain data and as
//! OpenSSL-like text.

mod facts;

pub use facts::CertificateFacts;
