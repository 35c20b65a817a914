use pki::{Authorities, DnsName, Spec, SubjectAltName};
use serde::{Deserialize, Serialize};

use formats::PfxProfile;

/// What is to be set up, free of any target's words. Every value has been checked (by
/// `plan::resolve`): names by the rules of Kubernetes and Azure, numbers in range, lists not empty.
/// Emitters quote and escape all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The certificates, as they will be issued.
    pub spec: Spec,
    /// One CA or two.
    pub authorities: Authorities,
    /// Whether the server certificate is made here.
    pub server_certificate: ServerCertificate,
    /// The host that is called: the first concrete DNS name, the Ingress host.
    pub call_host: DnsName,
    /// Every name of the server certificate.
    pub server_names: Vec<SubjectAltName>,
    /// CN of the client certificate.
    pub client_name: String,
    /// Encryption of the PFX files.
    pub pfx_profile: PfxProfile,
    /// How the CA keys are packed.
    pub ca_key_format: CaKeyFormat,
    /// Who calls.
    pub caller: Caller,
    /// What is there already.
    pub existing: Existing,
    /// Namespace of everything but the controller.
    pub namespace: String,
    /// Where certificates lie in the cluster.
    pub secrets: Secrets,
    /// The application.
    pub workload: Workload,
    /// The way in.
    pub ingress: Ingress,
    /// The ingress controller.
    pub controller: Controller,
    /// The Azure resources.
    pub azure: Azure,
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

impl CaKeyFormat {
    /// The ending of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::EncryptedPkcs8 | Self::PlainPkcs8 => "key",
            Self::Pfx => "pfx",
        }
    }

    /// Whether a passphrase protects it.
    pub fn is_encrypted(self) -> bool {
        self != Self::PlainPkcs8
    }
}

/// Who calls the ingress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Azure API Management.
    ApiManagement(Box<ApiManagement>),
    /// Any other client.
    Other,
}

/// Whether the server certificate is made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerCertificate {
    /// It is.
    Issued,
    /// The user has one from a public CA: no `server.*`, and the secret's place says where theirs goes.
    FromPublicCa,
}

/// What is there already: no step or file makes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Existing {
    /// The cluster.
    pub cluster: bool,
    /// The ingress controller.
    pub controller: bool,
    /// Deployment and Service.
    pub workload: bool,
    /// The namespace.
    pub namespace: bool,
    /// The DNS record.
    pub dns: bool,
    /// API Management with its API.
    pub api_management: bool,
}

/// Where certificates lie in the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secrets {
    /// Server pair and client CA apart, as they should be.
    Separate {
        /// `kubernetes.io/tls`: `tls.crt`, `tls.key`.
        tls: String,
        /// `Opaque`: `ca.crt` alone.
        client_ca: String,
    },
    /// The article's: `tls.crt`, `tls.key` and `ca.crt` in one `Opaque` secret.
    Single {
        /// Its name.
        name: String,
    },
}

impl Secrets {
    /// The secret the Ingress serves TLS from.
    pub fn tls(&self) -> &str {
        match self {
            Self::Separate { tls, .. } => tls,
            Self::Single { name } => name,
        }
    }

    /// The secret that client certificates are checked against.
    pub fn client_ca(&self) -> &str {
        match self {
            Self::Separate { client_ca, .. } => client_ca,
            Self::Single { name } => name,
        }
    }
}

/// The application behind the ingress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Name and `app` label of the Deployment.
    pub app: String,
    /// Container image.
    pub image: String,
    /// Port the container listens on.
    pub container_port: u16,
    /// Environment variable that tells the image to listen on that port; none where the image has a port
    /// of its own.
    pub port_variable: Option<String>,
    /// Name of the Service.
    pub service: String,
    /// Port of the Service.
    pub service_port: u16,
    /// Number of replicas.
    pub replicas: u32,
    /// How readiness and liveness are probed.
    pub probe: Probe,
    /// Numeric user id, where the user gave one: it makes a stricter security context possible.
    pub user_id: Option<u32>,
}

/// How a container is probed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Whether the port accepts connections.
    TcpSocket,
    /// GET of this path.
    HttpGet(String),
}

/// The way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingress {
    /// Name of the Ingress.
    pub name: String,
    /// `ingressClassName`.
    pub class: String,
    /// Path, with `pathType: Prefix`.
    pub path: String,
    /// Whether a certificate is required.
    pub verify_client: VerifyMode,
    /// Longest chain accepted.
    pub verify_depth: u32,
    /// Whether only [`Intent::client_name`] is let in.
    pub restrict_client: bool,
    /// Whether the certificate is passed to the application.
    pub pass_certificate: bool,
}

