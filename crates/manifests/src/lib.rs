//! Target-neutral intent in, ready-to-use text out: Kubernetes YAML, API Management policy, shell
//! scripts, the openssl recipe, pictures and the runbook.

mod apim;
mod commands;
mod document;
mod intent;
mod kubernetes;
mod material;
mod openssl;
mod pictures;
mod runbook;
mod shell;
#[cfg(test)]
mod test_intent;
mod xml;

pub use document::{Document, documents};
pub use intent::{
    ApiManagement, Azure, CaKeyFormat, Caller, CertificateReference, CertificateUpload, Claim,
    Controller, Existing, Ingress, Intent, Jwt, OAuth, Probe, Secrets, ServerCertificate,
    TestAuthentication, Tier, VerifyMode, Workload,
};
pub use kubernetes::{
    DEFAULT_IMAGE, DEFAULT_IMAGE_PORT_VARIABLE, match_cn, namespace_is_made, secret,
};
pub use material::{Material, SecretPem};
pub use pictures::{Mark, Picture, Room, Shape, Subject, picture, renewal};
