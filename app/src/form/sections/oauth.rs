use plan::{JwtPolicy, Plan};

use super::calls_from_api_management;
use crate::form::field::{choice, text};
use crate::form::{Field, Section};

/// Tokens of the callers of API Management.
pub(super) static SECTION: Section = Section {
    id: "oauth",
    title: "OAuth2",
    intro: None,
    open: false,
    shown: calls_from_api_management,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    choice!(oauth.policy: JwtPolicy),
    text!(oauth.openid_configuration).when(validates_jwt),
    text!(oauth.issuer).when(validates_jwt),
    text!(oauth.tenant).when(validates_entra),
    text!(oauth.client_applications)
        .lines(2)
        .when(validates_entra),
    text!(oauth.audience).when(validates),
    text!(oauth.required_claims).lines(2).when(validates),
    text!(oauth.cors_origins).lines(2),
];

fn validates_jwt(plan: &Plan) -> bool {
    plan.oauth.policy == JwtPolicy::ValidateJwt
}

fn validates_entra(plan: &Plan) -> bool {
    plan.oauth.policy == JwtPolicy::ValidateAzureAdToken
}

fn validates(plan: &Plan) -> bool {
    plan.oauth.policy != JwtPolicy::Off
}

fn summary(plan: &Plan) -> String {
    let policy = match plan.oauth.policy {
        JwtPolicy::Off => "off",
        JwtPolicy::ValidateJwt => "validate-jwt",
        JwtPolicy::ValidateAzureAdToken => "validate-azure-ad-token",
    };
    if plan.oauth.cors_origins.trim().is_empty() {
        policy.into()
    } else {
        format!("{policy}, CORS")
    }
}
