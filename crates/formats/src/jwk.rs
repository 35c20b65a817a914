//! JSON Web Keys (RFC 7517, RFC 7518, RFC 8037).

mod parse;

pub use parse::read;
