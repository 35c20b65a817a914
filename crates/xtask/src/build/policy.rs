//! The page's content security policy: it may run its own code and reach its own files, nothing else.

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const META: &str = r#"<meta http-equiv="Content-Security-Policy" content=""#;

/// Returns the page with its policy as the first element of its head, before anything that loads.
///
/// # Errors
///
/// When the page has no head, or holds what the policy would block.
pub(crate) fn apply(html: &str) -> anyhow::Result<String> {
    let blocked = [" style=\"", "<style", " onclick=", " onload="];
    if let Some(found) = blocked.iter().find(|pattern| html.contains(**pattern)) {
        bail!("the page holds `{found}`, which its own policy blocks: move it to a file");
    }
    let (before, after) = html
        .split_once("<head>")
        .context("the page has no <head>: the policy has no place")?;
    let policy = policy(&inline_scripts(html));
    Ok(format!("{before}<head>{META}{policy}\" />{after}"))
}

/// Returns the page with a policy that lets it reach nothing, in place of the one [`apply`] wrote: for a page that
/// needs no file but its own, with this style and its scripts in it.
///
/// # Errors
///
/// When the page has no policy.
pub(crate) fn restrict_to_itself(html: &str, style: &str) -> anyhow::Result<String> {
    let hosted = of_page(html).context("the page has no policy")?;
    let policy = [
        "default-src 'none'".to_owned(),
        format!(
            "script-src{} 'wasm-unsafe-eval'",
            hashes(&inline_scripts(html))
        ),
        format!("style-src '{}'", hash(style)),
        "img-src data:".to_owned(),
        "worker-src blob:".to_owned(),
        "connect-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ];
    let policy = policy.into_iter().chain(TRUSTED_TYPES.map(str::to_owned));
    let policy: Vec<_> = policy.collect();
    Ok(html.replacen(hosted, &policy.join("; "), 1))
}

/// The policy that [`apply`] wrote into the page.
pub(crate) fn of_page(html: &str) -> Option<&str> {
    let (_, rest) = html.split_once(META)?;
    rest.split_once('"').map(|(policy, _)| policy)
}

/// No text becomes a script, and no address one but those that the page's own policy of that kind lets through.
const TRUSTED_TYPES: [&str; 2] = [
    "require-trusted-types-for 'script'",
    "trusted-types default",
];

fn policy(inline_scripts: &[&str]) -> String {
    let hashes = hashes(inline_scripts);
    let policy = [
        "default-src 'none'".to_owned(),
        format!("script-src 'self'{hashes} 'wasm-unsafe-eval'"),
        "style-src 'self'".to_owned(),
        "img-src 'self' data:".to_owned(),
        "font-src 'self'".to_owned(),
        "manifest-src 'self'".to_owned(),
        // The page keeps the worker's code in memory and starts it from there.
        "worker-src 'self' blob:".to_owned(),
        "connect-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ];
    let policy = policy.into_iter().chain(TRUSTED_TYPES.map(str::to_owned));
    policy.collect::<Vec<_>>().join("; ")
}

fn hashes(scripts: &[&str]) -> String {
    let hashes = scripts.iter().map(|script| format!(" '{}'", hash(script)));
    hashes.collect()
}

/// The text of every script that stands in the page itself.
fn inline_scripts(html: &str) -> Vec<&str> {
    html.split("<script")
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        // What is no script needs no leave.
        .filter(|(attributes, _)| {
            !attributes.contains("src=") && !attributes.contains("application/")
        })
        .filter_map(|(_, rest)| rest.split_once("</script>"))
        .map(|(text, _)| text)
        .collect()
}

/// The source expression for an inline script (CSP Level 3, 6.7.2.4): the hash of its exact text.
fn hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_openssl_computes() {
        // printf "alert('Hello, world.');" | openssl dgst -sha256 -binary | base64
        assert_eq!(
            hash("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }

    #[test]
    fn only_inline_scripts_are_hashed_and_to_the_letter() {
        let html = "<script type=\"module\">\nlet a;\n</script><script src=\"b.js\"></script>";
        assert_eq!(inline_scripts(html), ["\nlet a;\n"]);
    }

    #[test]
    fn the_policy_comes_first_and_is_found_again() {
        let html = "<html><head><script>1</script></head></html>";
        let page = apply(html).unwrap();
        assert!(page.starts_with("<html><head><meta http-equiv"), "{page}");
        let policy = of_page(&page).unwrap();
        assert!(policy.contains(&hash("1")), "{policy}");
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    }

    #[test]
    fn a_page_without_a_policy_has_none() {
        assert_eq!(of_page("<html><head></head></html>"), None);
    }

    #[test]
    fn what_the_policy_would_block_is_refused() {
        for html in [
            "<head></head><p style=\"color: red\">",
            "<head><style>p {}</style></head>",
            "<p>no head</p>",
        ] {
            assert!(apply(html).is_err(), "{html}");
        }
    }
}
