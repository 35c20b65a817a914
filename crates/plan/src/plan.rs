mod scenario;

use serde::{Deserialize, Serialize};

use formats::PfxProfile;
use pki::{Algorithm, Authorities};

use crate::choices::{
    CaKeyFormat, Caller, CertificateReference, JwtPolicy, Serials, Target, TestAuthentication,
    Tier, Upload, Usages, VerifyMode,
};

/// Everything a user sets, as typed. The path of a field in this tree, such as
/// `names.server_hosts`, is the `place` of the findings about it.
///
/// `Plan::default()` is the recommended preset with the article's scenario; see
/// `presets` for the article's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The version of this format.
    pub version: u32,
    /// Who calls the ingress.
    pub caller: Caller,
    /// What is there already.
    pub existing: Existing,
    /// Names in the certificates.
    pub names: Names,
    /// Who signs.
    pub issuer: Issuer,
    /// Key algorithms.
    pub keys: Keys,
    /// Validity, serial numbers, usages.
    pub validity: Validity,
    /// How private keys are packed.
    pub packaging: Packaging,
    /// The cluster side.
    pub kubernetes: Kubernetes,
    /// The gateway side.
    pub api_management: ApiManagement,
    /// The Azure resources around both.
    pub azure: Azure,
    /// Tokens of the callers of API Management.
    pub oauth: OAuth,
}

/// What is there already, so that no step makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// API Management with its API, so that only certificate, trust, backend and policy are set.
    pub api_management: bool,
    /// A server certificate from a public CA.
    pub server_certificate: bool,
}

/// Names in the certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// CN of the one CA.
    pub ca: String,
    /// Host names of the server: DNS names, wildcards, IP addresses; separated by commas, spaces or lines.
    pub server_hosts: String,
    /// CN of the client certificate, and its first SAN.
    pub client: String,
    /// Further SANs of the client: DNS names, IP addresses, e-mail addresses, URIs; separated likewise.
    pub client_alternative: String,
    /// `emailAddress` of both leaves.
    pub email: String,
    /// O.
    pub organization: String,
    /// OU.
    pub organizational_unit: String,
    /// L.
    pub locality: String,
    /// ST.
    pub state: String,
    /// C.
    pub country: String,
}

/// Who signs. Room is left for a CA the user already has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// One new CA, or one for each side.
    pub authorities: Authorities,
    /// CN of the server CA, where separate.
    pub server_ca: String,
    /// CN of the client CA, where separate.
    pub client_ca: String,
}

/// Key algorithms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// The algorithm of all keys.
    pub all: Algorithm,
    /// Whether the three below count instead.
    pub per_certificate: bool,
    /// The algorithm of every CA.
    pub ca: Algorithm,
    /// The algorithm of the server key.
    pub server: Algorithm,
    /// The algorithm of the client key.
    pub client: Algorithm,
}

/// Validity, serial numbers, usages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// Days a CA is valid.
    pub ca_days: String,
    /// Days the server certificate is valid.
    pub server_days: String,
    /// Days the client certificate is valid.
    pub client_days: String,
    /// Minutes by which `notBefore` lies in the past.
    pub backdate_minutes: String,
    /// Where serial numbers come from.
    pub serials: Serials,
    /// Whether the leaves can stand in for each other.
    pub usages: Usages,
}

/// How private keys are packed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packaging {
    /// Encryption of the PFX files.
    pub pfx_profile: PfxProfile,
    /// How the CA key is offered.
    pub ca_key_format: CaKeyFormat,
}

/// The cluster side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kubernetes {
    /// What terminates TLS.
    pub target: Target,
    /// Namespace of everything but the controller.
    pub namespace: String,
    /// Secret with the server's certificate and key.
    pub tls_secret: String,
    /// Secret with the CA that clients must come from.
    pub client_ca_secret: String,
    /// The article's single secret, named by `tls_secret`, for all three.
    pub single_secret: bool,
    /// Name of the Ingress.
    pub ingress: String,
    /// `ingressClassName`.
    pub ingress_class: String,
    /// Path of the Ingress rule.
    pub path: String,
    /// Name of the Service.
    pub service: String,
    /// Port of the Service.
    pub service_port: String,
    /// Name and label of the Deployment.
    pub app: String,
    /// Container image.
    pub image: String,
    /// Port of the container.
    pub container_port: String,
    /// Path of HTTP probes; empty for TCP probes.
    pub probe_path: String,
    /// Numeric user id of the container; empty where the image decides.
    pub user_id: String,
    /// Number of replicas.
    pub replicas: String,
    /// `auth-tls-verify-client`.
    pub verify_client: VerifyMode,
    /// `auth-tls-verify-depth`.
    pub verify_depth: String,
    /// Whether only the client's own CN is let in (`auth-tls-match-cn`).
    pub restrict_client: bool,
    /// Whether the certificate is passed on (`auth-tls-pass-certificate-to-upstream`).
    pub pass_certificate: bool,
    /// Helm release of the controller.
    pub controller_release: String,
    /// Namespace of the controller.
    pub controller_namespace: String,
}

/// The gateway side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub upload: Upload,
    /// Name of the key vault.
    pub key_vault: String,
    /// Base URL of the gateway; empty: `https://SERVICE.azure-api.net`.
    pub gateway_url: String,
    /// Path called in the end-to-end test, below the gateway URL.
    pub test_path: String,
    /// How that test authenticates.
    pub test_authentication: TestAuthentication,
}

/// The Azure resources around both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Azure {
    /// The subscription id; empty: the one `az` is logged in to.
    pub subscription: String,
    /// Resource group of the cluster.
    pub resource_group: String,
    /// Region of what is made.
    pub location: String,
    /// Name of the cluster.
    pub cluster: String,
    /// Name of the container registry; empty: none is attached.
    pub registry: String,
    /// Entra tenant id; empty: the one `az` is logged in to.
    pub tenant: String,
    /// Entra group of the cluster's administrators; empty: no Entra integration.
    pub admin_group: String,
    /// Azure DNS zone of the host name; empty: the record is made elsewhere.
    pub dns_zone: String,
    /// Resource group of that zone.
    pub dns_resource_group: String,
}

/// Tokens of the callers of API Management.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OAuth {
    /// Which policy checks them.
    pub policy: JwtPolicy,
    /// URL of the `OpenID` configuration (`validate-jwt`).
    pub openid_configuration: String,
    /// Issuer (`validate-jwt`); empty: the configuration's own.
    pub issuer: String,
    /// Entra tenant (`validate-azure-ad-token`).
    pub tenant: String,
    /// Client application ids (`validate-azure-ad-token`), separated by commas, spaces or lines.
    pub client_applications: String,
    /// Audience.
    pub audience: String,
    /// Required claims, one `name=value` a line; a repeated name collects values.
    pub required_claims: String,
    /// CORS origins, separated by commas, spaces or lines; empty: no `cors` policy.
    pub cors_origins: String,
}

impl Plan {
    /// The version of the JSON format this code writes.
    pub const VERSION: u32 = 1;
}
