//! What a user picks from a list.

use serde::{Deserialize, Serialize};

pub use manifests::{CertificateReference, TestAuthentication, Tier, VerifyMode};

/// Who calls the ingress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Caller {
    /// Azure API Management.
    ApiManagement,
    /// Any other client, such as curl or another gateway.
    Other,
}

/// Where serial numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serials {
    /// 128 random bits each.
    Random,
    /// The article's: 01 for the server, 02 for the client.
    Sequential,
}

/// Whether the leaves can stand in for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Usages {
    /// `serverAuth` for the server, `clientAuth` for the client.
    Separate,
    /// Both usages on both leaves.
    Both,
}

/// How the client certificate gets into API Management.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Upload {
    /// The PFX is uploaded to the service.
    Pfx,
    /// The PFX goes into Key Vault, and the service refers to it there.
    KeyVault,
}

/// How callers of API Management are checked (the article's second loop).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JwtPolicy {
    /// Not at all.
    Off,
    /// `validate-jwt`, for any OpenID Connect provider.
    ValidateJwt,
    /// `validate-azure-ad-token`, for Microsoft Entra ID.
    ValidateAzureAdToken,
}

/// How the CA key is offered for download.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaKeyFormat {
    /// Encrypted PKCS#8 (PBES2, AES-256-CBC, 600,000 rounds).
    EncryptedPkcs8,
    /// Plain PKCS#8.
    PlainPkcs8,
    /// A PFX with the CA certificate.
    Pfx,
}
