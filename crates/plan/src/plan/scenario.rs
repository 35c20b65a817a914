//! The scenario a form opens with.

use formats::PfxProfile;
use manifests::DEFAULT_IMAGE;
use pki::{Algorithm, Authorities};

use super::{
    ApiManagement, Azure, Existing, Issuer, Keys, Kubernetes, Names, OAuth, Packaging, Plan,
    Validity,
};
use crate::choices::{
    CaKeyFormat, Caller, CertificateReference, JwtPolicy, Serials, Target, TestAuthentication,
    Tier, Upload, Usages, VerifyMode,
};

impl Default for Plan {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            caller: Caller::ApiManagement,
            existing: Existing::default(),
            names: Names {
                ca: "My Cert Authority".into(),
                server_hosts: "api.contoso.example".into(),
                client: "apim.contoso.example".into(),
                client_alternative: String::new(),
                email: String::new(),
                organization: "Contoso".into(),
                organizational_unit: String::new(),
                locality: "Redmond".into(),
                state: String::new(),
                country: "US".into(),
            },
            issuer: Issuer {
                authorities: Authorities::Single,
                server_ca: "My Server Authority".into(),
                client_ca: "My Client Authority".into(),
            },
            keys: Keys {
                all: Algorithm::Rsa4096,
                per_certificate: false,
                ca: Algorithm::Rsa4096,
                server: Algorithm::Rsa4096,
                client: Algorithm::Rsa4096,
            },
            validity: Validity {
                ca_days: "3650".into(),
                server_days: "397".into(),
                client_days: "397".into(),
                backdate_minutes: "5".into(),
                serials: Serials::Random,
                usages: Usages::Separate,
            },
            packaging: Packaging {
                pfx_profile: PfxProfile::Compatible,
                ca_key_format: CaKeyFormat::EncryptedPkcs8,
            },
            kubernetes: Kubernetes {
                target: Target::IngressNginx,
                namespace: "default".into(),
                tls_secret: "api-tls".into(),
                client_ca_secret: "apim-client-ca".into(),
                single_secret: false,
                ingress: "tinyrest".into(),
                ingress_class: "nginx".into(),
                path: "/".into(),
                service: "tinyrest-svc".into(),
                service_port: "8080".into(),
                app: "tinyrest".into(),
                image: DEFAULT_IMAGE.into(),
                container_port: "3000".into(),
                probe_path: String::new(),
                user_id: String::new(),
                replicas: "1".into(),
                verify_client: VerifyMode::On,
                verify_depth: "1".into(),
                restrict_client: true,
                pass_certificate: false,
                controller_release: "nginx-ingress".into(),
                controller_namespace: "ingress-nginx".into(),
            },
            api_management: ApiManagement {
                service: "contoso-apim".into(),
                tier: Tier::Classic,
                resource_group: "rg-apim".into(),
                api: "tinyrest".into(),
                certificate: "apim-client".into(),
                backend: "aks".into(),
                reference: CertificateReference::Id,
                upload: Upload::Pfx,
                key_vault: String::new(),
                gateway_url: String::new(),
                test_path: "/tinyrest/resource".into(),
                test_authentication: TestAuthentication::SubscriptionKey,
            },
            azure: Azure {
                subscription: String::new(),
                resource_group: "rg-aks".into(),
                location: "centralus".into(),
                cluster: "aks-cluster-04".into(),
                registry: String::new(),
                tenant: String::new(),
                admin_group: String::new(),
                dns_zone: "contoso.example".into(),
                dns_resource_group: "rg-dns".into(),
            },
            oauth: OAuth {
                policy: JwtPolicy::Off,
                openid_configuration: String::new(),
                issuer: String::new(),
                tenant: String::new(),
                client_applications: String::new(),
                audience: String::new(),
                required_claims: String::new(),
                cors_origins: String::new(),
            },
        }
    }
}
