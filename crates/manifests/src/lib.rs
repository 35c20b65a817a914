//! Target-neutral intent in, ready-to-use text out: Kubernetes YAML, API Management policy, shell
//! scripts, the openssl recipe and the runbook.

mod apim;
mod document;
mod intent;
mod kubernetes;
mod material;
#[cfg(test)]
mod test_intent;

pub use document::{Document, documents};
pub use intent::{
    ApiManagement, Azure, Caller, CertificateReference, CertificateUpload, Claim, Controller,
    Existing, Ingress, Intent, Jwt, OAuth, Probe, Secrets, ServerCertificate, TestAuthentication,
    Tier, VerifyMode, Workload,
};
pub use material::{Material, SecretPem};
