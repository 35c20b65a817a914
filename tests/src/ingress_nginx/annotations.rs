use std::collections::BTreeMap;

use regex::Regex;

use super::Refused;

/// `internal/ingress/annotations/parser/main.go`, `AnnotationsPrefix`.
const PREFIX: &str = "nginx.ingress.kubernetes.io/";

/// What an Ingress asks for in its annotations.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Annotations {
    pub(super) client: ClientAnnotations,
    /// `annotations/rewrite/main.go`:152; on by default (`controller/config/config.go`:873).
    pub(super) ssl_redirect: bool,
    /// `annotations/rewrite/main.go`:167.
    pub(super) force_ssl_redirect: bool,
    /// `annotations/rewrite/main.go`:159.
    pub(super) preserve_trailing_slash: bool,
}

/// `annotations/authtls/main.go`, `Config`, as far as the annotations alone say it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ClientAnnotations {
    /// No `auth-tls-secret`: the other annotations of the group do nothing (line 151).
    Absent,
    /// The host answers 403 (lines 156 to 167).
    Denied(String),
    /// Client certificates are looked at.
    Present(AuthTls),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AuthTls {
    /// `namespace/name`.
    pub(super) secret: String,
    pub(super) verify_client: String,
    pub(super) verify_depth: i64,
    pub(super) error_page: Option<String>,
    pub(super) pass_certificate: bool,
    pub(super) match_cn: Option<String>,
}

impl Annotations {
    /// Reads the annotations of one Ingress of `namespace`.
    ///
    /// A value that the controller's validators do not take is refused here even where the
    /// controller would fall back to a default, and so is an annotation this model does not know:
    /// neither may go unnoticed.
    pub(super) fn read(all: &BTreeMap<String, String>, namespace: &str) -> Result<Self, Refused> {
        let ours = Ours(
            all.iter()
                .filter_map(|(name, value)| Some((name.strip_prefix(PREFIX)?, value.as_str())))
                .collect(),
        );
        ours.refuse_unknown()?;
        Ok(Self {
            client: ours.client(namespace)?,
            ssl_redirect: ours.boolean("ssl-redirect")?.unwrap_or(true),
            force_ssl_redirect: ours.boolean("force-ssl-redirect")?.unwrap_or(false),
            preserve_trailing_slash: ours.boolean("preserve-trailing-slash")?.unwrap_or(false),
        })
    }
}

struct Ours<'a>(BTreeMap<&'a str, &'a str>);

impl Ours<'_> {
    const KNOWN: [&'static str; 9] = [
        "auth-tls-secret",
        "auth-tls-verify-client",
        "auth-tls-verify-depth",
        "auth-tls-error-page",
        "auth-tls-pass-certificate-to-upstream",
        "auth-tls-match-cn",
        "ssl-redirect",
        "force-ssl-redirect",
        "preserve-trailing-slash",
    ];

    fn refuse_unknown(&self) -> Result<(), Refused> {
        match self.0.keys().find(|name| !Self::KNOWN.contains(name)) {
            None => Ok(()),
            Some(name) => Err(Refused(format!(
                "the annotation {PREFIX}{name} has no rule here yet"
            ))),
        }
    }

    fn client(&self, namespace: &str) -> Result<ClientAnnotations, Refused> {
        let Some(secret) = self.text("auth-tls-secret", basic_characters)? else {
            return Ok(ClientAnnotations::Absent);
        };
        // internal/k8s/main.go:36, `ParseNameNS`.
        let parts: Vec<_> = secret.split('/').collect();
        let [secret_namespace, _] = parts[..] else {
            return Ok(ClientAnnotations::Denied(format!(
                "invalid format (namespace/name) found in '{secret}'"
            )));
        };
        // authtls/main.go:160 to 167; `allow-cross-namespace-resources` is off by default
        // (controller/config/config.go:766).
        if !secret_namespace.is_empty() && secret_namespace != namespace {
            return Ok(ClientAnnotations::Denied(
                "cross namespace secrets are not supported".into(),
            ));
        }
        let depth = self.text("auth-tls-verify-depth", integer)?;
        Ok(ClientAnnotations::Present(AuthTls {
            verify_client: self
                .text("auth-tls-verify-client", verify_mode)?
                .unwrap_or_else(|| "on".into()),
            // authtls/main.go:184: a depth of 0 becomes 1.
            verify_depth: match depth.and_then(|depth| depth.parse().ok()) {
                None | Some(0) => 1,
                Some(depth) => depth,
            },
            error_page: self.text("auth-tls-error-page", redirect)?,
            pass_certificate: self
                .boolean("auth-tls-pass-certificate-to-upstream")?
                .unwrap_or(false),
            match_cn: self.text("auth-tls-match-cn", common_name)?,
            secret,
        }))
    }

    fn boolean(&self, name: &str) -> Result<Option<bool>, Refused> {
        let text = self.text(name, boolean)?;
        Ok(text.map(|text| matches!(text.as_str(), "1" | "t" | "T" | "true" | "TRUE" | "True")))
    }

    /// parser/main.go:117 (lines are trimmed, an empty value counts as none) and
    /// parser/validators.go:207 (the validator sees the value as it stands).
    fn text(&self, name: &str, valid: fn(&str) -> bool) -> Result<Option<String>, Refused> {
        let Some(value) = self.0.get(name) else {
            return Ok(None);
        };
        if !value.is_empty() && !valid(value) {
            return Err(Refused(format!(
                "the controller does not take {value:?} for {PREFIX}{name}"
            )));
        }
        let lines: Vec<_> = value.split('\n').map(str::trim).collect();
        Ok(Some(lines.join("\n")).filter(|text| !text.is_empty()))
    }
}

