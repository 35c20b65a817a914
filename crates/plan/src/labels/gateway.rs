use super::{Field, plain};

pub(super) const FIELDS: &[Field] = &[
    plain(
        "api_management.service",
        "API Management service",
        "Name of the API Management service: the first label of its azure-api.net host.",
    ),
    plain(
        "api_management.tier",
        "API Management tier",
        "Decides how a private server CA is trusted: a list on the service (Developer, Basic, Standard, Premium), pins on the backend (those with v2 in their name), or not at all (Consumption).",
    ),
    plain(
        "api_management.resource_group",
        "API Management resource group",
        "Azure resource group of the API Management service.",
    ),
    plain(
        "api_management.api",
        "API id",
        "Id of the API in API Management whose policy is set.",
    ),
    plain(
        "api_management.certificate",
        "Certificate id",
        "Name of the certificate entity in API Management, which the policy refers to (API Management policy reference, authentication-certificate).",
    ),
    plain(
        "api_management.backend",
        "Backend id",
        "Name of the backend entity in API Management (API Management documentation, Backends).",
    ),
    plain(
        "api_management.reference",
        "Certificate reference",
        "How authentication-certificate names the certificate; an id stays when it is renewed, a thumbprint does not (API Management policy reference).",
    ),
    plain(
        "api_management.upload",
        "Certificate upload",
        "How the client certificate gets into API Management.",
    ),
    plain(
        "api_management.key_vault",
        "Key vault",
        "Name of the key vault that holds the client certificate.",
    ),
    plain(
        "api_management.gateway_url",
        "Gateway URL",
        "Base URL that callers of API Management use; empty takes https://SERVICE.azure-api.net.",
    ),
    plain(
        "api_management.test_path",
        "Test path",
        "Path below the gateway URL that the end-to-end test calls.",
    ),
    plain(
        "api_management.test_authentication",
        "Test authentication",
        "How the end-to-end test authenticates at the gateway; the secret comes from an environment variable.",
    ),
    plain(
        "oauth.policy",
        "Token validation",
        "Which policy checks the access tokens of callers: validate-jwt for any OpenID provider, validate-azure-ad-token for Entra ID.",
    ),
    plain(
        "oauth.openid_configuration",
        "OpenID configuration URL",
        "URL of the provider's metadata, ending in /.well-known/openid-configuration (OpenID Connect Discovery 1.0, 4).",
    ),
    plain(
        "oauth.issuer",
        "Token issuer",
        "The iss claim that tokens must have; empty takes the issuer of the OpenID configuration (RFC 7519, 4.1.1).",
    ),
    plain(
        "oauth.tenant",
        "Token tenant",
        "Microsoft Entra tenant (id or domain) that issues the tokens.",
    ),
    plain(
        "oauth.client_applications",
        "Client application ids",
        "Application ids that tokens may be issued to, separated by commas, spaces or lines; at least one.",
    ),
    plain(
        "oauth.audience",
        "Audience",
        "The aud claim that tokens must have (RFC 7519, 4.1.3), such as api://tinyrest.",
    ),
    plain(
        "oauth.required_claims",
        "Required claims",
        "One name=value a line; several values of one name are alternatives.",
    ),
    plain(
        "oauth.cors_origins",
        "CORS origins",
        "Origins such as https://app.contoso.example whose pages may call the API; empty adds no cors policy (Fetch Standard, CORS protocol).",
    ),
];
