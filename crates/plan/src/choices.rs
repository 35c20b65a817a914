//! What a user picks from a list.

use formats::PfxProfile;
use pki::{Algorithm, Authorities};
use serde::{Deserialize, Serialize};

pub use manifests::{CaKeyFormat, CertificateReference, TestAuthentication, Tier, VerifyMode};

/// A closed list that a user picks from.
pub trait Choice: Copy + PartialEq + 'static {
    /// Every choice, in the order a form offers them.
    const ALL: &'static [Self];

    /// The choice as a form shows it.
    fn label(self) -> &'static str;
}

/// Implements [`Choice`] from one list, so that no choice can be missing from `ALL` or unlabelled.
macro_rules! choices {
    ($type:ty { $($choice:ident => $label:literal,)+ }) => {
        impl Choice for $type {
            const ALL: &'static [Self] = &[$(Self::$choice),+];

            fn label(self) -> &'static str {
                match self {
                    $(Self::$choice => $label,)+
                }
            }
        }
    };
}

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

/// What terminates TLS in the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The community's NGINX ingress controller (kubernetes/ingress-nginx).
    IngressNginx,
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

choices!(Caller {
    ApiManagement => "Azure API Management",
    Other => "Another client, such as curl",
});
choices!(Authorities {
    Single => "One CA for both sides",
    Separate => "A server CA and a client CA",
});
choices!(Algorithm {
    Rsa2048 => "RSA 2048",
    Rsa3072 => "RSA 3072",
    Rsa4096 => "RSA 4096",
    EcdsaP256 => "ECDSA P-256",
    EcdsaP384 => "ECDSA P-384",
    Ed25519 => "Ed25519",
});
choices!(Serials {
    Random => "Random, 128 bits",
    Sequential => "01 and 02, as in the article",
});
choices!(Usages {
    Separate => "One usage for each",
    Both => "Both on both certificates",
});
choices!(PfxProfile {
    Compatible => "API Management / Windows",
    Modern => "Modern (AES-256, SHA-256)",
});
choices!(CaKeyFormat {
    EncryptedPkcs8 => "Encrypted PKCS#8",
    PlainPkcs8 => "Plain PKCS#8",
    Pfx => "PFX",
});
choices!(Target {
    IngressNginx => "ingress-nginx",
});
choices!(VerifyMode {
    On => "on: it is required",
    Optional => "optional: none is let in",
    OptionalNoCa => "optional_no_ca: any CA",
});
choices!(Tier {
    Classic => "Classic (not v2)",
    V2 => "v2 (Basic v2 and so on)",
    Consumption => "Consumption",
});
choices!(CertificateReference {
    Id => "By certificate id",
    Thumbprint => "By SHA-1 thumbprint",
});
choices!(Upload {
    Pfx => "Upload the PFX",
    KeyVault => "Key Vault reference",
});
choices!(TestAuthentication {
    None => "None",
    SubscriptionKey => "Subscription key",
    BearerToken => "Bearer token",
});
choices!(JwtPolicy {
    Off => "Off",
    ValidateJwt => "validate-jwt",
    ValidateAzureAdToken => "validate-azure-ad-token",
});

#[cfg(test)]
mod tests {
    use super::*;

    fn labels<C: Choice>() -> impl Iterator<Item = &'static str> {
        C::ALL.iter().map(|choice| choice.label())
    }

    /// A list of the form shows so many characters at its narrowest.
    #[test]
    fn every_choice_is_shown_whole() {
        let all = labels::<Caller>()
            .chain(labels::<Authorities>())
            .chain(labels::<Algorithm>())
            .chain(labels::<Serials>())
            .chain(labels::<Usages>())
            .chain(labels::<PfxProfile>())
            .chain(labels::<CaKeyFormat>())
            .chain(labels::<Target>())
            .chain(labels::<VerifyMode>())
            .chain(labels::<Tier>())
            .chain(labels::<CertificateReference>())
            .chain(labels::<Upload>())
            .chain(labels::<TestAuthentication>())
            .chain(labels::<JwtPolicy>());
        for label in all {
            assert!(label.len() <= 28, "{label}");
        }
    }

    #[test]
    fn an_algorithm_is_labelled_as_it_is_displayed() {
        assert_eq!(<Algorithm as Choice>::ALL, Algorithm::ALL);
        for algorithm in Algorithm::ALL {
            assert_eq!(algorithm.label(), algorithm.to_string());
        }
    }
}
