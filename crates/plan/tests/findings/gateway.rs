//! API Management and the tokens of its callers.

use diagnostics::Severity::{Error, Note, Warning};
use plan::{
    Caller, CertificateReference, JwtPolicy, Plan, TestAuthentication, Tier, Upload, codes,
};

use crate::Row;

const APPLICATION: &str = "11111111-2222-3333-4444-555555555555";

pub(crate) const ROWS: &[Row] = &[
    Row {
        code: codes::AZURE_NAME_MALFORMED,
        severity: Error,
        place: "api_management.certificate",
        triggers: |plan| {
            key_vault(plan);
            plan.api_management.certificate = "apim.client".into();
        },
        near_miss: |plan| plan.api_management.certificate = "apim.client".into(),
    },
    Row {
        code: codes::AZURE_NAME_MALFORMED,
        severity: Error,
        place: "api_management.service",
        triggers: |plan| plan.api_management.service = "contoso.azure-api.net".into(),
        near_miss: |plan| {
            plan.api_management.service = "contoso.azure-api.net".into();
            plan.caller = Caller::Other;
        },
    },
    Row {
        code: codes::URL_MALFORMED,
        severity: Error,
        place: "api_management.gateway_url",
        triggers: |plan| plan.api_management.gateway_url = "http://gateway.contoso.example".into(),
        near_miss: |plan| {
            plan.api_management.gateway_url = "https://gateway.contoso.example/".into();
        },
    },
    Row {
        code: codes::GATEWAY_IS_BACKEND,
        severity: Error,
        place: "api_management.gateway_url",
        triggers: |plan| plan.api_management.gateway_url = "https://API.contoso.example/x".into(),
        near_miss: |plan| {
            plan.api_management.gateway_url = "https://gw.api.contoso.example/x".into();
        },
    },
    Row {
        code: codes::PATH_MALFORMED,
        severity: Error,
        place: "api_management.test_path",
        triggers: |plan| plan.api_management.test_path = "/tiny rest".into(),
        near_miss: |plan| plan.api_management.test_path = "/tiny%20rest?x=1".into(),
    },
    Row {
        code: codes::KEY_VAULT_THUMBPRINT,
        severity: Error,
        place: "api_management.reference",
        triggers: |plan| {
            key_vault(plan);
            plan.api_management.reference = CertificateReference::Thumbprint;
        },
        near_miss: key_vault,
    },
    Row {
        code: codes::REFERENCE_THUMBPRINT,
        severity: Warning,
        place: "api_management.reference",
        triggers: |plan| plan.api_management.reference = CertificateReference::Thumbprint,
        near_miss: |plan| {
            plan.api_management.reference = CertificateReference::Thumbprint;
            plan.caller = Caller::Other;
        },
    },
    Row {
        code: codes::TIER_CONSUMPTION,
        severity: Warning,
        place: "api_management.tier",
        triggers: |plan| plan.api_management.tier = Tier::Consumption,
        near_miss: |plan| {
            plan.api_management.tier = Tier::Consumption;
            plan.existing.server_certificate = true;
        },
    },
    Row {
        code: codes::TIER_V2,
        severity: Note,
        place: "api_management.tier",
        triggers: |plan| plan.api_management.tier = Tier::V2,
        near_miss: |plan| plan.api_management.tier = Tier::Consumption,
    },
    Row {
        code: codes::URL_MALFORMED,
        severity: Error,
        place: "oauth.openid_configuration",
        triggers: |plan| {
            validate_jwt(plan);
            plan.oauth.openid_configuration =
                "login.example/.well-known/openid-configuration".into();
        },
        near_miss: validate_jwt,
    },
    Row {
        code: codes::OPENID_CONFIGURATION_UNUSUAL,
        severity: Warning,
        place: "oauth.openid_configuration",
        triggers: |plan| {
            validate_jwt(plan);
            plan.oauth.openid_configuration = "https://login.example".into();
        },
        near_miss: |plan| {
            validate_jwt(plan);
            plan.oauth.openid_configuration.push_str("?p=policy");
        },
    },
    Row {
        code: codes::FIELD_EMPTY,
        severity: Error,
        place: "oauth.audience",
        triggers: |plan| {
            validate_jwt(plan);
            plan.oauth.audience.clear();
        },
        near_miss: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.audience.clear();
        },
    },
    Row {
        code: codes::AUDIENCE_MISSING,
        severity: Warning,
        place: "oauth.audience",
        triggers: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.audience = " ".into();
        },
        near_miss: validate_azure_ad_token,
    },
    Row {
        code: codes::TENANT_MALFORMED,
        severity: Error,
        place: "oauth.tenant",
        triggers: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.tenant = "contoso_ltd".into();
        },
        near_miss: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.tenant = APPLICATION.into();
        },
    },
    Row {
        code: codes::TENANT_SHARED,
        severity: Warning,
        place: "oauth.tenant",
        triggers: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.tenant = "Common".into();
        },
        near_miss: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.tenant = "common.contoso.example".into();
        },
    },
    Row {
        code: codes::FIELD_EMPTY,
        severity: Error,
        place: "oauth.client_applications",
        triggers: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.client_applications = " , ".into();
        },
        near_miss: validate_jwt,
    },
    Row {
        code: codes::GUID_MALFORMED,
        severity: Error,
        place: "oauth.client_applications",
        triggers: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.client_applications.push_str(" my-app");
        },
        near_miss: |plan| {
            validate_azure_ad_token(plan);
            plan.oauth.client_applications.push_str(",\n");
        },
    },
    Row {
        code: codes::CLAIM_MALFORMED,
        severity: Error,
        place: "oauth.required_claims",
        triggers: |plan| {
            validate_jwt(plan);
            plan.oauth.required_claims = "roles".into();
        },
        near_miss: |plan| {
            validate_jwt(plan);
            plan.oauth.required_claims = "roles = Reader\r\n\nscp=a=b <c>".into();
        },
    },
    Row {
        code: codes::POLICY_EXPRESSION,
        severity: Error,
        place: "oauth.audience",
        triggers: |plan| {
            validate_jwt(plan);
            plan.oauth.audience = "@(context.Subscription.Id)".into();
        },
        near_miss: |plan| {
            validate_jwt(plan);
            plan.oauth.audience = "api://@{tinyrest}".into();
        },
    },
    Row {
        code: codes::POLICY_EXPRESSION,
        severity: Error,
        place: "oauth.required_claims",
        triggers: |plan| {
            validate_jwt(plan);
            plan.oauth.required_claims = "scp=read\nroles={{role}}".into();
        },
        near_miss: |plan| {
            validate_jwt(plan);
            plan.oauth.required_claims = "scp=read\nroles={role}".into();
        },
    },
    Row {
        code: codes::ORIGIN_MALFORMED,
        severity: Error,
        place: "oauth.cors_origins",
        triggers: |plan| plan.oauth.cors_origins = "https://app.contoso.example/".into(),
        near_miss: |plan| {
            plan.oauth.cors_origins = "https://app.contoso.example, http://localhost:3000".into();
        },
    },
    Row {
        code: codes::ORIGIN_ANY,
        severity: Warning,
        place: "oauth.cors_origins",
        triggers: |plan| plan.oauth.cors_origins = "https://app.contoso.example *".into(),
        near_miss: |plan| plan.oauth.cors_origins = "https://app.contoso.example".into(),
    },
    Row {
        code: codes::TEST_WITHOUT_TOKEN,
        severity: Warning,
        place: "api_management.test_authentication",
        triggers: |plan| {
            validate_jwt(plan);
            plan.api_management.test_authentication = TestAuthentication::SubscriptionKey;
        },
        near_miss: |plan| plan.api_management.test_authentication = TestAuthentication::None,
    },
];

pub(crate) fn key_vault(plan: &mut Plan) {
    plan.api_management.upload = Upload::KeyVault;
    plan.api_management.key_vault = "kv-apim".into();
}

pub(crate) fn validate_jwt(plan: &mut Plan) {
    plan.oauth.policy = JwtPolicy::ValidateJwt;
    plan.oauth.openid_configuration =
        "https://login.example/v2.0/.well-known/openid-configuration".into();
    plan.oauth.issuer = "https://login.example/v2.0".into();
    plan.oauth.audience = "api://tinyrest".into();
    plan.api_management.test_authentication = TestAuthentication::BearerToken;
}

pub(crate) fn validate_azure_ad_token(plan: &mut Plan) {
    plan.oauth.policy = JwtPolicy::ValidateAzureAdToken;
    plan.oauth.tenant = "contoso.onmicrosoft.com".into();
    plan.oauth.client_applications = APPLICATION.into();
    plan.oauth.audience = "api://tinyrest".into();
    plan.api_management.test_authentication = TestAuthentication::BearerToken;
}
