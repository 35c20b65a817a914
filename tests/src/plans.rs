//! The plans that many tests share.

use formats::PfxProfile;
use pki::{Algorithm, Authorities};
use plan::{
    CaKeyFormat, Caller, JwtPolicy, Plan, Preset, TestAuthentication, Tier, Upload, VerifyMode,
};

/// Every plan with its name.
pub fn all() -> Vec<(&'static str, Plan)> {
    vec![
        ("default", Plan::default()),
        ("article", article()),
        ("rich", rich()),
        ("curl", curl()),
        ("entra", entra()),
        ("existing", existing()),
    ]
}

/// The article's choices.
pub fn article() -> Plan {
    let mut plan = Plan::default();
    Preset::Article.apply(&mut plan);
    plan
}

/// Nearly everything differs from the default: two CAs, elliptic curves, hosts of every kind, Key Vault,
/// v2 tier, tokens, CORS, an application of one's own.
pub fn rich() -> Plan {
    let mut plan = Plan::default();
    plan.names.ca = String::new();
    plan.names.server_hosts =
        "bücher.contoso.example, *.contoso.example\napi.contoso.example 10.0.0.4 2001:db8::4"
            .into();
    plan.names.client = "gateway.contoso.example".into();
    plan.names.client_alternative =
        "gw-2.contoso.example, ops@contoso.example spiffe://contoso.example/gateway".into();
    plan.names.email = "ops@contoso.example".into();
    plan.names.organization = "Zoë & \"Söhne\" $HOME `id`".into();
    plan.names.organizational_unit = "Platform, Operations".into();
    plan.names.locality = "Köln".into();
    plan.names.state = "NRW".into();
    plan.names.country = "DE".into();
    plan.issuer.authorities = Authorities::Separate;
    plan.keys.per_certificate = true;
    plan.keys.ca = Algorithm::EcdsaP384;
    plan.keys.server = Algorithm::EcdsaP256;
    plan.keys.client = Algorithm::EcdsaP256;
    plan.validity.ca_days = "7300".into();
    plan.validity.server_days = "90".into();
    plan.validity.client_days = "180".into();
    plan.validity.backdate_minutes = "0".into();
    plan.packaging.pfx_profile = PfxProfile::Modern;
    plan.packaging.ca_key_format = CaKeyFormat::Pfx;
    let kubernetes = &mut plan.kubernetes;
    kubernetes.namespace = "apps".into();
    kubernetes.path = "/books".into();
    kubernetes.image = "registry.example/books/api:1.2.3".into();
    kubernetes.probe_path = "/healthz?full=1".into();
    kubernetes.user_id = "10001".into();
    kubernetes.replicas = "3".into();
    kubernetes.verify_client = VerifyMode::Optional;
    kubernetes.verify_depth = "2".into();
    kubernetes.pass_certificate = true;
    let gateway = &mut plan.api_management;
    gateway.tier = Tier::V2;
    gateway.upload = Upload::KeyVault;
    gateway.key_vault = "kv-contoso".into();
    gateway.gateway_url = "https://gateway.contoso.example".into();
    gateway.test_authentication = TestAuthentication::BearerToken;
    plan.azure.subscription = "00000000-0000-0000-0000-000000000001".into();
    plan.azure.tenant = "00000000-0000-0000-0000-00000000000a".into();
    plan.azure.registry = "contosoregistry".into();
    plan.azure.admin_group = "aks-admins".into();
    let oauth = &mut plan.oauth;
    oauth.policy = JwtPolicy::ValidateJwt;
    oauth.openid_configuration =
        "https://id.contoso.example/.well-known/openid-configuration".into();
    oauth.issuer = "https://id.contoso.example/".into();
    oauth.audience = "api://books".into();
    oauth.required_claims = "role=reader\nrole=writer\nscope=<all> & \"more\"".into();
    oauth.cors_origins = "https://portal.contoso.example https://dev.contoso.example:8443".into();
    plan
}

/// The caller is a client of any kind.
pub fn curl() -> Plan {
    let mut plan = Plan {
        caller: Caller::Other,
        ..Plan::default()
    };
    plan.keys.all = Algorithm::EcdsaP256;
    plan.packaging.ca_key_format = CaKeyFormat::PlainPkcs8;
    plan
}

/// Tokens of Entra ID, before the Consumption tier.
pub fn entra() -> Plan {
    let mut plan = Plan::default();
    plan.keys.all = Algorithm::EcdsaP256;
    plan.api_management.tier = Tier::Consumption;
    plan.api_management.test_authentication = TestAuthentication::None;
    plan.oauth.policy = JwtPolicy::ValidateAzureAdToken;
    plan.oauth.tenant = "contoso.example".into();
    plan.oauth.client_applications = "00000000-0000-0000-0000-000000000002".into();
    plan.oauth.audience = "api://tinyrest".into();
    plan
}

/// Everything that can be there already is, the server certificate from a public CA too.
pub fn existing() -> Plan {
    let mut plan = Plan::default();
    plan.keys.all = Algorithm::EcdsaP256;
    let existing = &mut plan.existing;
    existing.cluster = true;
    existing.controller = true;
    existing.workload = true;
    existing.namespace = true;
    existing.dns = true;
    existing.api_management = true;
    existing.server_certificate = true;
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::intent;

    #[test]
    fn every_plan_has_no_errors() {
        for (name, plan) in all() {
            let _ = (name, intent(&plan));
        }
    }
}
