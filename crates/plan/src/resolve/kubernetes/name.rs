use diagnostics::Finding;

use crate::codes;
use crate::excerpt::excerpt;
use crate::text::{filled, label};

/// What a name must look like: lower-case letters, digits and inner hyphens, and what else the rule says.
pub(super) struct Rule {
    longest: usize,
    dots: bool,
    letter_first: bool,
    hint: &'static str,
}

/// An RFC 1123 label: namespaces, label values, containers.
pub(super) const LABEL: Rule = Rule {
    longest: 63,
    dots: false,
    letter_first: false,
    hint: "Use lower-case letters, digits and inner hyphens, at most 63 characters (RFC 1123 label).",
};

/// An RFC 1123 subdomain: most objects.
pub(super) const SUBDOMAIN: Rule = Rule {
    longest: 253,
    dots: true,
    letter_first: false,
    hint: "Use lower-case letters, digits, inner hyphens and dots, at most 253 characters (RFC 1123 subdomain).",
};

/// An RFC 1035 label: Services.
pub(super) const SERVICE: Rule = Rule {
    longest: 63,
    dots: false,
    letter_first: true,
    hint: "Use lower-case letters, digits and inner hyphens, a letter first, at most 63 characters (RFC 1035 label).",
};

/// A Helm release (at most 53 characters) that begins the name of a Service, which allows no dots.
pub(super) const RELEASE: Rule = Rule {
    longest: 53,
    dots: false,
    letter_first: true,
    hint: "Use lower-case letters, digits and inner hyphens, a letter first, at most 53 characters (Helm release).",
};

pub(super) fn name(
    rule: &Rule,
    place: &'static str,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let typed = typed.trim();
    if !filled(place, typed, findings) {
        return None;
    }
    if fits(rule, typed) {
        return Some(typed.to_owned());
    }
    findings.push(Finding::error(
        codes::KUBERNETES_NAME_MALFORMED,
        place,
        format!(
            "{} {} is no name that Kubernetes takes.",
            label(place),
            excerpt(typed)
        ),
        rule.hint,
    ));
    None
}

fn fits(rule: &Rule, name: &str) -> bool {
    let part_fits = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    name.len() <= rule.longest
        && (!rule.letter_first || name.starts_with(|first: char| first.is_ascii_lowercase()))
        && if rule.dots {
            name.split('.').all(part_fits)
        } else {
            part_fits(name)
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_the_rules_of_kubernetes() {
        let longest = "a".repeat(63);
        for (rule, good, bad) in [
            (
                &LABEL,
                vec!["a", "0-a", &longest],
                vec!["a.b", "-a", "a-", "A", "ä", "a b", "a_b"],
            ),
            (
                &SUBDOMAIN,
                vec!["a.b", "0.a-b"],
                vec!["a..b", ".a", "a.", "a.-b", "a\nb", "$(id)"],
            ),
            (&SERVICE, vec!["a-0", &longest], vec!["0a", "a.b"]),
            (
                &RELEASE,
                vec!["nginx-ingress"],
                vec![longest.as_str(), "nginx.ingress"],
            ),
        ] {
            for name in good {
                assert!(fits(rule, name), "{name}");
            }
            for name in bad {
                assert!(!fits(rule, name), "{name}");
            }
        }
        assert!(!fits(&LABEL, &"a".repeat(64)));
        assert!(fits(&SUBDOMAIN, &"a".repeat(253)));
        assert!(!fits(&SUBDOMAIN, &"a".repeat(254)));
    }
}
