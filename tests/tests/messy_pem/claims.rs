use formats::{Container, Content, Limits};

/// The findings that say who reads a file.
pub(crate) const CODES: [&str; 19] = [
    "der-trailing",
    "pem-bag-attributes",
    "pem-dashes",
    "pem-decorated",
    "pem-empty-lines",
    "pem-end-differs",
    "pem-end-missing",
    "pem-escaped",
    "pem-flattened",
    "pem-glued",
    "pem-headers",
    "pem-indented",
    "pem-label-openssl",
    "pem-label-wrong",
    "pem-odd-spaces",
    "pem-padding",
    "pem-url-alphabet",
    "text-byte-order-mark",
    "text-utf-16",
];

/// What a sentence says of openssl, nginx and kubectl: each reads it, does not, or that is left open. Longer phrases
/// stand before those they begin with.
const PHRASES: [(&str, [Option<bool>; 3]); 14] = [
    (
        "openssl, nginx and kubectl refuse it or lose the block after it",
        [None, None, Some(false)],
    ),
    ("openssl, nginx and kubectl refuse it", [Some(false); 3]),
    ("openssl, nginx and kubectl do not see it", [Some(false); 3]),
    (
        "nginx and openssl stop there with \"bad end line\", and kubectl refuses it",
        [Some(false); 3],
    ),
    (
        "openssl and nginx refuse it, kubectl reads it",
        [Some(false), Some(false), Some(true)],
    ),
    (
        "kubectl refuses it, and openssl and nginx may",
        [None, None, Some(false)],
    ),
    (
        "openssl and nginx read it, kubectl and other Go programs do not",
        [Some(true), Some(true), Some(false)],
    ),
    ("openssl, nginx and kubectl skip them", [Some(true); 3]),
    (
        "nginx and kubectl refuse it, openssl reads it",
        [Some(true), Some(false), Some(false)],
    ),
    (
        "openssl, nginx and kubectl read it all the same",
        [Some(true); 3],
    ),
    (
        "kubectl reads it all the same, openssl and nginx may not",
        [None, None, Some(true)],
    ),
    (
        "nginx, kubectl and most other programs refuse the block as it is",
        [None, Some(false), Some(false)],
    ),
    ("it was read as Latin-1", [Some(true); 3]),
    ("which is no base64", [Some(false); 3]),
];

/// What a finding says of openssl, nginx and kubectl.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) code: String,
    /// Whether each reads it; none where the sentence leaves it open.
    pub(crate) verdicts: [Option<bool>; 3],
}

/// The claims in all that is found in a file, which must be read all the same.
pub(crate) fn claims(text: &[u8]) -> Vec<Claim> {
    let items = formats::read("it", text, &Limits::default());
    let what = |content: &Content| !matches!(content, Content::Container(Container::Source { .. }));
    assert!(items.iter().any(|item| what(&item.content)), "{items:?}");
    let findings = items.into_iter().flat_map(|item| item.findings);
    findings
        .map(|finding| {
            let said = format!("{} {}", finding.message, finding.hint);
            let phrase = PHRASES.iter().find(|(phrase, _)| said.contains(phrase));
            let (_, verdicts) = phrase.unwrap_or_else(|| {
                panic!("no claim in: {said}\n{}", String::from_utf8_lossy(text))
            });
            Claim {
                code: finding.code.to_string(),
                verdicts: *verdicts,
            }
        })
        .collect()
}
