use diagnostics::Finding;

use crate::codes;
use crate::excerpt::excerpt;
use crate::text::{filled, label};

/// What a name must look like (Microsoft Learn, "Naming rules and restrictions for Azure resources").
pub(in crate::resolve) struct Rule {
    shortest: usize,
    longest: usize,
    fits: fn(&str) -> bool,
    hint: &'static str,
}

/// A resource group.
pub(in crate::resolve) const RESOURCE_GROUP: Rule = Rule {
    shortest: 1,
    longest: 90,
    fits: |name| {
        name.chars()
            .all(|c| c.is_alphanumeric() || "_-.()".contains(c))
            && !name.ends_with('.')
    },
    hint: "Use 1 to 90 letters, digits and _ - . ( ), no dot at the end.",
};

/// A region, as `az account list-locations` names it.
pub(in crate::resolve) const LOCATION: Rule = Rule {
    shortest: 2,
    longest: 50,
    fits: |name| name.bytes().all(|b| b.is_ascii_alphanumeric()),
    hint: "Enter the short name of the region, such as centralus.",
};

/// An AKS cluster.
pub(in crate::resolve) const CLUSTER: Rule = Rule {
    shortest: 1,
    longest: 63,
    fits: |name| {
        let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        name.bytes().all(inner) && ends(name, |c| c.is_ascii_alphanumeric())
    },
    hint: "Use 1 to 63 letters, digits, hyphens and underscores; a letter or digit first and last.",
};

/// A container registry.
pub(in crate::resolve) const REGISTRY: Rule = Rule {
    shortest: 5,
    longest: 50,
    fits: |name| name.bytes().all(|b| b.is_ascii_alphanumeric()),
    hint: "Use 5 to 50 letters and digits: the name before .azurecr.io.",
};

/// A key vault.
pub(in crate::resolve) const KEY_VAULT: Rule = Rule {
    shortest: 3,
    longest: 24,
    fits: |name| {
        name.bytes().all(is_word)
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !name.ends_with('-')
            && !name.contains("--")
    },
    hint: "Use 3 to 24 letters, digits and single hyphens; a letter first, no hyphen last.",
};

/// An API Management service.
pub(in crate::resolve) const SERVICE: Rule = Rule {
    shortest: 1,
    longest: 50,
    fits: |name| {
        name.bytes().all(is_word)
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !name.ends_with('-')
    },
    hint: "Use 1 to 50 letters, digits and hyphens; a letter first, no hyphen last.",
};

/// The id of an API, perhaps with a revision (`;rev=2`). API Management allows more (`^[^*#&+:<>?]+$`), but the
/// id stands in the URL of every call about it.
pub(in crate::resolve) const API: Rule = Rule {
    shortest: 1,
    longest: 256,
    fits: |name| {
        name.bytes().all(|b| is_word(b) || b"._;=".contains(&b))
            && ends(name, |c| c.is_ascii_alphanumeric())
    },
    hint: "Use 1 to 256 letters, digits and - . _ ; = as in the API's own URL in Azure.",
};

/// A certificate or backend entity of API Management; stricter than the product for the same reason.
pub(in crate::resolve) const ENTITY: Rule = Rule {
    shortest: 1,
    longest: 80,
    fits: |name| {
        name.bytes().all(|b| is_word(b) || b == b'.' || b == b'_')
            && ends(name, |c| c.is_ascii_alphanumeric())
    },
    hint: "Use 1 to 80 letters, digits and - . _; a letter or digit first and last.",
};

/// A certificate entity whose name is also that of a Key Vault certificate.
pub(in crate::resolve) const KEY_VAULT_CERTIFICATE: Rule = Rule {
    shortest: 1,
    longest: 80,
    fits: |name| name.bytes().all(is_word) && ends(name, |c| c.is_ascii_alphanumeric()),
    hint: "Use 1 to 80 letters, digits and hyphens: Key Vault allows no others.",
};

pub(in crate::resolve) fn name(
    rule: &Rule,
    place: &'static str,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let typed = typed.trim();
    if !filled(place, typed, findings) {
        return None;
    }
    let length = typed.chars().take(rule.longest + 1).count();
    if (rule.shortest..=rule.longest).contains(&length) && (rule.fits)(typed) {
        return Some(typed.to_owned());
    }
    findings.push(Finding::error(
        codes::AZURE_NAME_MALFORMED,
        place,
        format!(
            "{} {} is no name that Azure takes.",
            label(place),
            excerpt(typed)
        ),
        rule.hint,
    ));
    None
}

/// A name that may be left out.
pub(in crate::resolve) fn optional_name(
    rule: &Rule,
    place: &'static str,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<Option<String>> {
    if typed.trim().is_empty() {
        return Some(None);
    }
    name(rule, place, typed, findings).map(Some)
}

/// Whether a text is a GUID in its usual form: 8-4-4-4-12 hexadecimal digits.
pub(in crate::resolve) fn guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').take(6).collect();
    let lengths = groups.iter().map(|group| group.len());
    lengths.eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

fn ends(name: &str, fits: fn(char) -> bool) -> bool {
    name.starts_with(fits) && name.ends_with(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(rule: &Rule, typed: &str) -> bool {
        name(rule, "azure.cluster", typed, &mut Vec::new()).is_some()
    }

    #[test]
    fn names_by_the_rules_of_azure() {
        let long = "a".repeat(51);
        for (rule, good, bad) in [
            (
                &RESOURCE_GROUP,
                vec!["rg-aks", "Gruppe_(ü).1"],
                vec!["rg.", "rg aks", "rg/x", "rg'"],
            ),
            (&LOCATION, vec!["centralus"], vec!["Central US", "c"]),
            (
                &CLUSTER,
                vec!["aks-cluster_04", "a"],
                vec!["-a", "a-", "a.b"],
            ),
            (
                &REGISTRY,
                vec!["myacr"],
                vec!["acr", "my-acr", "myacr.azurecr.io"],
            ),
            (&KEY_VAULT, vec!["kv-1"], vec!["1kv", "kv-", "k--v", "kv"]),
            (
                &SERVICE,
                vec!["contoso-apim", "a"],
                vec!["1a", "a-", long.as_str()],
            ),
            (
                &API,
                vec!["tinyrest", "tinyrest;rev=2", "0.1_a"],
                vec!["a/b", "a b", "a?", ";rev=2"],
            ),
            (
                &ENTITY,
                vec!["apim-client", "a.b_c"],
                vec!["a/b", "-a", "a:b"],
            ),
            (
                &KEY_VAULT_CERTIFICATE,
                vec!["apim-client"],
                vec!["a.b", "a_b"],
            ),
        ] {
            for name in good {
                assert!(takes(rule, name), "{name}");
            }
            for name in bad {
                assert!(!takes(rule, name), "{name}");
            }
        }
    }

    #[test]
    fn guids() {
        assert!(guid("00000000-0000-0000-0000-00000000abCD"));
        for text in [
            "",
            "00000000000000000000000000000000",
            "00000000-0000-0000-0000-00000000000g",
            "{00000000-0000-0000-0000-000000000000}",
            "00000000-0000-0000-0000-000000000000-",
        ] {
            assert!(!guid(text), "{text}");
        }
    }
}
