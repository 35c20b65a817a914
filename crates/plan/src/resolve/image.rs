use diagnostics::Finding;

use crate::codes;
use crate::excerpt::excerpt;
use crate::text::required;

/// Longest repository name (distribution/reference, `RepositoryNameTotalLengthMax`), and room for tag and digest.
const LONGEST_NAME: usize = 255;
const LONGEST: usize = LONGEST_NAME + 1 + 128 + 1 + 135;

/// An image reference by the grammar of distribution/reference.
pub(super) fn resolve(
    place: &'static str,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let image = required(place, typed, LONGEST, findings)?;
    let Some(reference) = Reference::parse(&image) else {
        findings.push(Finding::error(
            codes::IMAGE_MALFORMED,
            place,
            format!("{} is no image reference.", excerpt(&image)),
            "Enter registry/repository:tag or repository@sha256:digest, in lower case up to the tag.",
        ));
        return None;
    };
    if !reference.is_pinned() {
        findings.push(Finding::warning(
            codes::IMAGE_UNPINNED,
            place,
            format!(
                "{} does not say which version, so pods of one Deployment may differ.",
                excerpt(&image)
            ),
            "Add a version tag or a digest.",
        ));
    }
    Some(image)
}

struct Reference<'a> {
    tag: Option<&'a str>,
    digest: Option<&'a str>,
}

impl<'a> Reference<'a> {
    fn parse(image: &'a str) -> Option<Self> {
        let (rest, digest) = match image.split_once('@') {
            Some((rest, digest)) => (rest, Some(digest)),
            None => (image, None),
        };
        let (name, tag) = match rest.rsplit_once(':') {
            // A colon before the last slash introduces a port.
            Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
            _ => (rest, None),
        };
        let good = name.len() <= LONGEST_NAME
            && is_name(name)
            && tag.is_none_or(is_tag)
            && digest.is_none_or(is_digest);
        good.then_some(Self { tag, digest })
    }

    fn is_pinned(&self) -> bool {
        self.digest.is_some() || self.tag.is_some_and(|tag| tag != "latest")
    }
}

fn is_name(name: &str) -> bool {
    match name.split_once('/') {
        Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => {
            is_registry(first) && rest.split('/').all(is_component)
        }
        _ => name.split('/').all(is_component),
    }
}

fn is_registry(registry: &str) -> bool {
    let (host, port) = match registry.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (registry, None),
    };
    let labels = host.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    labels && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

/// Lower-case letters and digits, with separators between them: one dot, one or two underscores, or hyphens.
fn is_component(component: &str) -> bool {
    let is_alphanumeric = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    component.starts_with(is_alphanumeric)
        && component.ends_with(is_alphanumeric)
        && component.split(is_alphanumeric).all(|between| {
            matches!(between, "" | "." | "_" | "__") || between.bytes().all(|b| b == b'-')
        })
}

fn is_tag(tag: &str) -> bool {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    (1..=128).contains(&tag.len())
        && tag.bytes().next().is_some_and(word)
        && tag.bytes().all(|b| word(b) || b == b'.' || b == b'-')
}

fn is_digest(digest: &str) -> bool {
    let length = match digest.split_once(':') {
        Some(("sha256", hex)) => (hex, 64),
        Some(("sha512", hex)) => (hex, 128),
        _ => return false,
    };
    length.0.len() == length.1 && length.0.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_whether_they_are_pinned() {
        let digest = format!("a@sha256:{}", "0f".repeat(32));
        for (image, pinned) in [
            ("traefik/whoami:v1.11.0", true),
            ("myacr.azurecr.io/tinyrest:1", true),
            ("localhost:5000/a/b__c-d:x_Y.z", true),
            (digest.as_str(), true),
            ("nginx", false),
            ("nginx:latest", false),
            ("registry.example:5000/nginx", false),
        ] {
            let reference = Reference::parse(image);
            assert_eq!(reference.map(|r| r.is_pinned()), Some(pinned), "{image}");
        }
    }

    #[test]
    fn texts_that_are_none() {
        for image in [
            "Nginx",
            "a b",
            "a:",
            "a:b:c",
            "a@sha256:12",
            "a@md5:00",
            "/a",
            "a/",
            "a//b",
            "-a",
            "a..b",
            "https://a/b",
            "a___b",
            "registry.example:0/a",
            "$(id)",
            "a\"b",
        ] {
            assert!(Reference::parse(image).is_none(), "{image}");
        }
    }
}