/// Values of `auth-tls-verify-client` (ingress-nginx, `annotations/authtls`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerifyMode {
    /// A valid certificate is required.
    On,
    /// None is let through, an invalid one is not.
    Optional,
    /// None and one of an unknown CA are let through; the application must look.
    OptionalNoCa,
}

impl VerifyMode {
    /// The annotation's value.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Optional => "optional",
            Self::OptionalNoCa => "optional_no_ca",
        }
    }
}

/// The ingress controller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Controller {
    /// Helm release.
    pub release: String,
    /// Its namespace.
    pub namespace: String,
}

/// The Azure resources around the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Azure {
    /// Resource group of the cluster.
    pub resource_group: String,
    /// Region of what is made.
    pub location: String,
    /// Name of the cluster.
    pub cluster: String,
    /// Subscription id; none: the one `az` is logged in to.
    pub subscription: Option<String>,
    /// Name of the container registry to attach.
    pub registry: Option<String>,
    /// Entra tenant id; none: the one `az` is logged in to.
    pub tenant: Option<String>,
    /// Entra group of the cluster's administrators; none: no Entra integration.
    pub admin_group: Option<String>,
    /// Azure DNS zone that holds [`Intent::call_host`]; none: the record is made elsewhere.
    pub dns_zone: Option<String>,
    /// Resource group of that zone.
    pub dns_resource_group: String,
}

/// The gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiManagement {
    /// Name of the service.
    pub service: String,
    /// Its tier.
    pub tier: Tier,
    /// Its resource group.
    pub resource_group: String,
    /// Id of the API whose policy is set.
    pub api: String,
    /// Name of the certificate entity.
    pub certificate: String,
    /// Name of the backend entity.
    pub backend: String,
    /// How the policy names the certificate.
    pub reference: CertificateReference,
    /// How the certificate gets there.
    pub upload: CertificateUpload,
    /// Base URL of the gateway, no trailing slash.
    pub gateway_url: String,
    /// Path of the end-to-end test, with a leading slash.
    pub test_path: String,
    /// How that test authenticates.
    pub test_authentication: TestAuthentication,
    /// How tokens of callers are checked.
    pub oauth: OAuth,
}

/// The tiers of API Management that differ in how a private server CA is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Developer, Basic, Standard, Premium: a list of CA certificates on the service.
    Classic,
    /// Basic v2, Standard v2, Premium v2: pins on the backend entity.
    V2,
    /// Consumption: no way; chain validation is turned off on the backend entity.
    Consumption,
}

/// How the policy names the client certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateReference {
    /// `certificate-id`: survives renewal.
    Id,
    /// `thumbprint`: the article's; changes with every renewal, refused for Key Vault certificates.
    Thumbprint,
}

/// How the client certificate gets into API Management.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CertificateUpload {
    /// The PFX is uploaded to the service.
    Pfx,
    /// The PFX goes into this key vault, and the service refers to it there.
    KeyVault {
        /// Name of the vault.
        vault: String,
    },
}

/// How the end-to-end test authenticates at the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestAuthentication {
    /// Not at all.
    None,
    /// `Ocp-Apim-Subscription-Key`, from an environment variable.
    SubscriptionKey,
    /// `Authorization: Bearer`, from an environment variable.
    BearerToken,
}

/// Tokens and CORS of the callers of API Management.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OAuth {
    /// How tokens are checked; none: not at all.
    pub jwt: Option<Jwt>,
    /// Allowed CORS origins; empty: no `cors` policy.
    pub cors_origins: Vec<String>,
}

/// How tokens are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Jwt {
    /// `validate-jwt`.
    Validate {
        /// URL of the `OpenID` configuration.
        openid_configuration: String,
        /// Issuer, where it differs from the configuration's.
        issuer: Option<String>,
        /// Audience.
        audience: String,
        /// Required claims.
        claims: Vec<Claim>,
    },
    /// `validate-azure-ad-token`.
    AzureAd {
        /// Tenant id or domain.
        tenant: String,
        /// Client application ids; at least one.
        client_applications: Vec<String>,
        /// Audience.
        audience: Option<String>,
        /// Required claims.
        claims: Vec<Claim>,
    },
}

/// A claim that a token must have, with any of these values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// Accepted values.
    pub values: Vec<String>,
}
