//! Certificates, requests and revocation lists as they lie in the octets. Where a library would refuse the whole for
//! one bad value, this keeps the value as it is, so that a report can name it.

mod certificate;
mod extension;
mod general_name;
mod name;
pub(crate) mod public_key;
mod request;
mod revocation_list;
mod time;

pub(crate) use certificate::{Algorithm, Certificate, Signed, access};
pub(crate) use extension::{Extension, id};
pub(crate) use general_name::{GeneralName, latin};
pub(crate) use name::{Attribute, Name};
pub(crate) use public_key::{Key, PublicKey, private_algorithm};
pub(crate) use request::{Request, is_extension_request};
pub(crate) use revocation_list::{RevocationList, Revoked};
pub(crate) use time::{Time, calendar};
