use diagnostics::Finding;

use crate::codes;
use crate::excerpt::excerpt;
use crate::text::{label, required};

/// Longest path: what common servers take in a request line.
const LONGEST: usize = 2048;

/// What a path may hold.
pub(super) struct Rule {
    fits: fn(&str) -> bool,
    hint: &'static str,
}

/// A path that ingress-nginx takes with `pathType: Prefix` (its inspector/rules.go, `validPathType` and the
/// refused directories) and that Kubernetes takes in an Ingress (no empty or dot segments).
pub(super) const INGRESS_PATH: Rule = Rule {
    fits: ingress,
    hint: "Begin with / and use letters, digits and . _ - / only.",
};

/// A path of a request, perhaps with a query (RFC 3986, 3.3 and 3.4).
pub(super) const URL_PATH: Rule = Rule {
    fits: request,
    hint: "Begin with /, and write spaces and other special characters as %XX.",
};

pub(super) fn path(
    rule: &Rule,
    place: &'static str,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let path = required(place, typed, LONGEST, findings)?;
    if path.starts_with('/') && (rule.fits)(&path) {
        return Some(path);
    }
    findings.push(Finding::error(
        codes::PATH_MALFORMED,
        place,
        format!(
            "{} {} is no path that works here.",
            label(place),
            excerpt(&path)
        ),
        rule.hint,
    ));
    None
}

fn ingress(path: &str) -> bool {
    let inner = path.strip_suffix('/').unwrap_or(path);
    let segments_fit = inner
        .split('/')
        .skip(1)
        .all(|segment| !segment.is_empty() && segment != "." && segment != "..");
    let forbidden = [
        "/etc/passwd",
        "/etc/shadow",
        "/etc/group",
        "/etc/nginx",
        "/etc/ingress-controller",
        "/var/run/secrets",
        "_by_lua",
    ];
    path.bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b))
        && segments_fit
        && !forbidden.iter().any(|part| path.contains(part))
}

fn request(path: &str) -> bool {
    path.bytes()
        .all(|b| b.is_ascii_graphic() && !br##""#<>[\]^`{|}"##.contains(&b))
        && path
            .split('%')
            .skip(1)
            .all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|b| b.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ingress_paths() {
        for good in ["/", "/api", "/api/", "/a.b/c_d-e"] {
            assert!(ingress(good), "{good}");
        }
        for bad in [
            "//",
            "/a//b",
            "/a/../b",
            "/.",
            "/a;b",
            "/a b",
            "/ä",
            "/a%2fb",
            "/etc/nginx/x",
            "/a_by_lua",
        ] {
            assert!(!ingress(bad), "{bad}");
        }
    }

    #[test]
    fn request_paths() {
        for good in ["/", "/a%20b?c=d&e", "/a;v=1,2/@:!$'()*+"] {
            assert!(request(good), "{good}");
        }
        for bad in ["/a b", "/a#b", "/a\"b", "/a%2", "/a%zz", "/ä", "/<a>"] {
            assert!(!request(bad), "{bad}");
        }
    }
}
