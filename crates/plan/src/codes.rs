//! The codes of all findings about a plan. A code is stable: tools and tests may rely on it.

/// Defines each code and the list of all of them from one place, so that none is missing in the list.
macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $code:literal;)+) => {
        $($(#[$doc])+ pub const $name: &str = $code;)+

        /// Every code.
        pub const ALL: &[&str] = &[$($name),+];
    };
}

codes! {
    /// A field that is needed is empty.
    FIELD_EMPTY = "field-empty";
    /// A text is longer than its place allows.
    FIELD_TOO_LONG = "field-too-long";
    /// A text holds a control character or an invisible one.
    CHARACTER_FORBIDDEN = "character-forbidden";
    /// A list has too many entries.
    LIST_TOO_LONG = "list-too-long";
    /// A list names something twice.
    ENTRY_REPEATED = "entry-repeated";
    /// A number is not written as one.
    NUMBER_MALFORMED = "number-malformed";
    /// A number is too small or too large.
    NUMBER_OUT_OF_RANGE = "number-out-of-range";

    /// A server host is neither a DNS name nor an IP address.
    HOST_MALFORMED = "host-malformed";
    /// There is no DNS name without a wildcard that could be called.
    HOST_CONCRETE_MISSING = "host-concrete-missing";
    /// An IP address is in the certificate, but no Ingress can be called by it.
    HOST_IP_ADDRESS = "host-ip-address";
    /// The host that is called has one label only.
    HOST_UNQUALIFIED = "host-unqualified";
    /// The host that is called is too long for a CN.
    HOST_TOO_LONG_FOR_CN = "host-too-long-for-cn";
    /// An international name was turned into punycode.
    NAME_INTERNATIONAL = "name-international";
    /// The client's name is a wildcard.
    CLIENT_WILDCARD = "client-wildcard";
    /// An alternative name of the client is of no known kind.
    CLIENT_ALTERNATIVE_MALFORMED = "client-alternative-malformed";
    /// The client's alternative name was made from its name.
    CLIENT_ALTERNATIVE_DERIVED = "client-alternative-derived";
    /// No alternative name can be made from the client's name.
    CLIENT_ALTERNATIVE_MISSING = "client-alternative-missing";
    /// Client and server have a name in common.
    NAMES_SHARED = "names-shared";
    /// An e-mail address is none.
    EMAIL_MALFORMED = "email-malformed";
    /// A country is not two letters.
    COUNTRY_MALFORMED = "country-malformed";
    /// A country was written in lower case.
    COUNTRY_LOWER_CASE = "country-lower-case";

    /// Two CAs have one name.
    AUTHORITIES_SHARE_NAME = "authorities-share-name";
    /// A leaf has the very subject of the CA that signs it.
    AUTHORITY_NAMED_LIKE_LEAF = "authority-named-like-leaf";

    /// Azure, .NET and Windows do not take Ed25519 keys.
    KEY_ED25519 = "key-ed25519";
    /// API Management is at its best with RSA.
    KEY_EC_API_MANAGEMENT = "key-ec-api-management";
    /// CA and leaf have keys of different families.
    KEY_FAMILIES_MIXED = "key-families-mixed";

    /// A leaf is valid for longer than the CA that signs it.
    LEAF_OUTLIVES_CA = "leaf-outlives-ca";
    /// A leaf is valid for more than 398 days.
    LEAF_OVER_398_DAYS = "leaf-over-398-days";
    /// A leaf is valid for more than 825 days.
    LEAF_OVER_825_DAYS = "leaf-over-825-days";
    /// Certificates become valid at the very moment they are made.
    BACKDATE_NONE = "backdate-none";
    /// Serial numbers repeat when certificates are issued again.
    SERIALS_FIXED = "serials-fixed";
    /// Each leaf can stand in for the other.
    USAGES_BOTH = "usages-both";
    /// The article's commands lose what this plan keeps.
    ARTICLE_NAMES_KEPT = "article-names-kept";

    /// The PFX files do not open everywhere.
    PFX_MODERN = "pfx-modern";
    /// The CA key is not encrypted.
    CA_KEY_PLAIN = "ca-key-plain";
    /// The CA key goes into a PFX.
    CA_KEY_PFX = "ca-key-pfx";

    /// Something there stands on something that is not marked as there.
    EXISTING_IMPLIED = "existing-implied";
    /// A name breaks Kubernetes' or Helm's rules.
    KUBERNETES_NAME_MALFORMED = "kubernetes-name-malformed";
    /// A namespace is reserved for Kubernetes itself.
    NAMESPACE_RESERVED = "namespace-reserved";
    /// The two secrets have one name.
    SECRETS_SHARE_NAME = "secrets-share-name";
    /// Server pair and client CA lie in one secret.
    SECRET_SINGLE = "secret-single";
    /// The controller is no longer maintained.
    CONTROLLER_RETIRED = "controller-retired";
    /// A path breaks the rules of its place.
    PATH_MALFORMED = "path-malformed";
    /// Client certificates are asked for beyond the path.
    PATH_NOT_ROOT = "path-not-root";
    /// An image reference is none.
    IMAGE_MALFORMED = "image-malformed";
    /// An image reference does not say which version.
    IMAGE_UNPINNED = "image-unpinned";
    /// Requests without a certificate are let through.
    VERIFY_OPTIONAL = "verify-optional";
    /// Requests with anyone's certificate are let through.
    VERIFY_OPTIONAL_NO_CA = "verify-optional-no-ca";
    /// The name is checked, but not who vouches for it.
    NAME_CHECK_UNVERIFIED = "name-check-unverified";
    /// Every certificate of the CA is let in.
    CLIENT_UNRESTRICTED = "client-unrestricted";
    /// The certificate is passed on in a large header.
    CERTIFICATE_HEADER = "certificate-header";

    /// A name breaks Azure's rules.
    AZURE_NAME_MALFORMED = "azure-name-malformed";
    /// A GUID is none.
    GUID_MALFORMED = "guid-malformed";
    /// A tenant is neither a GUID nor a domain.
    TENANT_MALFORMED = "tenant-malformed";
    /// A DNS zone is no domain name.
    DNS_ZONE_MALFORMED = "dns-zone-malformed";
    /// The DNS zone does not hold the host that is called.
    DNS_ZONE_MISMATCH = "dns-zone-mismatch";
    /// A URL is no https URL.
    URL_MALFORMED = "url-malformed";
    /// The gateway URL is the cluster's own.
    GATEWAY_IS_BACKEND = "gateway-is-backend";
    /// A certificate in Key Vault cannot be named by thumbprint.
    KEY_VAULT_THUMBPRINT = "key-vault-thumbprint";
    /// The policy breaks with every renewal.
    REFERENCE_THUMBPRINT = "reference-thumbprint";
    /// The tier cannot trust a private CA.
    TIER_CONSUMPTION = "tier-consumption";
    /// The tier trusts a private CA through a preview API.
    TIER_V2 = "tier-v2";

    /// The OpenID configuration URL has an unusual end.
    OPENID_CONFIGURATION_UNUSUAL = "openid-configuration-unusual";
    /// Tokens of every tenant are accepted.
    TENANT_SHARED = "tenant-shared";
    /// Tokens for every audience are accepted.
    AUDIENCE_MISSING = "audience-missing";
    /// A claim is not `name=value`.
    CLAIM_MALFORMED = "claim-malformed";
    /// API Management would run or replace the text instead of comparing with it.
    POLICY_EXPRESSION = "policy-expression";
    /// An origin is not scheme, host and port.
    ORIGIN_MALFORMED = "origin-malformed";
    /// Pages of every origin may call the API.
    ORIGIN_ANY = "origin-any";
    /// The end-to-end test sends no token though one is demanded.
    TEST_WITHOUT_TOKEN = "test-without-token";

    /// A text is no plan at all.
    PLAN_UNREADABLE = "plan-unreadable";
    /// A text is too large to be a plan.
    PLAN_TOO_LARGE = "plan-too-large";
    /// A plan was written by a newer version.
    PLAN_NEWER = "plan-newer";
    /// Something in a plan was dropped.
    PLAN_ENTRY_DROPPED = "plan-entry-dropped";
    /// More was dropped than is listed.
    PLAN_ENTRIES_DROPPED = "plan-entries-dropped";
    /// A text leaves settings out.
    PLAN_ENTRIES_MISSING = "plan-entries-missing";
    /// A link holds no plan.
    LINK_UNREADABLE = "link-unreadable";
    /// A link is too long.
    LINK_TOO_LONG = "link-too-long";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ALL;

    #[test]
    fn codes_are_unique_and_kebab_case() {
        assert_eq!(ALL.iter().collect::<BTreeSet<_>>().len(), ALL.len());
        for code in ALL {
            assert!(
                code.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{code}"
            );
        }
    }
}
