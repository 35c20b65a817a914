//! The headers that every answer carries.

use anyhow::anyhow;
use tiny_http::Header;

/// Headers, ready to be sent.
pub(crate) struct Headers(Vec<Header>);

impl Headers {
    /// The headers for a page with this content security policy.
    pub(crate) fn with_policy(policy: &str) -> anyhow::Result<Self> {
        // Browsers ignore frame-ancestors in the page itself.
        let policy = format!("{policy}; frame-ancestors 'none'");
        let headers = [
            ("Content-Security-Policy", policy.as_str()),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            // The worker's file names stay the same from build to build.
            ("Cache-Control", "no-cache"),
        ];
        let headers = headers.map(|(name, value)| header(name, value));
        Ok(Self(headers.into_iter().collect::<Result<_, _>>()?))
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Header> {
        self.0.iter()
    }
}

/// One header.
pub(crate) fn header(name: &str, value: &str) -> anyhow::Result<Header> {
    Header::from_bytes(name, value).map_err(|()| anyhow!("`{name}: {value}` is no header"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_sent_with_what_only_a_header_can_say() {
        let headers = Headers::with_policy("default-src 'none'").unwrap();
        let policy = headers
            .iter()
            .find(|header| header.field.equiv("Content-Security-Policy"))
            .unwrap();
        assert_eq!(
            policy.value.as_str(),
            "default-src 'none'; frame-ancestors 'none'"
        );
    }

    #[test]
    fn media_types_are_not_guessed_by_the_browser() {
        let headers = Headers::with_policy("default-src 'none'").unwrap();
        assert!(headers.iter().any(|header| {
            header.field.equiv("X-Content-Type-Options") && header.value == "nosniff"
        }));
    }

    #[test]
    fn a_policy_that_is_no_header_is_refused() {
        assert!(Headers::with_policy("default-src 'none'\u{e9}").is_err());
    }
}
