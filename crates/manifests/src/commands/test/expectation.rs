use pki::{LeafUsage, Profile, Role};

use crate::shell::quote;
use crate::{Intent, ServerCertificate, VerifyMode};

/// What the ingress must answer to a certificate that is not the client's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expectation {
    /// 400: nginx asks for a certificate.
    NoneSent,
    /// 400: nginx refuses the certificate.
    Refused,
    /// 403: the CN is not the client's (`auth-tls-match-cn`).
    WrongName,
    /// The application is reached, and told by `ssl-client-verify` what to think.
    Reaches(&'static str),
}

impl Expectation {
    /// `on` refuses; the other modes let nobody's name pass, which `auth-tls-match-cn` then refuses.
    pub(super) fn without_certificate(intent: &Intent) -> Self {
        match (intent.ingress.verify_client, intent.ingress.restrict_client) {
            (VerifyMode::On, _) => Self::NoneSent,
            (VerifyMode::Optional | VerifyMode::OptionalNoCa, true) => Self::WrongName,
            (VerifyMode::Optional | VerifyMode::OptionalNoCa, false) => Self::Reaches("NONE"),
        }
    }

    /// A certificate of an unknown issuer, of another name than the client's.
    pub(super) fn stranger(intent: &Intent) -> Self {
        match (intent.ingress.verify_client, intent.ingress.restrict_client) {
            (VerifyMode::On | VerifyMode::Optional, _) => Self::Refused,
            (VerifyMode::OptionalNoCa, true) => Self::WrongName,
            (VerifyMode::OptionalNoCa, false) => Self::Reaches("FAILED:"),
        }
    }

    /// The server certificate, used by a client. None where it is not made here, or where the plan
    /// lets it stand in for the client's.
    pub(super) fn server_as_client(intent: &Intent) -> Option<Self> {
        if intent.server_certificate == ServerCertificate::FromPublicCa {
            return None;
        }
        let server = intent.spec.get(Role::Server)?;
        if server.profile == Profile::Leaf(LeafUsage::Server) {
            return Some(Self::for_wrong_purpose(intent));
        }
        if intent.authorities.of_servers() != intent.authorities.of_clients() {
            return Some(Self::stranger(intent));
        }
        let same_name = server.subject.common_name == intent.client_name;
        (intent.ingress.restrict_client && !same_name).then_some(Self::WrongName)
    }

    /// nginx forgives an unknown issuer in the mode `optional_no_ca`, but never a wrong purpose. Where
    /// both are wrong it sees the issuer's error, which OpenSSL finds last.
    fn for_wrong_purpose(intent: &Intent) -> Self {
        let known = intent.authorities.of_servers() == intent.authorities.of_clients();
        if known {
            Self::Refused
        } else {
            Self::stranger(intent)
        }
    }

    /// The lines of the script that check it.
    pub(super) fn check(self, name: &str, hint: &str) -> String {
        let name = quote(name);
        let hint = quote(hint);
        match self {
            Self::NoneSent => {
                format!("check_status {name} 400 'No required SSL certificate was sent' {hint}")
            }
            Self::Refused => format!("check_status {name} 400 'The SSL certificate error' {hint}"),
            Self::WrongName => {
                format!("check_status {name} 403 'client certificate unauthorized' {hint}")
            }
            Self::Reaches(verify) => format!(
                "check_status {name} \"$expected_status\" '' {hint}\ncheck_echo ssl-client-verify {verify} {hint}"
            ),
        }
    }

    /// What the script prints when its checks of this name pass.
    pub(super) fn as_checked(self, name: &str) -> Vec<String> {
        match self {
            Self::NoneSent => vec![format!(
                "ok      {name}: 400 No required SSL certificate was sent"
            )],
            Self::Refused => vec![format!("ok      {name}: 400 The SSL certificate error")],
            Self::WrongName => vec![format!(
                "ok      {name}: 403 client certificate unauthorized"
            )],
            Self::Reaches(verify) => vec![
                format!("ok      {name}: 200"),
                format!("ok      ssl-client-verify: {verify}"),
            ],
        }
    }

    /// What a caller sees.
    pub(super) fn as_printed(self) -> Vec<String> {
        let (status, body) = match self {
            Self::NoneSent => (
                "HTTP/2 400",
                "No required SSL certificate was sent".to_owned(),
            ),
            Self::Refused => ("HTTP/2 400", "The SSL certificate error".to_owned()),
            Self::WrongName => ("HTTP/2 403", "client certificate unauthorized".to_owned()),
            Self::Reaches(verify) => ("HTTP/2 200", format!("ssl-client-verify: {verify}")),
        };
        vec![status.to_owned(), body]
    }
}

#[cfg(test)]
mod tests {
    use pki::Authorities;

    use super::*;
    use crate::test_intent;

    #[test]
    fn the_mode_decides() {
        let mut intent = test_intent::intent();
        for (mode, restrict, none, stranger) in [
            (
                VerifyMode::On,
                true,
                Expectation::NoneSent,
                Expectation::Refused,
            ),
            (
                VerifyMode::On,
                false,
                Expectation::NoneSent,
                Expectation::Refused,
            ),
            (
                VerifyMode::Optional,
                true,
                Expectation::WrongName,
                Expectation::Refused,
            ),
            (
                VerifyMode::Optional,
                false,
                Expectation::Reaches("NONE"),
                Expectation::Refused,
            ),
            (
                VerifyMode::OptionalNoCa,
                true,
                Expectation::WrongName,
                Expectation::WrongName,
            ),
            (
                VerifyMode::OptionalNoCa,
                false,
                Expectation::Reaches("NONE"),
                Expectation::Reaches("FAILED:"),
            ),
        ] {
            intent.ingress.verify_client = mode;
            intent.ingress.restrict_client = restrict;
            assert_eq!(
                Expectation::without_certificate(&intent),
                none,
                "{mode:?} {restrict}"
            );
            assert_eq!(
                Expectation::stranger(&intent),
                stranger,
                "{mode:?} {restrict}"
            );
        }
    }

    #[test]
    fn the_server_certificate_is_no_clients() {
        let mut intent = test_intent::intent();
        assert_eq!(
            Expectation::server_as_client(&intent),
            Some(Expectation::Refused)
        );
        for certificate in &mut intent.spec.certificates {
            if certificate.role == Role::Server {
                certificate.profile = Profile::Leaf(LeafUsage::Both);
            }
        }
        assert_eq!(
            Expectation::server_as_client(&intent),
            Some(Expectation::WrongName)
        );
        intent.ingress.restrict_client = false;
        assert_eq!(Expectation::server_as_client(&intent), None);
        intent.authorities = Authorities::Separate;
        assert_eq!(
            Expectation::server_as_client(&intent),
            Some(Expectation::Refused)
        );
        intent.server_certificate = ServerCertificate::FromPublicCa;
        assert_eq!(Expectation::server_as_client(&intent), None);
    }
}
