use super::policy::texts;
use crate::xml::Element;
use crate::{Claim, Jwt};

/// The policy that checks the tokens of callers.
pub(super) fn policy(jwt: &Jwt) -> Element {
    match jwt {
        Jwt::Validate {
            openid_configuration,
            issuer,
            audience,
            claims,
        } => refusing("validate-jwt")
            .attribute("require-scheme", "Bearer")
            .attribute("require-expiration-time", "true")
            .attribute("require-signed-tokens", "true")
            .child(Element::new("openid-config").attribute("url", openid_configuration))
            .child(texts("audiences", "audience", [audience]))
            .children(
                issuer
                    .as_ref()
                    .map(|issuer| texts("issuers", "issuer", [issuer])),
            )
            .children(required_claims(claims)),
        Jwt::AzureAd {
            tenant,
            client_applications,
            audience,
            claims,
        } => refusing("validate-azure-ad-token")
            .attribute("tenant-id", tenant)
            .child(texts(
                "client-application-ids",
                "application-id",
                client_applications,
            ))
            .children(
                audience
                    .as_ref()
                    .map(|audience| texts("audiences", "audience", [audience])),
            )
            .children(required_claims(claims)),
    }
}

/// A token policy that answers 401.
fn refusing(policy: &'static str) -> Element {
    Element::new(policy)
        .attribute("header-name", "Authorization")
        .attribute("failed-validation-httpcode", "401")
        .attribute("failed-validation-error-message", "Unauthorized")
}

fn required_claims(claims: &[Claim]) -> Option<Element> {
    (!claims.is_empty())
        .then(|| Element::new("required-claims").children(claims.iter().map(required_claim)))
}

fn required_claim(claim: &Claim) -> Element {
    let element = Element::new("claim")
        .attribute("name", &claim.name)
        .attribute("match", "any");
    // Scopes are one string with spaces (RFC 8693, 4.2; `scp` in Entra's tokens); other claims are
    // compared whole.
    let element = match claim.name.as_str() {
        "scp" | "scope" => element.attribute("separator", " "),
        _ => element,
    };
    element.children(
        claim
            .values
            .iter()
            .map(|value| Element::new("value").text(value)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(name: &str, values: &[&str]) -> Claim {
        Claim {
            name: name.into(),
            values: values.iter().map(|&value| value.into()).collect(),
        }
    }

    #[test]
    fn a_token_of_any_issuer_is_checked_as_planned() {
        let policy = policy(&Jwt::Validate {
            openid_configuration: "https://login.contoso.example/configuration?a=1&b=2".into(),
            issuer: Some("https://login.contoso.example/".into()),
            audience: "api://tinyrest".into(),
            claims: vec![
                claim("scp", &["read", "write"]),
                claim("roles", &["Reader"]),
            ],
        });
        assert_eq!(
            policy.document(),
            r#"<validate-jwt header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" require-scheme="Bearer" require-expiration-time="true" require-signed-tokens="true">
    <openid-config url="https://login.contoso.example/configuration?a=1&amp;b=2" />
    <audiences>
        <audience>api://tinyrest</audience>
    </audiences>
    <issuers>
        <issuer>https://login.contoso.example/</issuer>
    </issuers>
    <required-claims>
        <claim name="scp" match="any" separator=" ">
            <value>read</value>
            <value>write</value>
        </claim>
        <claim name="roles" match="any">
            <value>Reader</value>
        </claim>
    </required-claims>
</validate-jwt>
"#
        );
    }

    #[test]
    fn a_token_of_entra_has_its_own_policy() {
        let policy = policy(&Jwt::AzureAd {
            tenant: "contoso.onmicrosoft.com".into(),
            client_applications: vec!["11111111-2222-3333-4444-555555555555".into()],
            audience: None,
            claims: Vec::new(),
        });
        assert_eq!(
            policy.document(),
            r#"<validate-azure-ad-token header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" tenant-id="contoso.onmicrosoft.com">
    <client-application-ids>
        <application-id>11111111-2222-3333-4444-555555555555</application-id>
    </client-application-ids>
</validate-azure-ad-token>
"#
        );
    }
}