/// authtls/main.go:52 with parser/validators.go:68 and 111.
fn basic_characters(value: &str) -> bool {
    matches_without_spaces(r"^[/\-\.\_\~a-zA-Z0-9\/:]*$", value)
}

/// authtls/main.go:44 and 58.
fn verify_mode(value: &str) -> bool {
    matches_without_spaces("^(on|off|optional|optional_no_ca)$", value)
}

/// authtls/main.go:45 and 70.
fn redirect(value: &str) -> bool {
    matches_without_spaces(
        r"^(@[A-Za-z0-9_-]+|((https?://)?[A-Za-z0-9\-.]+(:\d+)?)?(/[A-Za-z0-9\-_.]+)*/?)$",
        value,
    )
}

/// parser/validators.go:129.
fn common_name(value: &str) -> bool {
    value
        .strip_prefix("CN=")
        .is_some_and(|rest| Regex::new(rest).is_ok())
}

/// parser/validators.go:167, Go's `strconv.Atoi`.
fn integer(value: &str) -> bool {
    value.parse::<i64>().is_ok()
}

/// parser/validators.go:161, Go's `strconv.ParseBool`.
fn boolean(value: &str) -> bool {
    let taken = [
        "1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False",
    ];
    taken.contains(&value)
}

/// parser/validators.go:111 to 121: spaces are dropped first, line breaks are never taken.
fn matches_without_spaces(pattern: &str, value: &str) -> bool {
    let value = value.replace(' ', "");
    Regex::new(pattern).unwrap().is_match(&value) && !value.contains(['\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Annotations, Refused> {
        let all = pairs
            .iter()
            .map(|(name, value)| (format!("{PREFIX}{name}"), (*value).to_owned()))
            .collect();
        Annotations::read(&all, "apps")
    }

    fn present(pairs: &[(&str, &str)]) -> AuthTls {
        match read(pairs).unwrap().client {
            ClientAnnotations::Present(present) => present,
            other => panic!("no client authentication but {other:?}"),
        }
    }

    #[test]
    fn the_secret_alone_switches_verification_on() {
        let found = present(&[("auth-tls-secret", "apps/client-ca")]);
        assert_eq!(found.verify_client, "on");
        assert_eq!(found.verify_depth, 1);
        assert_eq!(found.match_cn, None);
        let without = read(&[("auth-tls-verify-client", "on")]).unwrap();
        assert_eq!(without.client, ClientAnnotations::Absent);
        assert!(without.ssl_redirect);
    }

    #[test]
    fn another_namespace_is_denied() {
        for secret in ["other/client-ca", "client-ca", "a/b/c"] {
            let read = read(&[("auth-tls-secret", secret)]).unwrap();
            assert!(
                matches!(read.client, ClientAnnotations::Denied(_)),
                "{secret}"
            );
        }
        assert_eq!(present(&[("auth-tls-secret", "/own")]).secret, "/own");
    }

    #[test]
    fn values_the_validators_refuse() {
        for (name, value) in [
            ("auth-tls-secret", "apps/client$ca"),
            ("auth-tls-verify-client", "yes"),
            ("auth-tls-verify-depth", "one"),
            ("auth-tls-pass-certificate-to-upstream", "on"),
            ("auth-tls-match-cn", "^CN=apim$"),
            ("auth-tls-match-cn", "CN=apim("),
            ("ssl-redirect", "on"),
            ("server-snippet", "return 200;"),
        ] {
            let refused = read(&[("auth-tls-secret", "apps/client-ca"), (name, value)]);
            assert!(refused.is_err(), "{name}: {value}");
        }
    }

    #[test]
    fn a_depth_of_zero_counts_as_one() {
        let found = present(&[
            ("auth-tls-secret", "apps/client-ca"),
            ("auth-tls-verify-depth", "0"),
        ]);
        assert_eq!(found.verify_depth, 1);
    }
}
